import type { RepositorySnapshot } from "../src/assessment/assessment.ts";
import type { SourceFile, Unread } from "../src/source/finding.ts";

/** A snapshot with every file read, as one pass over it sees it. */
export function loaded({ files, unread }: RepositorySnapshot): {
  readonly files: readonly SourceFile[];
  readonly unread: readonly Unread[];
} {
  const results = files.flatMap((file) => ("load" in file ? (file.load() ?? []) : file));
  return {
    files: results.filter((result) => "text" in result),
    unread: [...unread, ...results.filter((result) => "reason" in result)],
  };
}
