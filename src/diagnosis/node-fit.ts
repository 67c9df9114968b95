import { entriesAt, listAt, textAt, textsAt } from "./fields.ts";
import type { Pod } from "./pod.ts";
import type { RawObject } from "./situation.ts";

/** A taint that keeps pods off its node. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** Whether the pod's node selector and required node affinity let it run there. */
export function isSelected(pod: Pod, node: RawObject): boolean {
  const labels = new Map(entriesAt(node.raw, "metadata", "labels"));
  const wanted = entriesAt(pod.spec, "nodeSelector");
  const terms = listAt(
    pod.spec,
    "affinity",
    "nodeAffinity",
    "requiredDuringSchedulingIgnoredDuringExecution",
    "nodeSelectorTerms",
  );
  return (
    wanted.every(([key, value]) => labels.get(key) === value) &&
    (terms.length === 0 || terms.some((term) => fits(term, labels, node.name)))
  );
}

/** The taints of a node that keep the pod from being scheduled there. */
export function untolerated(pod: Pod, node: RawObject): readonly Taint[] {
  const tolerations = listAt(pod.spec, "tolerations");
  return listAt(node.raw, "spec", "taints")
    .map((taint) => ({
      key: textAt(taint, "key") ?? "",
      value: textAt(taint, "value") ?? "",
      effect: textAt(taint, "effect") ?? "",
    }))
    .filter(({ effect }) => effect !== "PreferNoSchedule")
    .filter((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
}

function tolerates(toleration: unknown, { key, value, effect }: Taint): boolean {
  const [wantedKey, wantedEffect] = [textAt(toleration, "key"), textAt(toleration, "effect")];
  if (wantedEffect !== undefined && wantedEffect !== effect) return false;
  const exists = textAt(toleration, "operator") === "Exists";
  if (wantedKey === undefined) return exists;
  return wantedKey === key && (exists || (textAt(toleration, "value") ?? "") === value);
}

type Labels = ReadonlyMap<string, unknown>;

function fits(term: unknown, labels: Labels, name: string): boolean {
  const expressions = listAt(term, "matchExpressions");
  const fields = listAt(term, "matchFields");
  if (expressions.length + fields.length === 0) return false;
  return (
    expressions.every((one) => matches(one, labels)) &&
    fields.every((one) => matches(one, new Map([["metadata.name", name]])))
  );
}

function matches(expression: unknown, labels: Labels): boolean {
  const key = textAt(expression, "key") ?? "";
  const values = textsAt(expression, "values");
  const has = labels.has(key);
  const label = labels.get(key);
  const value = typeof label === "string" ? label : "";
  switch (textAt(expression, "operator") ?? "") {
    case "In":
      return has && values.includes(value);
    case "NotIn":
      return !has || !values.includes(value);
    case "Exists":
      return has;
    case "DoesNotExist":
      return !has;
    case "Gt":
      return has && Number(value) > Number(values[0]);
    case "Lt":
      return has && Number(value) < Number(values[0]);
    default:
      return false;
  }
}
