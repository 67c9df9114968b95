import { describe, expect, test } from "vitest";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import type { FileView, ManifestView } from "../../src/manifests/view.ts";
import { everything } from "./every-object.ts";

function scanned(text: string, path = "app.yaml") {
  const repository = scanRepository([{ path, text }], [everything]);
  const objects = repository.of(everything).map(({ apiVersion, kind, name, at }) => ({
    as: `${apiVersion} ${kind} ${name ?? "-"}`,
    at: `${at.line}:${at.column}`,
  }));
  return { ...repository, objects };
}

describe("the objects of a file, each at the line of its apiVersion", () => {
  test.each<[string, string, readonly string[]]>([
    ["one", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n", ["v1 Service web 1:1"]],
    [
      "several documents",
      "# first\nkind: Service\napiVersion: v1\n---\n\nmetadata:\n  name: b\napiVersion: apps/v1\nkind: Deployment\n",
      ["v1 Service - 3:1", "apps/v1 Deployment b 8:1"],
    ],
    [
      "a List in a List",
      "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items:\n  - apiVersion: v1\n    kind: Secret\n",
      ["v1 Secret - 7:5"],
    ],
    [
      "a typed list whose items leave it out",
      "apiVersion: extensions/v1beta1\nkind: IngressList\nitems:\n- metadata: {name: a}\n- metadata: {name: b}\n",
      ["extensions/v1beta1 Ingress a 4:3", "extensions/v1beta1 Ingress b 5:3"],
    ],
    ["a name in a block scalar", "apiVersion: >\n  batch/v1\nkind: |\n  Job\n", ["batch/v1 Job - 1:1"]],
    ["a bare array", '[{"apiVersion":"v1","kind":"Pod"}]', ["v1 Pod - 1:4"]],
    [
      "the objects of an OpenShift Template",
      "apiVersion: template.openshift.io/v1\nkind: Template\nobjects:\n- apiVersion: v1\n  kind: Pod\n",
      ["template.openshift.io/v1 Template - 1:1", "v1 Pod - 4:3"],
    ],
    [
      "values that are written elsewhere",
      "x: &v batch/v1beta1\napiVersion: *v\nkind: CronJob\n",
      ["batch/v1beta1 CronJob - 2:1"],
    ],
    [
      "Windows line ends",
      "apiVersion: v1\r\nkind: Pod\r\n---\r\napiVersion: v1\r\nkind: Secret\r\n",
      ["v1 Pod - 1:1", "v1 Secret - 4:1"],
    ],
    [
      "text that only looks like one",
      "apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yaml: |\n    apiVersion: v1\n    kind: Pod\n",
      ["v1 ConfigMap - 1:1"],
    ],
    ["values that name an API", "legacy: {apiVersion: extensions/v1beta1, kind: Ingress}\n", []],
    ["no object", "name: build\nkind: 3\n", []],
  ])("%s", (_name, text, expected) => {
    expect(scanned(text).objects.map(({ as, at }) => `${as} ${at}`)).toEqual(expected);
  });
});

test.each([
  ["apiVersion: batch/v1beta1\nkind: CronJob\nschedule: daily\n", 0],
  ["apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n", 1],
])("a chart's values are no object, unless they are complete: %j", (text, count) => {
  expect(scanned(text, "chart/values-prod.yaml").objects).toHaveLength(count);
});

test("a broken document is told with its line and does not cost the others", () => {
  const { objects, unread } = scanned(
    "apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Secret\n  bad: indentation\n---\napiVersion: v1\nkind: Service\n",
  );
  expect(objects.map(({ as }) => as)).toEqual(["v1 Pod -", "v1 Service -"]);
  expect(unread).toEqual([{ path: "app.yaml", line: 6, reason: expect.stringContaining("not valid YAML") }]);
});

test.each([
  ["what is no YAML", "replicas: [1, 2\n", 5],
  ["a template's rest", "{{{ not yaml\n", 5],
])("a broken document without apiVersion and kind is told beside manifests: %s", (_name, broken, line) => {
  const { objects, unread } = scanned(
    `apiVersion: v1\nkind: Pod\n---\n\n${broken}---\napiVersion: v1\nkind: Service\n`,
  );
  expect(objects.map(({ as }) => as)).toEqual(["v1 Pod -", "v1 Service -"]);
  expect(unread).toMatchObject([{ path: "app.yaml", line }]);
});

test("a file that only holds other data is not judged as manifests", () => {
  expect(scanned("replicas: [1, 2\n").unread).toEqual([]);
});

test("a broken document is told also where no view wants it", () => {
  const file = { path: "a.yaml", text: "apiVersion: v1\nkind: Pod\nspec: [1\n" };
  const nobody = { ...everything, mentions: () => false };
  expect(scanRepository([file], [nobody]).unread).toHaveLength(1);
});

describe("items of a List that are no objects are unread", () => {
  test.each([
    ["all of them", "items: $(ITEMS)\n", "4: items of the List are no objects: $(ITEMS) ("],
    [
      "some",
      "items:\n- $(A)\n- {apiVersion: v1, kind: Pod}\n- $(B)\n",
      "5: items of the List are no objects: $(A), and 1 more (",
    ],
    ["quoted", "items: '{{ items }}'\n", "4: items of the List are no objects: {{ items }} ("],
  ])("%s", (_name, items, expected) => {
    const { unread } = scanned(`apiVersion: v1\nkind: List\nmetadata: {}\n${items}`);
    expect(unread.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      expect.stringContaining(expected),
    ]);
  });

  test.each(["items: []\n", "items:\n", ""])("nothing is, in %j", (items) => {
    expect(scanned(`apiVersion: v1\nkind: List\n${items}`).unread).toEqual([]);
  });
});

test("a view is shown the documents that mention what it wants, and no others", () => {
  const pods: ManifestView<string> = {
    kind: "manifests",
    name: "pods",
    inSamples: false,
    mentions: (word) => word === "Pod",
    read: ({ kind }) => [kind],
  };
  const file = { path: "a.yaml", text: "apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Secret\n" };
  expect(scanRepository([file], [pods]).of(pods)).toEqual(["Pod"]);
});

test("a view is shown a typed list of what it wants", () => {
  const ingresses = { ...everything, mentions: (word: string) => word === "Ingress" };
  const text = "apiVersion: networking.k8s.io/v1\nkind: IngressList\nitems:\n- metadata: {name: a}\n";
  expect(scanRepository([{ path: "a.yaml", text }], [ingresses]).of(ingresses)).toMatchObject([
    { kind: "Ingress", name: "a" },
  ]);
});

test("a view of files gets those it wants, whatever their ending", () => {
  const dropIns: FileView<string> = {
    kind: "files",
    name: "drop-ins",
    wants: ({ path }) => path.endsWith(".conf"),
    read: ({ path }) => ({ entries: [path], unread: [{ path, line: 2, reason: "cut off" }] }),
  };
  const repository = scanRepository(
    [
      { path: "10-kubeadm.conf", text: "[Service]\n" },
      { path: "a.yaml", text: "" },
    ],
    [dropIns],
  );
  expect(repository.of(dropIns)).toEqual(["10-kubeadm.conf"]);
  expect(repository.unread).toEqual([{ path: "10-kubeadm.conf", line: 2, reason: "cut off" }]);
});

test("coverage counts what was looked at", () => {
  const { coverage } = scanned(
    "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod}\n- {apiVersion: v1, kind: Pod}\n---\n# nothing\n---\na: 1\n",
  );
  expect(coverage).toMatchObject({ files: 1, documents: 2, objects: 2 });
});

test("samples and tests are shown only to views that ask for them, and coverage says so", () => {
  const running: ManifestView<string> = { ...everything, inSamples: false, read: ({ path }) => [path] };
  const files = ["app.yaml", "docs/examples/app.yaml", "tests/app.yaml", "test/app.yaml"].map((path) => ({
    path,
    text: "apiVersion: v1\nkind: Pod\n",
  }));
  const repository = scanRepository(files, [everything, running]);
  expect(repository.of(everything)).toHaveLength(4);
  expect(repository.of(running)).toEqual(["app.yaml", "test/app.yaml"]);
  expect(repository.coverage.skipped.map(({ path }) => path)).toEqual(["docs", "tests"]);
});

test.each(["jsonl", "ndjson", "json"])("objects on lines of their own are each one: .%s", (ending) => {
  const text = '{"apiVersion":"v1","kind":"Pod"}\n{"kind":"Secret","apiVersion":"v1"}\n';
  expect(scanned(text, `objects.${ending}`).objects).toEqual([
    { as: "v1 Pod -", at: "1:3" },
    { as: "v1 Secret -", at: "2:19" },
  ]);
});

test("what Jsonnet made of several is each of them", () => {
  const text = '{\n "web": {"apiVersion":"v1","kind":"Pod","metadata":{}},\n "note": {"kind":"Pod"}\n}';
  expect(scanned(text, "web.json").objects).toEqual([{ as: "v1 Pod -", at: "2:11" }]);
});
