import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { type LabelSelector, readLabelSelector } from "../label-selector.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";

/** A PodDisruptionBudget; its numbers as written (`1`, `50%`). */
export interface DisruptionBudget {
  readonly name: string;
  readonly namespace?: string;
  readonly place: Place;
  readonly minAvailable?: string;
  readonly maxUnavailable?: string;
  /** The pods that it counts; undefined where it counts none, or nobody can tell. */
  readonly selector: LabelSelector | undefined;
  readonly unhealthyPodEvictionPolicy?: string;
  /** Of a running cluster: what the budget allows at the moment, and how many pods it counts. */
  readonly status?: { readonly allowed: number; readonly expected: number };
}

export const disruptionBudgets: ManifestView<DisruptionBudget> = {
  kind: "manifests",
  name: "disruption-budgets",
  inSamples: false,
  mentions: (word) => word === "PodDisruptionBudget",
  read: (manifest) => {
    const { kind, apiVersion, name = "", namespace, value } = manifest;
    const spec = value?.get("spec");
    if (kind !== "PodDisruptionBudget" || !apiVersion.startsWith("policy/") || spec === undefined) return [];
    return [
      {
        name: detached(name),
        ...optionalText("namespace", namespace),
        place: placeOf(manifest),
        ...optionalText("minAvailable", spec.textAt("minAvailable")),
        ...optionalText("maxUnavailable", spec.textAt("maxUnavailable")),
        selector: selectorOf(apiVersion, spec),
        ...optionalText("unhealthyPodEvictionPolicy", spec.textAt("unhealthyPodEvictionPolicy")),
        ...statusOf(value),
      },
    ];
  },
};

/** `{}` is every pod of the namespace for policy/v1, and none for policy/v1beta1; without a selector it is none. */
function selectorOf(apiVersion: string, spec: SourceValue): LabelSelector | undefined {
  const selector = readLabelSelector(spec.get("selector"));
  if (selector === undefined || apiVersion !== "policy/v1beta1") return selector;
  const asksForNothing =
    Object.keys(selector.matchLabels).length === 0 && selector.matchExpressions.length === 0;
  return asksForNothing ? undefined : selector;
}

function statusOf(value: SourceValue | undefined): Pick<DisruptionBudget, "status"> {
  const allowed = value?.get("status", "disruptionsAllowed")?.number();
  const expected = value?.get("status", "expectedPods")?.number();
  return allowed === undefined || expected === undefined ? {} : { status: { allowed, expected } };
}
