import { detached } from "../source/detached.ts";
import type { SourceValue } from "../source/value.ts";
import { readLabels } from "./views/pod-spec.ts";

/** A `LabelSelector` of Kubernetes: what all has to hold of an object's labels. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly LabelExpression[];
}

interface LabelExpression {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

type Operator = "In" | "NotIn" | "Exists" | "DoesNotExist";

const OPERATORS: readonly Operator[] = ["In", "NotIn", "Exists", "DoesNotExist"];

/** A selector as it is written; undefined where there is none, or one with an operator that Kubernetes does not have. */
export function readLabelSelector(selector: SourceValue | undefined): LabelSelector | undefined {
  if (selector === undefined) return undefined;
  const written = selector.get("matchExpressions")?.items() ?? [];
  const matchExpressions = written.flatMap(expressionOf);
  if (matchExpressions.length < written.length) return undefined;
  return { matchLabels: readLabels(selector.get("matchLabels")), matchExpressions };
}

/** True where labels have everything that a selector asks for; an empty one asks for nothing. */
export function matchesLabels(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return (
    Object.entries(selector.matchLabels).every(([key, value]) => labels[key] === value) &&
    selector.matchExpressions.every((expression) => holds(expression, labels))
  );
}

/** As `Requirement.Matches` of apimachinery's labels reads it: what is not there is not in any list. */
function holds(
  { key, operator, values }: LabelExpression,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return operator satisfies never;
  }
}

function expressionOf(written: SourceValue): readonly LabelExpression[] {
  const key = written.textAt("key");
  const operator = OPERATORS.find((known) => known === written.textAt("operator"));
  if (key === undefined || operator === undefined) return [];
  const values = (written.get("values")?.items() ?? []).map((value) => detached(value.text() ?? ""));
  return [{ key: detached(key), operator, values }];
}
