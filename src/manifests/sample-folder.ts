/** Folders of documentation, test data, samples for others to copy, and of what was put away. */
const SAMPLE_FOLDERS = new Set(
  "testdata test-data test_data fixtures __fixtures__ __tests__ docs doc examples example samples archive archived .archive _archive _archived".split(
    " ",
  ),
);
/** A program's tests. `test` and `testing` alone may be environments (`test/cluster.yaml` beside `prod/`), so they need more. */
const TEST_FOLDERS =
  /^e2e\/|(?:^|\/)(?:tests|smoke-tests?|molecule|src\/test|\.?(?:chainsaw|kyverno|kuttl)-tests?)\/|(?:^|\/)test(?:ing)?\/(?:e2e|integration|infra|infrastructure|data|golden|unit|images|manifests)\//;

/**
 * What Go and Jsonnet fetched, each under its origin: `vendor/github.com/`, and `Godeps/_workspace/src/k8s.io/` of
 * Go's earlier tool. Any other `vendor` may be applied.
 */
const VENDORED = /^(?:.*\/)?(?:vendor|Godeps\/_workspace\/src)(?=\/[\w-]+(?:\.[\w-]+)+\/)/;

/** A part of every name above: most paths have none of them. */
const SIGN = /test|fixture|doc|example|sample|archive|e2e|molecule|vendor|Godeps/;

/** The folder that makes a file a sample, a test's, a document's or a library's: `deploy/examples`. */
export function sampleFolder(path: string): string | undefined {
  if (!SIGN.test(path)) return undefined;
  return namedFolder(path) ?? testFolder(path) ?? VENDORED.exec(path)?.[0];
}

/** A folder of samples, documents or what was put away. */
export function namedFolder(path: string): string | undefined {
  if (!SIGN.test(path)) return undefined;
  const folders = path.split("/").slice(0, -1);
  const sample = folders.findIndex((folder) => SAMPLE_FOLDERS.has(folder));
  return sample === -1 ? undefined : folders.slice(0, sample + 1).join("/");
}

/** A folder of a program's tests. */
export function testFolder(path: string): string | undefined {
  const tests = TEST_FOLDERS.exec(path);
  return tests === null ? undefined : path.slice(0, tests.index + tests[0].length).replace(/\/$/, "");
}

/** A word of a file's name, but not of a domain's: `prod.example.com.yaml`. */
const SAMPLE_NAME =
  /(?:^|[-_.])(?:examples?|samples?)(?=$|[-_.])(?!\.(?:com|org|net|edu|internal|local|lan)\b)/i;

/** Whether a file's own name calls it a sample: `inventory.example.ini`, `kubeadm-config.yaml.sample`. */
export function isSampleFile(path: string): boolean {
  return SAMPLE_NAME.test(path.slice(path.lastIndexOf("/") + 1));
}
