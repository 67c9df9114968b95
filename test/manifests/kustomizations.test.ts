import { describe, expect, test } from "vitest";
import { readKustomization } from "../../src/manifests/kustomizations/read-kustomization.ts";
import type { Rendering } from "../../src/manifests/rendering/renderer.ts";
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
    renderChart: () => ({ state: "skipped", reason: "not asked for" }),
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

describe("a kustomization names APIs in inline patches and targets, each at its version", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "an inline patch",
      "patches:\n- patch: |-\n    apiVersion: extensions/v1beta1\n    kind: Ingress\n    metadata: {name: web}\n",
      ["3:5 patch extensions/v1beta1 Ingress web"],
    ],
    [
      "a patch in the old list",
      "patchesStrategicMerge:\n- more.yaml\n- |-\n  kind: CronJob\n  apiVersion: batch/v1beta1\n",
      ["5:3 patch batch/v1beta1 CronJob -"],
    ],
    [
      "targets",
      "patches:\n- path: a.yaml\n  target: {kind: Deployment}\npatchesJson6902:\n- path: b.yaml\n  target:\n    group: policy\n    version: v1beta1\n    kind: PodDisruptionBudget\n    name: web\n",
      ["8:5 target policy/v1beta1 PodDisruptionBudget web"],
    ],
    [
      "replacements and variables",
      "replacements:\n- source: {version: v1, kind: Service}\n  targets:\n  - select: {group: apps, version: v1beta2, kind: Deployment}\nvars:\n- objref: {apiVersion: batch/v1beta1, kind: CronJob, name: x}\n",
      [
        "2:12 target v1 Service -",
        "4:27 target apps/v1beta2 Deployment -",
        "6:12 target batch/v1beta1 CronJob x",
      ],
    ],
  ])("%s", (_name, text, expected) => {
    const { named } = readKustomization({ path: "kustomization.yaml", text });
    expect(
      named.map(
        ({ use, apiVersion, kind, name, at }) =>
          `${at.line}:${at.column} ${use} ${apiVersion} ${kind} ${name ?? "-"}`,
      ),
    ).toEqual(expected);
  });
});

describe("what a build wrote takes the place of the files", () => {
  const BUILT =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: prod-web\nspec:\n  replicas: 3\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prod-x-abc\n";

  test("each object at the line that says it, others at the kustomization", () => {
    const { manifests, asked } = readBuilt(FILES, { state: "rendered", text: BUILT });
    expect(asked).toEqual(["prod"]);
    expect(manifests.filter(({ part }) => part === undefined)).toMatchObject([
      { path: "base/web.yaml", at: { line: 1, column: 1 }, kind: "Deployment", name: "prod-web" },
      { path: "prod/kustomization.yaml", at: { line: 1, column: 1 }, kind: "ConfigMap" },
    ]);
    expect(manifests.find(({ name }) => name === "prod-web")?.value?.textAt("spec", "replicas")).toBe("3");
  });

  test("a file that another kustomization takes as it is stays as it is too", () => {
    const files = { ...FILES, "stage/kustomization.yaml": "resources: [../base]\n" };
    const { manifests } = readBuilt(files, { state: "rendered", text: BUILT });
    expect(manifests.filter(({ kind, part }) => kind === "Deployment" && part === undefined)).toHaveLength(2);
  });

  test("one that only puts files together is not built", () => {
    const { asked, objects } = readBuilt(
      { "kustomization.yaml": "namespace: shop\nresources: [web.yaml]\n", "web.yaml": DEPLOYMENT },
      { state: "rendered", text: "" },
    );
    expect(asked).toEqual([]);
    expect(objects).toHaveLength(1);
  });
});

describe("a kustomization that could not be built is read as it is, and says why", () => {
  test("the tool said no", () => {
    const { objects, unread } = readBuilt(FILES, { state: "failed", reason: "no" });
    expect(objects).toHaveLength(2);
    expect(unread).toEqual([
      { path: "prod/kustomization.yaml", reason: "not built: no; its files were read as they are" },
    ]);
  });

  test.each([
    ["a resource", "resources:\n- https://example.com/a.yaml\npatches: [{path: a.yaml}]\n", 2],
    ["a repository", "patches: [{path: a.yaml}]\nresources: [web.yaml, 'github.com/a/b//c?ref=v1']\n", 2],
    ["a chart", "resources: [web.yaml]\nhelmCharts:\n- name: redis\n", 3],
  ])("it would fetch %s", (_name, text, line) => {
    const { asked, skipped } = readBuilt(
      { "kustomization.yaml": text, "web.yaml": DEPLOYMENT },
      { state: "rendered", text: "" },
    );
    expect(asked).toEqual([]);
    expect(skipped.filter((one) => one.line === line)).toHaveLength(text.includes("web.yaml") ? 1 : 0);
  });
});
