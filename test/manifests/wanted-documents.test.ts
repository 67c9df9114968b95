import { describe, expect, test } from "vitest";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import type { ManifestView } from "../../src/manifests/view.ts";

const ingresses: ManifestView<string> = {
  kind: "manifests",
  name: "ingresses",
  mentions: (word) => word === "Ingress",
  inSamples: true,
  read: ({ kind, apiVersion, certainty }) => (kind === "Ingress" ? [`${apiVersion} ${certainty}`] : []),
};
const definitions: ManifestView<string> = {
  kind: "manifests",
  name: "definitions",
  mentions: (word) => word === "CustomResourceDefinition",
  inSamples: true,
  read: ({ value }) => (value?.get("spec", "versions")?.items() ?? []).map((one) => one.textAt("name") ?? ""),
};
const INGRESS = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n";
const BROKEN = "apiVersion: v1\nkind: ConfigMap\ndata: [a\n";

/** Scans for ingresses and definitions alone, and parses no more than they want. */
function scanned(files: Readonly<Record<string, string>>, parses: "all" | "wanted" = "wanted") {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  const repository = scanRepository(list, [ingresses, definitions], {
    paths: Object.keys(files),
    find: (path) => list.find((file) => file.path === path),
    parses,
  });
  return {
    found: [...repository.of(ingresses), ...repository.of(definitions)],
    unread: repository.unread.map(({ path, line }) => `${path}:${line}`),
    coverage: repository.coverage,
  };
}

test("a file that names nothing that is wanted is counted and not parsed", () => {
  const { unread, coverage } = scanned({ "a.yaml": `${BROKEN}---\n${BROKEN}`, "b.yaml": INGRESS });
  expect(unread).toEqual([]);
  expect(coverage).toMatchObject({ files: 2, documents: 3, unparsed: 2, objects: 1 });
});

test("whatever is broken is told where everything is parsed", () => {
  const { unread, coverage } = scanned({ "a.yaml": BROKEN, "b.yaml": INGRESS }, "all");
  expect(unread).toEqual(["a.yaml:3"]);
  expect(coverage.unparsed).toBe(0);
});

test.each([
  ["where nobody can tell what it names", "apiVersion: <VERSION>\nkind: ConfigMap\ndata: [a\n", "a.yaml:3"],
  ["where it names something that is wanted", "apiVersion: v1\nkind: Ingress\ndata: [a\n", "a.yaml:3"],
  ["where it may have lost its name beside what is wanted", `${INGRESS}---\nkin d: [a\n`, "a.yaml:6"],
])("what is broken is told %s", (_, text, place) => {
  expect(scanned({ "a.yaml": text }).unread).toEqual([place]);
});

test("of a file only the documents that are wanted are parsed", () => {
  const { found, unread, coverage } = scanned({ "a.yaml": `${BROKEN}---\n${INGRESS}---\n${BROKEN}` });
  expect({ found, unread }).toEqual({ found: ["networking.k8s.io/v1 proven"], unread: [] });
  expect(coverage).toMatchObject({ files: 1, documents: 3, unparsed: 2, objects: 1 });
});

describe("a view that cares for what older minors refuse", () => {
  const late: ManifestView<string> = {
    ...ingresses,
    settledIn: (word) => (word === "Ingress" ? "1.19" : undefined),
  };
  const files = {
    "a.yaml": INGRESS,
    "templates/b.yaml": `{{- if .Values.b }}\n${INGRESS}{{- end }}\n`,
    "c.yaml": "kind: ServiceList\n",
  };
  const scannedLate = (runs: string | undefined) => {
    const list = Object.entries(files).map(([path, text]) => ({ path, text }));
    const { of, coverage } = scanRepository(list, [late], {
      paths: Object.keys(files),
      find: (path) => list.find((file) => file.path === path),
      parses: "wanted",
      ...(runs === undefined ? {} : { isPast: (minor) => Number(minor.slice(2)) <= Number(runs.slice(2)) }),
    });
    return { found: of(late), coverage };
  };

  test("is shown nothing where all that runs is newer", () => {
    const { found, coverage } = scannedLate("1.30");
    expect(found).toEqual([]);
    expect(coverage).toMatchObject({ files: 3, documents: 3, unparsed: 3 });
  });

  test.each([
    ["something older runs", "1.18"],
    ["nobody can say what runs", undefined],
  ])("is shown what it takes where %s", (_, runs) => {
    const { found, coverage } = scannedLate(runs);
    expect(found).toEqual(["networking.k8s.io/v1 proven", "networking.k8s.io/v1 likely"]);
    expect(coverage).toMatchObject({ files: 3, documents: 3, unparsed: 1 });
  });
});

test("of a definition all is read but the schema", () => {
  const text = [
    "apiVersion: apiextensions.k8s.io/v1",
    "kind: CustomResourceDefinition",
    "spec:",
    "  versions:",
    "  - name: v1",
    "    schema:",
    "      openAPIV3Schema:",
    "        description: [left open",
    "    served: true",
    "  - name: v2",
    "",
  ].join("\n");
  expect(scanned({ "crd.yaml": text })).toMatchObject({ found: ["v1", "v2"], unread: [] });
  expect(scanned({ "crd.yaml": text }, "all").unread).toEqual(["crd.yaml:9"]);
});

describe("templates", () => {
  const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n";
  const old = '{{ define "lib.ingress" }}\napiVersion: extensions/v1beta1\nkind: Ingress\n{{ end }}\n';

  test("one that says what it is, and is not wanted, is counted and not read", () => {
    const { coverage } = scanned({
      "templates/a.yaml": `{{- if .Values.a }}\n${service}---\n${service}{{- end }}\n`,
    });
    expect(coverage).toMatchObject({ documents: 2, unparsed: 2, templates: { certain: 0, conditional: 0 } });
  });

  test.each([
    ["an include that writes an object", `${service}---\n{{ include "lib.ingress" . }}\n`],
    ["an include that writes the rest of an object", 'kind: Service\n{{ include "lib.ingress" . }}\n'],
    ["a computed apiVersion", 'apiVersion: {{ include "lib.ingress" . }}\nkind: Service\n'],
  ])("one with %s is read", (_, text) => {
    const { coverage } = scanned({ "templates/a.yaml": text, "templates/_lib.tpl": old });
    expect(coverage.unparsed).toBe(0);
  });

  test("what is included into the text of one that is not read is no object", () => {
    const text = `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    {{- include "lib.ingress" . | nindent 4 }}\n`;
    const files = { "templates/a.yaml": text, "templates/_lib.tpl": old };
    expect(scanned(files)).toMatchObject({ found: [], coverage: { unparsed: 1 } });
    expect(scanned(files, "all").found).toEqual([]);
  });
});
