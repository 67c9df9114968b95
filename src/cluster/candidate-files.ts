import type { SourceFile } from "../source/finding.ts";

/** Folders whose files describe no cluster of this repository: dependencies, documentation, test data, CI. */
const FOREIGN_FOLDERS = new Set(
  "node_modules vendor third_party .git .github .gitlab .circleci .terraform .venv site-packages testdata fixtures __fixtures__ __tests__ docs doc".split(
    " ",
  ),
);
/** Text that is prose or code: what it says about clusters are mentions. */
const FOREIGN_FILES =
  /\.(?:md|mdx|markdown|rst|adoc|txt|html?|go|py|rb|js|mjs|cjs|ts|tsx|java|rs|c|h|sh|bash|ps1|lock|sum|log|csv|svg|xml|patch|diff|snap)$/i;

/** Whether discovery looks into a file at all. Files that the configuration names are read wherever they lie. */
export function isCandidate({ path }: SourceFile): boolean {
  const folders = path.split("/").slice(0, -1);
  return !folders.some((folder) => FOREIGN_FOLDERS.has(folder)) && !FOREIGN_FILES.test(path);
}
