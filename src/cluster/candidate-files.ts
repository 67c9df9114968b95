import { isSampleFile, namedFolder, testFolder } from "../manifests/sample-folder.ts";
import type { SourceFile } from "../source/finding.ts";

/** Folders of dependencies and of CI: nobody keeps a cluster of this repository there. */
const FOREIGN_FOLDER =
  /(?:^|\/)(?:node_modules|vendor|third_party|\.git|\.github|\.gitlab|\.circleci|\.terraform|\.venv|site-packages)\//;
/** Text that is prose or code: what it says about clusters are mentions. */
const FOREIGN_FILES =
  /\.(?:md|mdx|markdown|rst|adoc|txt|html?|go|py|rb|js|mjs|cjs|ts|tsx|java|rs|c|h|sh|bash|ps1|lock|sum|log|csv|svg|xml|patch|diff|snap)$/i;
const KIND = /\bkind\.(?:x-k8s\.io|sigs\.k8s\.io)\//;

/** What discovery does with a file: look into it, tell that it lies among samples, or nothing. */
export type Candidacy =
  | { readonly kind: "candidate" }
  | { readonly kind: "foreign" }
  /** `folder` ends with the folder that makes it a sample: `deploy/examples`; the file itself where its name does. */
  | { readonly kind: "sample"; readonly folder: string };

/**
 * Whether discovery looks into a file at all. Files that the configuration names are read wherever they lie.
 * Among tests only kind's clusters are real: to run tests is what they are made for.
 */
export function candidacy({ path, text }: SourceFile): Candidacy {
  if (FOREIGN_FOLDER.test(path) || FOREIGN_FILES.test(path)) return { kind: "foreign" };
  const sample = namedFolder(path);
  if (sample !== undefined) return { kind: "sample", folder: sample };
  if (isSampleFile(path)) return { kind: "sample", folder: path };
  const tests = testFolder(path);
  return tests === undefined || isForTests({ path, text })
    ? { kind: "candidate" }
    : { kind: "sample", folder: tests };
}

/** Clusters of kind are made for tests, and real there. */
export function isForTests({ text }: SourceFile): boolean {
  return KIND.test(text);
}
