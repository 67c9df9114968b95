import type { SourceFile } from "../source/finding.ts";
import { isMapping } from "../source/mapping.ts";
import { readingOf } from "./file-reading.ts";
import type { ValueChange } from "./fixer.ts";

/**
 * The values of a file's documents that differ between two texts of it; undefined where the second cannot be read
 * as well as the first, so that nobody knows what it says.
 */
export function changedValues(before: SourceFile, after: SourceFile): readonly ValueChange[] | undefined {
  const [old, mended] = [readingOf(before).documents, readingOf(after).documents];
  if (mended.unread.length > old.unread.length) return undefined;
  if (mended.documents.length !== old.documents.length) return undefined;
  const [one, other] = [old, mended].map(({ documents }) => documents.map(({ root }) => root.plain()));
  return changes(one, other, { path: [], holder: undefined });
}

type Spot = Pick<ValueChange, "path" | "holder">;

/** Lists of another length and mappings that became something else are one change as a whole. */
function changes(before: unknown, after: unknown, spot: Spot): readonly ValueChange[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item: unknown, index) =>
      changes(item, after[index], { path: [...spot.path, index], holder: before }),
    );
  }
  if (isMapping(before) && isMapping(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      changes(before[key], after[key], { path: [...spot.path, key], holder: before }),
    );
  }
  return [{ ...spot, before, after }];
}
