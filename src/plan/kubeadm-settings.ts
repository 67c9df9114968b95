import type { Cluster } from "../cluster/cluster.ts";
import { quote } from "../source/shell.ts";

/** The paths and names that a kubeadm configuration may set, with kubeadm's defaults where it does not. */
export interface KubeadmPaths {
  readonly certificates: string;
  readonly etcdData: string;
  /** Undefined where kubeadm's own default repository is used. */
  readonly imageRepository: string | undefined;
  readonly etcdImageRepository: string | undefined;
  /** True where etcd's or CoreDNS's image comes from elsewhere, or with a tag of its own. */
  readonly hasOwnImages: boolean;
  /** The directory of patches that every upgrade has to be given again. */
  readonly patches: string | undefined;
  readonly externalEtcd: ExternalEtcd | undefined;
}

/** How kubeadm reaches an etcd that it does not run; the files lie on the control-plane nodes. */
export interface ExternalEtcd {
  readonly endpoints: readonly string[];
  readonly caFile: string | undefined;
  readonly certFile: string | undefined;
  readonly keyFile: string | undefined;
}

const OWN_IMAGES: readonly (readonly string[])[] = [
  ["etcd", "local", "imageRepository"],
  ["etcd", "local", "imageTag"],
  ["dns", "imageRepository"],
  ["dns", "imageTag"],
];

/** Reads the settings that the plan's commands depend on. Values of the wrong type count as not set. */
export function kubeadmPaths(cluster: Cluster): KubeadmPaths {
  const configuration = cluster.kubeadm?.clusterConfiguration;
  const patches = cluster.kubeadm?.documents.flatMap(({ content }) => patchDirectories(content)) ?? [];
  return {
    certificates: text(at(configuration, "certificatesDir")) ?? "/etc/kubernetes/pki",
    etcdData: text(at(configuration, "etcd", "local", "dataDir")) ?? "/var/lib/etcd",
    imageRepository: text(at(configuration, "imageRepository")),
    etcdImageRepository: text(at(configuration, "etcd", "local", "imageRepository")),
    hasOwnImages: OWN_IMAGES.some((path) => text(at(configuration, ...path)) !== undefined),
    patches: patches[0],
    externalEtcd: externalEtcd(cluster),
  };
}

/** The options that go with `kubeadm upgrade apply` and `kubeadm upgrade node` alike. */
export function upgradeOptions({ patches }: Pick<KubeadmPaths, "patches">): string {
  return patches === undefined ? "" : ` --patches ${quote(patches)}`;
}

/** `nodeRegistration` documents name the directory as `patches.directory`; UpgradeConfiguration per command. */
function patchDirectories(content: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    at(content, "patches", "directory"),
    at(content, "apply", "patches", "directory"),
    at(content, "node", "patches", "directory"),
  ].flatMap((value) => text(value) ?? []);
}

function externalEtcd(cluster: Cluster): ExternalEtcd | undefined {
  const { etcd } = cluster.controlPlane;
  if (etcd.topology !== "external") return undefined;
  const external = at(cluster.kubeadm?.clusterConfiguration, "etcd", "external");
  const listed = at(external, "endpoints");
  const endpoints =
    etcd.endpoints ?? (Array.isArray(listed) ? listed.flatMap((value) => text(value) ?? []) : []);
  return {
    endpoints,
    caFile: text(at(external, "caFile")),
    certFile: text(at(external, "certFile")),
    keyFile: text(at(external, "keyFile")),
  };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.entries(current).find(([name]) => name === key)?.[1];
  }
  return current;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
