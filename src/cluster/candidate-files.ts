import type { SourceFile } from "../source/finding.ts";

/** Folders of dependencies and of CI: nobody keeps a cluster of this repository there. */
const FOREIGN_FOLDERS = new Set(
  "node_modules vendor third_party .git .github .gitlab .circleci .terraform .venv site-packages".split(" "),
);
/** Folders of documentation, test data, samples for others to copy, and of what was put away. */
const SAMPLE_FOLDERS = new Set(
  "testdata fixtures __fixtures__ __tests__ docs doc examples example samples archive archived .archive".split(
    " ",
  ),
);
/** Text that is prose or code: what it says about clusters are mentions. */
const FOREIGN_FILES =
  /\.(?:md|mdx|markdown|rst|adoc|txt|html?|go|py|rb|js|mjs|cjs|ts|tsx|java|rs|c|h|sh|bash|ps1|lock|sum|log|csv|svg|xml|patch|diff|snap)$/i;
/** A program's tests. `test` alone may be an environment (`test/cluster.yaml` beside `prod/`), so it needs more. */
const TEST_FOLDERS =
  /^e2e\/|(?:^|\/)(?:tests|smoke-tests?|molecule)\/|(?:^|\/)test\/(?:e2e|integration|infra|infrastructure|data|golden|unit|images|manifests)\//;
const KIND = /\bkind\.(?:x-k8s\.io|sigs\.k8s\.io)\//;

/** What discovery does with a file: look into it, tell that it lies among samples, or nothing. */
export type Candidacy =
  | { readonly kind: "candidate" }
  | { readonly kind: "foreign" }
  /** `folder` ends with the folder that makes it a sample: `deploy/examples`. */
  | { readonly kind: "sample"; readonly folder: string };

/**
 * Whether discovery looks into a file at all. Files that the configuration names are read wherever they lie.
 * Among tests only kind's clusters are real: to run tests is what they are made for.
 */
export function candidacy({ path, text }: SourceFile): Candidacy {
  const folders = path.split("/").slice(0, -1);
  if (folders.some((folder) => FOREIGN_FOLDERS.has(folder)) || FOREIGN_FILES.test(path))
    return { kind: "foreign" };
  const sample = folders.findIndex((folder) => SAMPLE_FOLDERS.has(folder));
  if (sample !== -1) return { kind: "sample", folder: folders.slice(0, sample + 1).join("/") };
  const tests = TEST_FOLDERS.exec(path);
  if (tests === null || KIND.test(text)) return { kind: "candidate" };
  return { kind: "sample", folder: path.slice(0, tests.index + tests[0].length).replace(/\/$/, "") };
}
