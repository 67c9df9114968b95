import type { SourceFile } from "../source/finding.ts";

/**
 * Folders whose files describe no cluster of this repository: dependencies, documentation, test data, samples
 * for others to copy, CI, what was put away.
 */
const FOREIGN_FOLDERS = new Set(
  (
    "node_modules vendor third_party .git .github .gitlab .circleci .terraform .venv site-packages testdata fixtures __fixtures__ __tests__ " +
    "docs doc examples example samples archive archived .archive"
  ).split(" "),
);
/** Text that is prose or code: what it says about clusters are mentions. */
const FOREIGN_FILES =
  /\.(?:md|mdx|markdown|rst|adoc|txt|html?|go|py|rb|js|mjs|cjs|ts|tsx|java|rs|c|h|sh|bash|ps1|lock|sum|log|csv|svg|xml|patch|diff|snap)$/i;
/** A program's tests. `test` alone may be an environment (`test/cluster.yaml` beside `prod/`), so it needs more. */
const TEST_FOLDERS =
  /^e2e\/|(?:^|\/)(?:tests|smoke-tests?|molecule)\/|(?:^|\/)test\/(?:e2e|integration|infra|infrastructure|data|golden|unit|images|manifests)\//;
const KIND = /\bkind\.(?:x-k8s\.io|sigs\.k8s\.io)\//;

/**
 * Whether discovery looks into a file at all. Files that the configuration names are read wherever they lie.
 * Among tests only kind's clusters are real: to run tests is what they are made for.
 */
export function isCandidate({ path, text }: SourceFile): boolean {
  const folders = path.split("/").slice(0, -1);
  if (folders.some((folder) => FOREIGN_FOLDERS.has(folder)) || FOREIGN_FILES.test(path)) return false;
  return !TEST_FOLDERS.test(path) || KIND.test(text);
}
