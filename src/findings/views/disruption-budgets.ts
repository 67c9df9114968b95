import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { selectsEverything } from "../label-selection.ts";
import { type LabelSelector, readLabelSelector } from "./label-selector.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";

/** A PodDisruptionBudget; its numbers as written (`1`, `50%`). */
export interface DisruptionBudget {
  readonly name: string;
  readonly namespace?: string;
  readonly place: Place;
  readonly minAvailable?: string;
  readonly maxUnavailable?: string;
  /** Undefined where it counts no pod, whatever its labels. */
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
        selector: selectorOf(spec, apiVersion),
        ...optionalText("unhealthyPodEvictionPolicy", spec.textAt("unhealthyPodEvictionPolicy")),
        ...statusOf(value),
      },
    ];
  },
};

/** An empty selector counts every pod of the namespace in v1, and none in v1beta1; a missing one none in either. */
function selectorOf(spec: SourceValue, apiVersion: string): LabelSelector | undefined {
  const selector = spec.get("selector");
  if (selector === undefined) return undefined;
  const read = readLabelSelector(selector);
  return apiVersion === "policy/v1beta1" && selectsEverything(read) ? undefined : read;
}

function statusOf(value: SourceValue | undefined): Pick<DisruptionBudget, "status"> {
  const allowed = value?.get("status", "disruptionsAllowed")?.number();
  const expected = value?.get("status", "expectedPods")?.number();
  return allowed === undefined || expected === undefined ? {} : { status: { allowed, expected } };
}
