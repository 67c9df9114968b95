import { quotedText } from "../kubernetes/quoted-text.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import type { Finding } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import type { ComponentInstance } from "./cluster.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { type KubernetesObject, nameOf, namespaceOf, referenceTo } from "./kubernetes-objects.ts";
import { optional } from "./optional-member.ts";
import { type ContainerImage, containerImages } from "./pod-containers.ts";
import { withoutPrefix } from "./version-reading.ts";

/** The components whose pods tell a version; `cloud-controller-manager` only where its project follows Kubernetes. */
export type PodComponent =
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "cloud-controller-manager"
  | "etcd"
  | "kube-proxy";

/** What one pod (or the DaemonSet of kube-proxy) tells: the component's version, or why it does not. */
export interface PodReading {
  readonly component: PodComponent;
  readonly instance?: ComponentInstance;
  readonly findings: readonly Finding[];
}

const STATIC: readonly PodComponent[] = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "etcd",
];
/** Cloud controller managers whose versions are those of Kubernetes; others have numbers of their own. */
const CLOUD_IMAGES =
  /(?:provider-aws\/cloud-controller-manager|provider-openstack\/openstack-cloud-controller-manager|azure-cloud-controller-manager|cloud-pv-vsphere\/cloud-provider-vsphere|cloud-provider-vsphere\/cloud-controller-manager|cloud-provider-gcp\/cloud-controller-manager)$/;

/** Reads a pod of the control plane or of kube-proxy; undefined for every other object. */
export function readComponentPod(object: KubernetesObject): PodReading | undefined {
  if ((namespaceOf(object) ?? "kube-system") !== "kube-system") return undefined;
  if (object.kind === "DaemonSet")
    return nameOf(object) === "kube-proxy" ? read(object, "kube-proxy") : undefined;
  if (object.kind !== "Pod") return undefined;
  const component = componentOf(object);
  return component === undefined ? undefined : read(object, component);
}

function componentOf(object: KubernetesObject): PodComponent | undefined {
  const name = nameOf(object) ?? "";
  const labels = object.value.get("metadata", "labels");
  const named = STATIC.find((component) => name === component || name.startsWith(`${component}-`));
  const labelled = labels?.textAt("component");
  if (named !== undefined && (labelled === undefined || labelled === named)) return named;
  if (labels?.textAt("k8s-app") === "kube-proxy" || /^kube-proxy-[a-z0-9]{5}$/.test(name))
    return "kube-proxy";
  const cloud = containerImages(object).some(({ reference }) => CLOUD_IMAGES.test(reference.repository));
  return cloud ? "cloud-controller-manager" : undefined;
}

function read(object: KubernetesObject, component: PodComponent): PodReading {
  const image = imageOf(object, component);
  if (image === undefined) return { component, findings: [] };
  const { tag } = image.reference;
  const version = tag === undefined ? undefined : versionOf(component, tag);
  if (version === undefined) return { component, findings: [withoutVersion(object, image)] };
  const origin = { ...image.value.origin() };
  const node = object.value.textAt("spec", "nodeName") ?? nodeByName(object, component);
  return { component, instance: { ...optional("node", node), version, origin }, findings: [] };
}

/** The component's own container; kube-vip, exporters and other sidecars do not count. */
function imageOf(object: KubernetesObject, component: PodComponent): ContainerImage | undefined {
  const images = containerImages(object);
  return (
    images.find(({ container }) => container === component) ??
    images.find(({ name }) => name === component) ??
    (images.length === 1 ? images[0] : undefined)
  );
}

/** etcd has versions of its own (`3.5.24-0`); everything else carries the version of Kubernetes. */
function versionOf(component: PodComponent, tag: string): string | undefined {
  if (component === "etcd") return /^v?\d+\.\d+\.\d+/.test(tag) ? withoutPrefix(tag) : undefined;
  // A `+` cannot stand in a tag: distributions write v1.30.2_k3s1 or v1.30.2-k3s1.
  const version = tag.replace("_", "+");
  return tryParseVersion(version) === undefined ? undefined : withoutPrefix(version);
}

/** The kubelet names the mirror pod of a static pod `<pod>-<node>`. */
function nodeByName(object: KubernetesObject, component: PodComponent): string | undefined {
  const name = nameOf(object) ?? "";
  if (!STATIC.includes(component) || !name.startsWith(`${component}-`)) return undefined;
  return name.slice(component.length + 1);
}

function withoutVersion(object: KubernetesObject, image: ContainerImage): Finding {
  const written: SourceValue = image.value;
  return inspectionFinding({
    id: "image-without-version",
    title: "An image does not tell its version",
    severity: "notice",
    certainty: "unknown",
    places: [{ ...written.place(), object: referenceTo(object) }],
    why: `${nameOf(object) ?? object.kind} runs ${quotedText(written.text() ?? "")}: a digest or this tag names no Kubernetes version.`,
    fix: "Name the tag beside the digest (registry.k8s.io/kube-apiserver:v1.34.6@sha256:…), or ask the component: kubectl get --raw /version.",
  });
}
