import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { PlaybookRun } from "../../../src/playbook/playbook-run.ts";
import { kubehop } from "../../cli/command-line.ts";

/** The context of a cluster in which Tekton runs: `install.sh` beside this file makes one. */
const CONTEXT = process.env.KUBEHOP_E2E_TEKTON;
const IMAGE = process.env.KUBEHOP_E2E_TEKTON_IMAGE ?? "debian:13-slim";
const whyNot =
  CONTEXT === undefined ? "KUBEHOP_E2E_TEKTON names no context of a cluster with Tekton" : undefined;
if (whyNot !== undefined) console.info(`skipped: playbooks on a real Tekton: ${whyNot}`);

/** Texts that Tekton, Kubernetes and bash would each like to replace with something else. */
const HOSTILE = "$$(HOME)$(HOME)it's;`id`";

function variant(commands: readonly string[], more: object = {}) {
  return { path_0: { commands, validates: "it does what it says", ...more } };
}

function playbook(expectedExitCode: number) {
  return {
    name: "on-tekton",
    description: "d",
    recommended_path: 0,
    minimum_path: 0,
    prerequisites: { tools: [{ name: "grep", required_for_paths: [0] }] },
    inputs: [{ name: "tag", required: true }, { name: "note" }],
    steps: [
      {
        name: "one",
        description: "d",
        variants: variant(['echo "<$INPUT_TAG>"; echo made >made', "echo '$(context.taskRun.name)'"], {
          expected_output: `<${HOSTILE}>\n$(context.taskRun.name)`,
          teardown: ["rm made"],
        }),
      },
      {
        name: "two",
        description: "d",
        variants: variant(["cat made", "printf '\\033[32mgr\\033[0meen\\r\\nline'; exit 4"], {
          expected_output: "made\ngreen\nline",
          expected_exit_code: expectedExitCode,
          teardown: ["false"],
        }),
      },
    ],
  };
}

describe.skipIf(whyNot !== undefined)("playbooks on a real Tekton", { timeout: 300_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), "kubehop-test-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  async function run(expectedExitCode: number) {
    writeFileSync(join(directory, "shop.yaml"), JSON.stringify({ playbook: playbook(expectedExitCode) }));
    const line = `playbook run --executor tekton=${CONTEXT} --image ${IMAGE} --format json --input tag=${HOSTILE} shop.yaml`;
    const { out } = await kubehop(line, { directory, environment: process.env });
    return JSON.parse(out) as PlaybookRun;
  }

  test("pass where their commands do what they are to do, and what they made is torn down", async () => {
    const { result, steps, teardown } = await run(4);
    expect([result, steps.map(({ status, exitCode }) => [status, exitCode])]).toEqual([
      "passed",
      [
        ["passed", 0],
        ["passed", 4],
      ],
    ]);
    expect(teardown.map(({ command, status }) => [command, status])).toEqual([
      ["false", "failed"],
      ["rm made", "passed"],
    ]);
  });

  test("fail with the step that fails, and are torn down all the same", async () => {
    const { result, steps, teardown } = await run(0);
    expect([result, steps[1]?.status, steps[1]?.reason]).toEqual([
      "failed",
      "failed",
      "command 2 ended with 4, not with 0",
    ]);
    expect(teardown.map(({ status }) => status)).toEqual(["failed", "passed"]);
  });

  test("leave nothing in the cluster", () => {
    const given = [
      "--context",
      CONTEXT ?? "",
      "get",
      "pipelineruns,taskruns,tasks,pipelines",
      "-A",
      "-o",
      "name",
    ];
    const label = ["-l", "app.kubernetes.io/name=on-tekton"];
    expect(spawnSync("kubectl", [...given, ...label], { encoding: "utf8" }).stdout).toBe("");
  });
});
