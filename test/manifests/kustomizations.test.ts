import { describe, expect, test } from "vitest";
import type { Rendering } from "../../src/manifests/rendering/renderer.ts";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import type { ManifestView } from "../../src/manifests/view.ts";
import { readFiles } from "./templates/read.ts";

const DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n";
const PATCH = "# more\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n";
const FILES = {
  "base/kustomization.yaml": "resources:\n- web.yaml\n",
  "base/web.yaml": DEPLOYMENT,
  "prod/kustomization.yaml": "namePrefix: prod-\nresources:\n- ../base\npatches:\n- path: more.yaml\n",
  "prod/more.yaml": PATCH,
};

function readBuilt(files: Readonly<Record<string, string>>, rendering: Rendering) {
  const asked: string[] = [];
  const read = readFiles(files, {
    most: 2,
    renderChart: () => ({ reason: "not asked for" }),
    buildKustomization: (folder) => {
      asked.push(folder);
      return rendering;
    },
  });
  return { ...read, asked };
}

test("the patches of a kustomization are no objects", () => {
  const { objects } = readFiles(FILES);
  expect(objects).toEqual(["1:1 apps/v1 Deployment proven", "2:1 apps/v1 Deployment proven of a patch"]);
});

describe("what a build wrote takes the place of the files", () => {
  const BUILT =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: prod-web\nspec:\n  replicas: 3\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prod-x-abc\n";

  test("each object at the line that says it, others at the kustomization", () => {
    const { manifests, asked } = readBuilt(FILES, { text: BUILT });
    expect(asked).toEqual(["prod"]);
    expect(manifests.filter(({ part }) => part === undefined)).toMatchObject([
      { path: "base/web.yaml", at: { line: 1, column: 1 }, kind: "Deployment", name: "prod-web" },
      { path: "prod/kustomization.yaml", at: { line: 1, column: 1 }, kind: "ConfigMap" },
    ]);
    expect(manifests.find(({ name }) => name === "prod-web")?.value?.textAt("spec", "replicas")).toBe("3");
  });

  test("a file that another kustomization takes as it is stays as it is too", () => {
    const files = { ...FILES, "stage/kustomization.yaml": "resources: [../base]\n" };
    const { manifests } = readBuilt(files, { text: BUILT });
    expect(manifests.filter(({ kind, part }) => kind === "Deployment" && part === undefined)).toHaveLength(2);
  });

  test("one that only puts files together is not built", () => {
    const { asked, objects } = readBuilt(
      { "kustomization.yaml": "namespace: shop\nresources: [web.yaml]\n", "web.yaml": DEPLOYMENT },
      { text: "" },
    );
    expect(asked).toEqual([]);
    expect(objects).toHaveLength(1);
  });
});

test.each<[string, string, readonly string[]]>([
  ["the patched object", "Deployment", ["prod"]],
  ["another object of the same files", "Service", []],
])("where the views want %s it is built: %s", (_name, wanted, expected) => {
  const files = { ...FILES, "base/web.yaml": `${DEPLOYMENT}---\napiVersion: v1\nkind: Service\n` };
  expect(foldersBuilt(files, { ...ONE_KIND, mentions: (word) => word === wanted })).toEqual(expected);
});

const ONE_KIND: Omit<ManifestView<string>, "mentions"> = {
  kind: "manifests",
  name: "one-kind",
  inSamples: true,
  read: ({ kind }) => [kind],
};

function foldersBuilt(
  files: Readonly<Record<string, string>>,
  view: ManifestView<string>,
): readonly string[] {
  const asked: string[] = [];
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  scanRepository(list, [view], {
    paths: Object.keys(files),
    find: (path) => list.find((file) => file.path === path),
    renderer: {
      most: 2,
      renderChart: () => ({ reason: "not asked for" }),
      buildKustomization: (folder) => {
        asked.push(folder);
        return { text: "" };
      },
    },
  });
  return asked;
}

const BY_FILE = "patches: [{path: p.yaml}]\n";
const REPLACEMENT =
  "replacements:\n- source: {kind: PodDisruptionBudget}\n  targets:\n  - select: {kind: PodDisruptionBudget}\n    fieldPaths:\n    - apiVersion\n";

describe("a view that reads only names", () => {
  test.each([
    ["a merge of its fields", BY_FILE, budget("spec:\n  minAvailable: 2\n")],
    ["an operation on its fields", operation("/spec/minAvailable", "2"), budget("")],
    ["more replicas", `replicas: [{name: web, count: 3}]\n${BY_FILE}`, budget("")],
  ])("does not want the build of %s", (_name, changes, patch) => {
    expect(budgetsBuilt(changes, patch)).toEqual([]);
  });

  test.each([
    ["a merge that deletes it", BY_FILE, budget("$patch: delete\n")],
    ["an operation on its API", operation("/apiVersion", "policy/v1"), budget("")],
    ["a value that names an API", operation("/spec", "{targetRef: {apiVersion: apps/v1beta1}}"), budget("")],
    ["a replacement of its API", REPLACEMENT, budget("")],
  ])("wants the build of %s", (_name, changes, patch) => {
    expect(budgetsBuilt(changes, patch)).toEqual([""]);
  });
});

function budget(more: string): string {
  return `apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\n${more}`;
}

function operation(path: string, value: string): string {
  return `patches:\n- target: {kind: PodDisruptionBudget}\n  patch: |\n    - op: replace\n      path: ${path}\n      value: ${value}\n`;
}

function budgetsBuilt(changes: string, patch: string): readonly string[] {
  const files = {
    "kustomization.yaml": `resources: [web.yaml]\n${changes}`,
    "web.yaml": budget("spec:\n  minAvailable: 1\n"),
    "p.yaml": patch,
  };
  return foldersBuilt(files, {
    ...ONE_KIND,
    mentions: (word) => word === "PodDisruptionBudget",
    readsNamesOnly: true,
  });
}

describe("a kustomization that could not be built is read as it is, and says why", () => {
  test("the tool said no", () => {
    const { objects, skipped } = readBuilt(FILES, { reason: "no" });
    expect(objects).toHaveLength(2);
    expect(skipped).toEqual([
      { path: "prod/kustomization.yaml", reason: "not built: no; its files were read as they are" },
    ]);
  });

  test.each([
    [
      "a resource",
      "resources:\n- https://example.com/a.yaml\npatches: [{path: a.yaml, target: {kind: Deployment}}]\n",
      2,
    ],
    [
      "a repository",
      "patches: [{path: a.yaml, target: {kind: Deployment}}]\nresources: [web.yaml, 'github.com/a/b//c?ref=v1']\n",
      2,
    ],
    ["a chart", "resources: [web.yaml]\nhelmCharts:\n- name: redis\n", 3],
  ])("it would fetch %s", (_name, text, line) => {
    const { asked, skipped } = readBuilt(
      { "kustomization.yaml": text, "web.yaml": DEPLOYMENT },
      { text: "" },
    );
    expect(asked).toEqual([]);
    expect(skipped).toMatchObject([{ path: "kustomization.yaml", line }]);
  });
});

test("of more kustomizations than are worth the time none is built, and that is told", () => {
  const tops = ["a", "b", "c"].map((name) => [
    `${name}/kustomization.yaml`,
    "resources: [../base]\npatches: [{path: a.yaml, target: {kind: Deployment}}]\n",
  ]);
  const { asked, skipped } = readBuilt(
    {
      ...Object.fromEntries(tops),
      "base/kustomization.yaml": "resources: [web.yaml]\n",
      "base/web.yaml": DEPLOYMENT,
    },
    { text: "" },
  );
  expect(asked).toEqual([]);
  expect(skipped).toEqual([
    {
      path: ".",
      reason: expect.stringMatching(/^3 kustomizations were not rendered, because they are more than 2/),
    },
  ]);
});
