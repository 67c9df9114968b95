import { detached } from "../../source/detached.ts";
import type { SourceValue } from "../../source/value.ts";
import { textsOf } from "./texts-of.ts";

/** A `LabelSelector` of Kubernetes as written; both parts empty selects everything. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly LabelExpression[];
}

export interface LabelExpression {
  readonly key: string;
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`; the API server takes nothing else. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** Reads a selector; one that is not there is read as the empty one. Never throws. */
export function readLabelSelector(value: SourceValue | undefined): LabelSelector {
  return {
    matchLabels: readLabels(value?.get("matchLabels")),
    matchExpressions: (value?.get("matchExpressions")?.items() ?? []).map((expression) => ({
      key: detached(expression.textAt("key") ?? ""),
      operator: detached(expression.textAt("operator") ?? ""),
      values: textsOf(expression.get("values")),
    })),
  };
}

/** A mapping of texts: labels, selectors, annotations. */
export function readLabels(value: SourceValue | undefined): Readonly<Record<string, string>> {
  const entries = value?.entries() ?? [];
  if (entries.length === 0) return NO_LABELS;
  return Object.fromEntries(entries.map(([key, label]) => [detached(key), detached(label.text() ?? "")]));
}

/** One for all: most pods choose no node. */
const NO_LABELS: Readonly<Record<string, string>> = {};
