import type { LabelExpression, LabelSelector } from "./views/label-selector.ts";

/** Labels of an object by key. */
export type Labels = Readonly<Record<string, string>>;

/** True where the labels have everything that the selector asks for (k8s.io/apimachinery: LabelSelectorAsSelector). */
export function selectsLabels({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every((expression) => holds(expression, labels))
  );
}

/** True for the selector that every object passes. */
export function selectsEverything({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** The keys that decide what a selector lets through. */
export function selectorKeys({ matchLabels, matchExpressions }: LabelSelector): readonly string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}

/** An operator that does not exist holds for nothing: the API server refuses the object that names it. */
function holds({ key, operator, values }: LabelExpression, labels: Labels): boolean {
  const label = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "In":
      return label !== undefined && values.includes(label);
    case "NotIn":
      return label === undefined || !values.includes(label);
    case "Exists":
      return label !== undefined;
    case "DoesNotExist":
      return label === undefined;
    default:
      return false;
  }
}
