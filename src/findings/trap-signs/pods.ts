import type { Position } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";
import { keySpot, type TrapSign } from "../trap-sighting.ts";
import { masterSelections, masterTolerations } from "./master-role.ts";
import { apiReferences } from "./static-pods.ts";
import { podVolumeSigns } from "./volumes.ts";

const DOCKER_SOCKET = /^(?:\/var)?\/run\/(?:docker|dockershim)\.sock$/;
const KUBELET_CREDENTIALS = /^\/etc\/kubernetes\/kubelet\.conf$|^\/var\/lib\/kubelet\/pki(?:\/|$)/;
const SECCOMP = /^(?:seccomp\.security\.alpha\.kubernetes\.io\/pod$|container\.seccomp\.security\.alpha)/;
/** The name that the controller manager gave to a token of its own making: `deployer-token-x7kq2`. */
const GENERATED_TOKEN = /-token-[bcdfghjklmnpqrstvwxz2456789]{5}$/;

/** What shows a trap in the template of a workload's pods, which a Pod is itself. */
export const podSigns: readonly TrapSign[] = [
  ...podVolumeSigns,
  {
    trap: "dockershim-removed",
    spots: (template) => hostPaths(template, DOCKER_SOCKET),
    certainty: "likely",
  },
  {
    trap: "node-authorizer-selectors",
    spots: (template) => hostPaths(template, KUBELET_CREDENTIALS),
    certainty: "likely",
  },
  { trap: "control-plane-label", spots: masterSelections },
  { trap: "control-plane-label", spots: masterTolerations, certainty: "likely" },
  { trap: "master-taint-removed", spots: masterTolerations, certainty: "likely" },
  { trap: "seccomp-annotations", spots: seccompAnnotations },
  { trap: "topology-spread-affinity", spots: spreadWithAffinity, certainty: "likely" },
  {
    trap: "pod-level-qos",
    spots: (template) => {
      const resources = template.get("spec", "resources");
      const isEmpty = resources?.kind === "mapping" && resources.entries().length === 0;
      return isEmpty ? keySpot(template, "spec", "resources") : [];
    },
  },
  { trap: "sa-token-secrets", spots: generatedTokens, certainty: "likely" },
  { trap: "static-pod-api-refs", spots: apiReferences },
];

function volumesOf(template: SourceValue): readonly SourceValue[] {
  return template.get("spec", "volumes")?.items() ?? [];
}

function hostPaths(template: SourceValue, path: RegExp): readonly Position[] {
  return volumesOf(template).flatMap((volume) =>
    path.test(volume.textAt("hostPath", "path") ?? "") ? keySpot(volume, "hostPath", "path") : [],
  );
}

function seccompAnnotations(template: SourceValue): readonly Position[] {
  const annotations = template.get("metadata", "annotations");
  return (annotations?.entries() ?? []).flatMap(([key]) =>
    annotations !== undefined && SECCOMP.test(key) ? keySpot(annotations, key) : [],
  );
}

/** Constraints that keep a pod waiting, of pods that not every node may take. */
function spreadWithAffinity(template: SourceValue): readonly Position[] {
  const spec = template.get("spec");
  const required = spec?.has("nodeSelector") || spec?.get("affinity", "nodeAffinity", REQUIRED) !== undefined;
  if (spec === undefined || !required) return [];
  return (spec.get("topologySpreadConstraints")?.items() ?? []).flatMap((constraint) =>
    constraint.textAt("whenUnsatisfiable") === "DoNotSchedule" ? keySpot(constraint, "topologyKey") : [],
  );
}

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

function generatedTokens(template: SourceValue): readonly Position[] {
  return volumesOf(template).flatMap((volume) =>
    GENERATED_TOKEN.test(volume.textAt("secret", "secretName") ?? "")
      ? keySpot(volume, "secret", "secretName")
      : [],
  );
}
