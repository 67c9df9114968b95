import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";
import { readLabels } from "./pod-spec.ts";

/** A PodDisruptionBudget; its numbers as written (`1`, `50%`). */
export interface DisruptionBudget {
  readonly name: string;
  readonly namespace?: string;
  readonly place: Place;
  readonly minAvailable?: string;
  readonly maxUnavailable?: string;
  /** `matchLabels`; undefined where expressions take part, which only the API server evaluates. */
  readonly selector: Readonly<Record<string, string>> | undefined;
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
        selector: selectorOf(spec),
        ...optionalText("unhealthyPodEvictionPolicy", spec.textAt("unhealthyPodEvictionPolicy")),
        ...statusOf(value),
      },
    ];
  },
};

function selectorOf(spec: SourceValue): Readonly<Record<string, string>> | undefined {
  const selector = spec.get("selector");
  return (selector?.get("matchExpressions")?.items().length ?? 0) > 0
    ? undefined
    : readLabels(selector?.get("matchLabels"));
}

function statusOf(value: SourceValue | undefined): Pick<DisruptionBudget, "status"> {
  const allowed = value?.get("status", "disruptionsAllowed")?.number();
  const expected = value?.get("status", "expectedPods")?.number();
  return allowed === undefined || expected === undefined ? {} : { status: { allowed, expected } };
}
