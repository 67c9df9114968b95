import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { readLabels } from "./label-selector.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";
import { type PodSpec, readPodSpec } from "./pod-spec.ts";

/** A Pod, or an object that makes pods from a template. */
export interface Workload {
  readonly apiVersion: string;
  readonly kind: WorkloadKind;
  readonly name: string;
  /** As written; missing where the apply decides. */
  readonly namespace?: string;
  /** Of the object, at its `apiVersion`. */
  readonly place: Place;
  /** As written; an unset one is 1 for Kubernetes, unless an autoscaler sets it. */
  readonly replicas?: number;
  /** `spec.selector.matchLabels`; `spec.selector` itself of a ReplicationController. */
  readonly selector: Readonly<Record<string, string>>;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podAnnotations: Readonly<Record<string, string>>;
  readonly pod: PodSpec;
  /** `updateStrategy.type` or `strategy.type`. */
  readonly strategy?: string;
  /** `maxUnavailable` of the strategy as written: `1`, `25%`. */
  readonly maxUnavailable?: string;
  /** `podManagementPolicy` of a StatefulSet. */
  readonly podManagementPolicy?: string;
  /** `volumeClaimTemplates` of a StatefulSet. */
  readonly claimTemplates: readonly ClaimTemplate[];
  /** Owner of a Pod that was read from a cluster: `ReplicaSet`, `DaemonSet`, `Node` (a static pod). */
  readonly ownerKind?: string;
  /** A Pod that ran to its end (phase Succeeded or Failed): nothing of it runs, and no budget counts it. */
  readonly hasEnded: boolean;
  /** Read from a cluster: somebody who writes a manifest gives it neither a status nor a uid. */
  readonly isObserved: boolean;
}

export interface ClaimTemplate {
  readonly name: string;
  readonly storageClass?: string;
}

/** The pod's specification, below each kind. */
const POD_TEMPLATES = {
  Pod: [],
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type WorkloadKind = keyof typeof POD_TEMPLATES;

/**
 * Every object that makes pods, in every API version that such objects had. What has containers without an image,
 * or none, is a patch that something lays over the whole object.
 */
export const workloads: ManifestView<Workload> = {
  kind: "manifests",
  name: "workloads",
  inSamples: false,
  mentions: isWorkloadKind,
  read: readWorkload,
};

const ENDED: ReadonlySet<string> = new Set(["Succeeded", "Failed"]);

/** Groups in which these kinds are Kubernetes' own; a `Job` of another group makes no pods like these. */
const GROUPS: ReadonlySet<string> = new Set(["", "apps", "batch", "extensions"]);

/** Whether objects of this kind make pods. */
export function isWorkloadKind(word: string): word is WorkloadKind {
  return Object.hasOwn(POD_TEMPLATES, word);
}

/** The template of an object's pods, which a Pod is itself; undefined for an object that makes none. */
export function podTemplate({ apiVersion, kind, value }: Manifest): SourceValue | undefined {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  if (value === undefined || !isWorkloadKind(kind) || !GROUPS.has(group)) return undefined;
  return value.get(...POD_TEMPLATES[kind]);
}

function readWorkload(manifest: Manifest): readonly Workload[] {
  const { apiVersion, kind, name = "", namespace, value } = manifest;
  const template = podTemplate(manifest);
  const spec = template?.get("spec");
  if (value === undefined || template === undefined || spec === undefined || !isWorkloadKind(kind)) return [];
  const pod = readPodSpec(spec);
  if (isPatch(pod)) return [];
  const strategy = value.get("spec", "updateStrategy") ?? value.get("spec", "strategy");
  return [
    {
      apiVersion: detached(apiVersion),
      kind,
      name: detached(name),
      ...optionalText("namespace", namespace),
      place: placeOf(manifest),
      ...replicasOf(value),
      selector: selectorOf(value),
      podLabels: readLabels(template.get("metadata", "labels")),
      podAnnotations: readLabels(template.get("metadata", "annotations")),
      pod,
      ...optionalText("strategy", strategy?.textAt("type")),
      ...optionalText("maxUnavailable", strategy?.textAt("rollingUpdate", "maxUnavailable")),
      ...optionalText("podManagementPolicy", value.textAt("spec", "podManagementPolicy")),
      claimTemplates: (value.get("spec", "volumeClaimTemplates")?.items() ?? []).map((claim) => ({
        name: detached(claim.textAt("metadata", "name") ?? ""),
        ...optionalText("storageClass", claim.textAt("spec", "storageClassName")),
      })),
      ...optionalText("ownerKind", ownerOf(manifest)),
      isObserved: value.has("status") || value.get("metadata")?.has("uid") === true,
      hasEnded: kind === "Pod" && ENDED.has(value.textAt("status", "phase") ?? ""),
    },
  ];
}

/** Who made a pod, also where a snapshot was cut down to what somebody wanted to show: its labels tell then. */
function ownerOf({ kind, name = "", namespace, value }: Manifest): string | undefined {
  const owners = value?.get("metadata", "ownerReferences")?.items() ?? [];
  const controller = owners.find((one) => one.get("controller")?.boolean() === true) ?? owners[0];
  const written = controller?.textAt("kind");
  if (written !== undefined || kind !== "Pod" || value === undefined) return written;
  const labels = readLabels(value.get("metadata", "labels"));
  const isOfSystem = namespace === "kube-system";
  const node = value.textAt("spec", "nodeName") ?? "";
  const isMirror = "kubernetes.io/config.mirror" in readLabels(value.get("metadata", "annotations"));
  const isControlPlane = isOfSystem && labels.tier === "control-plane" && labels.component !== undefined;
  if (isMirror || (isControlPlane && node !== "" && name.endsWith(`-${node}`))) return "Node";
  const isProxy = isOfSystem && labels["k8s-app"] === "kube-proxy";
  if (isProxy || "pod-template-generation" in labels) return "DaemonSet";
  return "pod-template-hash" in labels ? "ReplicaSet" : undefined;
}

function isPatch({ containers }: PodSpec): boolean {
  return containers.length === 0 || containers.some(({ image }) => image === "");
}

function selectorOf(value: SourceValue): Readonly<Record<string, string>> {
  const selector = value.get("spec", "selector");
  return readLabels(
    selector?.get("matchLabels") ?? (selector?.has("matchExpressions") ? undefined : selector),
  );
}

function replicasOf(value: SourceValue): { readonly replicas?: number } {
  const replicas = value.get("spec", "replicas")?.number();
  return replicas === undefined ? {} : { replicas };
}
