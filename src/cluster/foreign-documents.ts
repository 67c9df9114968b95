import type { SourceFile } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import type { ForeignReading } from "./foreign-reading.ts";
import { parseImage } from "./image-version.ts";
import { optional } from "./optional-member.ts";
import type { RepositoryFile } from "./reader.ts";
import { readVersion, readVersionAt, type VersionAnswer } from "./version-reading.ts";

/** Keys of a k3s or RKE2 configuration; nearly every one has some of them. */
const RANCHER_KEYS =
  /^(?:agent-token|cluster-cidr|cluster-init|cni|disable|etcd-[a-z0-9-]+|flannel-backend|kube-[a-z-]+-arg|kubelet-arg|node-(?:ip|label|name|taint)|profile|secrets-encryption|server|service-cidr|tls-san|token|write-kubeconfig-mode)$/;
const RANCHER_PATH = /(?:^|\/)(k3s|rke2)\/(?:config\.ya?ml|config\.yaml\.d\/[^/]+\.ya?ml)$/;

/** Whether a file may be one whose documents have no apiVersion: Talos, talhelper, Omni, k3s, RKE2, OpenShift. */
export function mayBeForeignDocument({ path, text }: SourceFile): boolean {
  return (
    RANCHER_PATH.test(path) ||
    (hasKey(text, "machine:") && /^["']?version["']?:\s*["']?v1alpha1\b/m.test(text)) ||
    (hasKey(text, "talosVersion:") && hasKey(text, "kubernetesVersion:")) ||
    (hasKey(text, "talos:") && /^kind:\s*Cluster\b/m.test(text)) ||
    /(?:^|\/)install-config\.ya?ml$/.test(path)
  );
}

/** Whether a line begins so; engines look for a text several times as fast as for an expression. */
function hasKey(text: string, key: string): boolean {
  return text.startsWith(key) || text.includes(`\n${key}`);
}

/** The clusters that such documents describe. */
export function foreignDocuments(file: RepositoryFile): readonly ForeignReading[] {
  return file.documents().documents.flatMap(({ root }) => {
    const found =
      talosMachine(root) ??
      talhelper(root) ??
      omni(root) ??
      openshiftInstall(root) ??
      rancherConfig(file.path, root);
    return found === undefined ? [] : [{ path: homePath(file.path), ...found }];
  });
}

/** `hosts/a/etc/rancher/k3s/config.yaml` belongs to `hosts/a`. */
function homePath(path: string): string {
  return path.replace(/(?:etc\/)?(?:rancher\/)?(?:k3s|rke2)\/(config\.ya?ml(?:\.d\/[^/]+)?)$/, "$1");
}

type Reading = Omit<ForeignReading, "path">;

/** One file per kind of machine: a worker's says nothing about the control plane. */
function talosMachine(root: SourceValue): Reading | undefined {
  const type = root.get("machine", "type");
  if (root.textAt("version") !== "v1alpha1" || root.get("machine")?.kind !== "mapping") return undefined;
  const isWorker = type?.text() === "worker" || type?.text() === "join";
  const apiServer = isWorker ? undefined : root.get("cluster", "apiServer", "image");
  const kubelet = imageVersion(root.get("machine", "kubelet", "image"));
  const node = kubelet?.reading && {
    name: root.textAt("machine", "network", "hostname") ?? (isWorker ? "worker" : "controlplane"),
    count: 1,
    role: isWorker ? ("worker" as const) : ("control-plane" as const),
    kubeletVersion: kubelet.reading.version,
    origin: kubelet.reading.origin,
  };
  return {
    ...optional("name", root.textAt("cluster", "clusterName")),
    distribution: "talos",
    ...optional("version", imageVersion(apiServer) ?? (isWorker ? undefined : kubelet)),
    ...optional("nodes", node === undefined ? undefined : [node]),
    ...optional("endpoint", root.textAt("cluster", "controlPlane", "endpoint")),
    at: (type ?? root.get("version") ?? root).origin(),
  };
}

/** The version in an image's tag; an image by digest only has none. */
function imageVersion(image: SourceValue | undefined): VersionAnswer | undefined {
  const tag = parseImage(image?.text() ?? "").tag;
  return image === undefined || tag === undefined
    ? undefined
    : readVersionAt({ ...image.origin(), value: tag });
}

function talhelper(root: SourceValue): Reading | undefined {
  if (!root.has("talosVersion") || !root.has("kubernetesVersion")) return undefined;
  return {
    ...optional("name", root.textAt("clusterName")),
    distribution: "talos",
    version: readVersion(root.get("kubernetesVersion")),
    ...optional("endpoint", root.textAt("endpoint")),
    at: (root.get("talosVersion") ?? root).origin(),
  };
}

function omni(root: SourceValue): Reading | undefined {
  const version = root.get("kubernetes", "version");
  if (
    root.textAt("kind") !== "Cluster" ||
    root.has("apiVersion") ||
    !root.has("talos") ||
    version === undefined
  ) {
    return undefined;
  }
  return {
    ...optional("name", root.textAt("name")),
    distribution: "talos",
    version: readVersion(version),
    at: (root.get("kind") ?? root).origin(),
  };
}

function openshiftInstall(root: SourceValue): Reading | undefined {
  if (!root.has("baseDomain") || !root.has("controlPlane") || !root.has("platform")) return undefined;
  return {
    ...optional("name", root.textAt("metadata", "name")),
    distribution: "openshift",
    at: (root.get("baseDomain") ?? root).origin(),
  };
}

function rancherConfig(path: string, root: SourceValue): Reading | undefined {
  const distribution = RANCHER_PATH.exec(path)?.[1];
  const [known] = root.entries().filter(([key]) => RANCHER_KEYS.test(key));
  if (known === undefined || (distribution !== "k3s" && distribution !== "rke2")) return undefined;
  return { distribution, at: known[1].origin() };
}
