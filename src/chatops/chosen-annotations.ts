import type { Annotation } from "../github/check-output.ts";

/** One call's worth: what a sound cluster may cost. */
const WITH_NOTICES = 50;
const AT_MOST = 500;
const ORDER: readonly Annotation["annotation_level"][] = ["failure", "warning", "notice"];

/**
 * Failures and warnings first, up to 500; notices only while everything fits into one call, because a large
 * cluster can have thousands of them and the report names them all.
 */
export function chosenAnnotations(annotations: readonly Annotation[]): readonly Annotation[] {
  const byLevel = Map.groupBy(annotations, (annotation) => annotation.annotation_level);
  const sorted = ORDER.flatMap((level) => byLevel.get(level) ?? []);
  const serious = sorted.length - (byLevel.get("notice")?.length ?? 0);
  return sorted.slice(0, Math.min(Math.max(serious, WITH_NOTICES), AT_MOST));
}
