import type { Addon } from "./cluster.ts";
import { type ImageReference, parseImage } from "./image-version.ts";
import type { KubernetesObject } from "./kubernetes-objects.ts";
import { optional } from "./optional-member.ts";
import { type ContainerImage, containerImages } from "./pod-containers.ts";
import { withoutPrefix } from "./version-reading.ts";

/** Images by which an add-on is known: registry path's end → the add-on's name. */
const IMAGES: readonly (readonly [image: RegExp, addon: string])[] = [
  [/(?:^|\/)coredns$/, "coredns"],
  [/(?:^|\/)calico\/(?:node|kube-controllers)$|(?:^|\/)calico-(?:node|kube-controllers)$/, "calico"],
  [/(?:^|\/)tigera\/operator$/, "tigera-operator"],
  [/(?:^|\/)cilium\/(?:cilium|operator(?:-generic)?)$/, "cilium"],
  [/(?:^|\/)flannel(?:-io|cni)?\/flannel$|coreos\/flannel$/, "flannel"],
  [/(?:^|\/)weave-kube$/, "weave-net"],
  [/(?:^|\/)antrea-(?:agent|controller|ubuntu|agent-ubuntu|controller-ubuntu)$/, "antrea"],
  [/(?:^|\/)kube-router$/, "kube-router"],
  [/(?:^|\/)kube-ovn$/, "kube-ovn"],
  [/(?:^|\/)kindnetd$/, "kindnet"],
  [/(?:^|\/)metrics-server$/, "metrics-server"],
  [/(?:^|\/)velero$/, "velero"],
  [/(?:^|\/)cert-manager-controller$/, "cert-manager"],
  [/(?:^|\/)ingress-nginx\/controller$/, "ingress-nginx"],
  [/(?:^|\/)kube-vip$/, "kube-vip"],
  [/(?:^|\/)cluster-autoscaler$/, "cluster-autoscaler"],
  [/(?:^|\/)local-path-provisioner$/, "local-path-provisioner"],
  [/(?:^|\/)node-local-dns|(?:^|\/)k8s-dns-node-cache$/, "node-local-dns"],
  [/(?:^|\/)cloud-controller-manager$|-cloud-controller-manager$/, "cloud-controller-manager"],
  [/(?:^|\/)(?:metallb\/|)(?:speaker)$/, "metallb"],
  [/(?:^|\/)longhorn-manager$/, "longhorn"],
  [/(?:^|\/)rook\/ceph$/, "rook-ceph"],
  [/(?:^|\/)istio\/pilot$/, "istio"],
  [/(?:^|\/)linkerd\/controller$/, "linkerd"],
  [/(?:^|\/)prometheus-operator$/, "prometheus-operator"],
];
/**
 * The add-ons that a file's workloads run, one entry per name and version, at the first place that names
 * it. Images with a digest only give an add-on without a version.
 */
export function addonsOf(objects: readonly KubernetesObject[]): readonly Addon[] {
  const addons = new Map<string, Addon>();
  for (const object of objects) {
    for (const image of containerImages(object)) {
      const name = addonName(image.reference.repository);
      if (name === undefined) continue;
      const addon = addonFrom(name, image);
      const key = `${name} ${addon.version ?? ""}`;
      if (!addons.has(key)) addons.set(key, addon);
    }
  }
  return [...addons.values()];
}

/** The add-on that an image is known for, and its release where the tag tells it. */
export function imageAddon(image: string): Pick<Addon, "name" | "version"> | undefined {
  const reference = parseImage(image);
  const name = addonName(reference.repository);
  return name === undefined ? undefined : { name, ...optional("version", releaseOf(reference)) };
}

function addonName(repository: string): string | undefined {
  return IMAGES.find(([image]) => image.test(repository))?.[1] ?? csiDriver(repository);
}

/** Parts of the names above, of CSI drivers and of cloud controllers, in an image's name. */
const HINTS =
  /image["']?[ \t]*:[^\n]*(?:coredns|calico|tigera|cilium|flannel|weave-kube|antrea|kube-(?:router|ovn|vip)|kindnetd|metrics-server|velero|cert-manager|ingress-nginx|cluster-autoscaler|local-path-provisioner|node-local-dns|k8s-dns-node-cache|cloud-(?:controller|provider)|speaker|longhorn|rook|csi)/;

/** A cheap look: false where a text certainly names no add-on. */
export function mayNameAddon(text: string): boolean {
  return HINTS.test(text);
}

/** Drivers follow one pattern: `ebs-csi-driver`, `aws-ebs-csi-driver`, `csi-node-driver`, `cinder-csi-plugin`, `cephcsi`. */
function csiDriver(repository: string): string | undefined {
  const name = repository.slice(repository.lastIndexOf("/") + 1);
  if (name === "cephcsi") return name;
  const words = name.split("-");
  const kind = words.pop();
  const isDriver = (kind === "driver" || kind === "plugin") && words.includes("csi");
  return isDriver && words.every((word) => /^[a-z0-9]+$/.test(word)) ? name : undefined;
}

function addonFrom(name: string, { reference, value }: ContainerImage): Addon {
  return { name, ...optional("version", releaseOf(reference)), origin: value.origin() };
}

function releaseOf({ tag }: ImageReference): string | undefined {
  return tag === undefined ? undefined : withoutPrefix(tag);
}
