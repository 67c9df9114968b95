import type { ReaderResult } from "./reader.ts";

/** Everything that several results say, in their order. */
export function mergedResults(results: readonly ReaderResult[]): ReaderResult {
  return {
    observations: results.flatMap(({ observations }) => observations),
    findings: results.flatMap(({ findings }) => findings),
    unread: results.flatMap(({ unread }) => unread),
  };
}
