/** Folder and file words that say what kind of source lies there, and nothing about which cluster it is. */
const ROLE_WORDS = new Set(
  (
    "kubeadm kubeadm-config config configs configuration conf snapshot snapshots state nodes node pods pod kube-system export exports dump dumps " +
    "live inventory manifests etc static-pods kubernetes k8s cluster clusters cluster-info addons cni current actual generated yaml json cm configmap " +
    "clusterconfiguration init join upgrade list get all backup group_vars host_vars vars defaults"
  ).split(" "),
);

/** Folders that sort by the role of a node or by how files are used; in a file's name such a word may name a cluster. */
const FOLDER_WORDS = new Set(
  "control-plane control-planes controlplane master masters worker workers scripts files templates".split(
    " ",
  ),
);

/** Of the words above the ones that sort sources by kind even above the clusters: `kubeadm/prod/`, `nodes/prod/`. */
const KIND_WORDS = new Set(
  "kubeadm kubeadm-config snapshot snapshots nodes pods kube-system exports dumps".split(" "),
);
/** `2026-03-01`, `20260301`, `2026-03-01T10-00`: a snapshot's day. */
const DAY = /^20\d\d-?[01]\d-?[0-3]\d(?:$|[T_-])/;

/**
 * The folder that stands for a cluster: the file's own, without folders that only sort sources by kind or
 * day, so that `clusters/prod/kubeadm/x.yaml` and `clusters/prod/snapshots/nodes.json` share `clusters/prod`.
 */
export function homeDirectory(path: string): string {
  const folders = path
    .split("/")
    .slice(0, -1)
    .filter((folder) => !KIND_WORDS.has(folder.toLowerCase()) && !DAY.test(folder));
  while (folders.length > 0 && sortsOnly((folders.at(-1) ?? "").toLowerCase())) folders.pop();
  return folders.join("/");
}

function sortsOnly(folder: string): boolean {
  return ROLE_WORDS.has(folder) || FOLDER_WORDS.has(folder);
}

/** What a file's name says about the cluster: `prod` for `prod-nodes.json` and `kubeadm-prod.yaml`, empty for `nodes.json`. */
export function clusterWords(path: string): string {
  const stem = (path.split("/").at(-1) ?? "").replace(/\.[^.]*$/, "").toLowerCase();
  if (ROLE_WORDS.has(stem)) return "";
  return stem
    .split(/[-_.]+/)
    .filter((word) => word !== "" && !ROLE_WORDS.has(word))
    .join("-");
}

const ENVIRONMENTS = new Set(
  "prod production prd live staging stage stg dev development test testing qa uat preprod nonprod sandbox demo lab ci".split(
    " ",
  ),
);

/** Whether a file is named after an environment, so that another one in its folder is another cluster's. */
export function namesEnvironment(words: string): boolean {
  return words.split("-").some((word) => ENVIRONMENTS.has(word));
}
