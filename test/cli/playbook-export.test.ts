import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { kubehop } from "./command-line.ts";

const directory = mkdtempSync(join(tmpdir(), "kubehop-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const SHOP = {
  name: "shop",
  description: "d",
  recommended_path: 1,
  minimum_path: 0,
  prerequisites: { tools: [{ name: "helm", required_for_paths: [0] }], files: [{ path: "Chart.yaml" }] },
  inputs: [{ name: "tag", required: true, pattern: "[0-9.]+" }],
  steps: [
    { name: "lint", description: "d", variants: { path_0: { commands: ["helm lint"], validates: "v" } } },
    {
      name: "start",
      description: "d",
      variants: {
        path_1: { commands: ["kind create cluster"], validates: "v", teardown: ["kind delete cluster"] },
      },
    },
  ],
};
writeFileSync(join(directory, "shop.yaml"), JSON.stringify({ playbook: SHOP }));
writeFileSync(join(directory, "broken.yaml"), "playbook: {}");

function kinds(text: string): readonly string[] {
  return [...text.matchAll(/^kind: (\w+)$/gm)].map(([, kind = ""]) => kind);
}

test("writes the objects of the recommended path, and says what a reader must know", async () => {
  const { exitCode, out, error } = await kubehop("playbook export --input tag=1.2 shop.yaml", { directory });
  expect(exitCode).toBe(0);
  expect(kinds(out)).toEqual(["Task", "Task", "Task", "Task", "Pipeline", "PipelineRun"]);
  expect(error.split("\n").slice(0, -1)).toEqual([
    "Path 1 (kind) needs a container engine, which a pod of Tekton has only where DOCKER_HOST names one.",
    "debian:13-slim lacks tools that the playbook needs (helm): give --image.",
    "The volume must hold the working copy in source/: give --repository, or bind a claim that has it.",
  ]);
});

test("says which steps and inputs are missing from it", async () => {
  const line =
    "playbook export --path 0 --image tools:1 --repository https://git.example/a.git --revision abc shop.yaml";
  const { out, error } = await kubehop(line, { directory });
  expect(kinds(out)).toEqual(["Task", "Task", "Pipeline", "PipelineRun"]);
  expect(error).toBe(
    "start has no variant for path 0 (static) and is left out.\nThe PipelineRun lacks the required input tag: give --input tag=VALUE.\n",
  );
});

test.each([
  ["an invalid playbook", "playbook export broken.yaml", "missing-key"],
  ["an input that does not match its pattern", "playbook export --input tag=latest shop.yaml", "pattern"],
  ["an input that nobody declared", "playbook export --input name=x shop.yaml", "declares no input"],
  [
    "a path that no step has a variant for",
    "playbook export --path 0 start.yaml",
    "No step of playbook shop",
  ],
])("refuses %s", async (_, line, sentence) => {
  writeFileSync(
    join(directory, "start.yaml"),
    JSON.stringify({ playbook: { ...SHOP, steps: [SHOP.steps[1]] } }),
  );
  const { exitCode, out, error } = await kubehop(line, { directory });
  expect([exitCode, out]).toEqual([2, ""]);
  expect(error).toContain(sentence);
});
