import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PlaybookRun } from "../../src/playbook/playbook-run.ts";
import { kubehop } from "./command-line.ts";

/** A machine whose kubectl answers as a cluster with Tekton does, from files, and writes down what it was asked. */
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kubehop-test-"));
  for (const made of ["bin", ".kube", "cluster"]) mkdirSync(join(directory, made));
  const cluster = { name: "ci", cluster: { server: "https://ci.example" } };
  const contexts = [{ name: "ci", context: { cluster: "ci", user: "bot" } }];
  writeFileSync(
    join(directory, ".kube", "config"),
    JSON.stringify({ contexts, clusters: [cluster], users: [] }),
  );
  const file = join(directory, "bin", "kubectl");
  writeFileSync(file, KUBECTL.replaceAll("CLUSTER", join(directory, "cluster")));
  chmodSync(file, 0o700);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const KUBECTL = `#!/bin/bash
echo "$*" >>CLUSTER/calls
echo "Warning: something is deprecated" >&2
case "$1 $2" in
  'create -f') cat "$3" >CLUSTER/created; [ ! -e CLUSTER/refusal ] || { cat CLUSTER/refusal >&2; exit 1; } ;;
  'get pipelineruns.tekton.dev')
    case "$*" in *completionTime*) echo over ;; *'-o name') echo pipelinerun ;; *) cat CLUSTER/run ;; esac ;;
  'get taskruns.tekton.dev') cat CLUSTER/tasks ;;
  'logs '*) echo "log of $2" ;;
esac
`;

interface Told {
  readonly task: string;
  readonly succeeded?: string;
  readonly reason?: string;
  readonly results?: Readonly<Record<string, string>>;
}

/** What the cluster says of the run once it is over. */
function clusterSays(tasks: readonly Told[], message = "Tasks Completed"): void {
  const condition = { type: "Succeeded", status: "True", message };
  const ended = { status: { completionTime: "2026-11-27T21:00:20Z", conditions: [condition] } };
  const items = tasks.map(({ task, succeeded = "True", reason = "Succeeded", results = {} }) => ({
    metadata: { labels: { "tekton.dev/pipelineTask": task } },
    status: {
      startTime: "2026-11-27T21:00:00Z",
      completionTime: "2026-11-27T21:00:04Z",
      podName: `${task}-pod`,
      conditions: [{ type: "Succeeded", status: succeeded, reason, message: `${task}: ${reason}` }],
      results: Object.entries(results).map(([name, value]) => ({ name, type: "string", value })),
    },
  }));
  writeFileSync(join(directory, "cluster", "run"), JSON.stringify(ended));
  writeFileSync(join(directory, "cluster", "tasks"), JSON.stringify({ items }));
}

const PREPARED: Told = { task: "prepare" };
const PASSED = { status: "passed", "exit-code": "0" };

async function run(options = "--executor tekton=ci --image tools:1", inputs: readonly object[] = []) {
  const steps = ["one", "two"].map((name) => ({
    name,
    description: "d",
    variants: { path_0: { commands: [`echo ${name}`], validates: name, teardown: [`undo ${name}`] } },
  }));
  const playbook = { name: "shop", description: "d", recommended_path: 0, minimum_path: 0, inputs, steps };
  writeFileSync(join(directory, "shop.yaml"), JSON.stringify({ playbook }));
  const environment = { PATH: [join(directory, "bin"), process.env.PATH].join(delimiter), HOME: directory };
  const ended = await kubehop(`playbook run ${options} --format json shop.yaml`, { directory, environment });
  return { ...ended, result: JSON.parse(ended.out) as PlaybookRun };
}

function read(name: string): string {
  const file = join(directory, "cluster", name);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

test("creates the export under a name of the run's own, tells its steps, and removes it", async () => {
  clusterSays([
    PREPARED,
    { task: "one", results: PASSED },
    { task: "two", results: PASSED },
    { task: "teardown", results: { "failed-commands": "" } },
  ]);
  const { exitCode, result } = await run();
  expect(exitCode).toBe(0);
  expect(
    result.steps.map(({ name, status, exitCode: code, durationMs }) => [name, status, code, durationMs]),
  ).toEqual([
    ["one", "passed", 0, 4000],
    ["two", "passed", 0, 4000],
  ]);
  expect(result.steps[0]?.outputExcerpt).toBe("log of one-pod\n");
  expect(result.teardown.map(({ command, status }) => [command, status])).toEqual([
    ["undo two", "passed"],
    ["undo one", "passed"],
  ]);
  expect(read("created")).toMatch(/kind: PipelineRun\nmetadata:\n {2}name: shop-[0-9a-f]{8}\n/);
  expect(read("calls").trim().split("\n").at(-1)).toMatch(
    /^delete pipelineruns\.tekton\.dev,.* -l app\.kubernetes\.io\/instance=shop-[0-9a-f]{8} /,
  );
});

test.each<[string, readonly Told[], string, readonly string[]]>([
  [
    "a step fails",
    [PREPARED, { task: "one", succeeded: "False", results: { status: "failed", "exit-code": "3" } }],
    "failed",
    ["failed", "not_run"],
  ],
  [
    "its commands take too long",
    [PREPARED, { task: "one", succeeded: "False", results: { status: "timed_out", "exit-code": "" } }],
    "failed",
    ["timed_out", "not_run"],
  ],
  [
    "its pod takes too long",
    [PREPARED, { task: "one", succeeded: "False", reason: "TaskRunTimeout" }],
    "failed",
    ["timed_out", "not_run"],
  ],
  [
    "somebody cancels it",
    [PREPARED, { task: "one", succeeded: "False", reason: "TaskRunCancelled" }],
    "cancelled",
    ["cancelled", "not_run"],
  ],
  [
    "its image cannot be pulled",
    [PREPARED, { task: "one", succeeded: "False", reason: "TaskRunImagePullFailed" }],
    "error",
    ["failed", "not_run"],
  ],
  ["nothing was started", [], "error", ["not_run", "not_run"]],
])("where %s the run says so", async (...[, tasks, expected, statuses]) => {
  clusterSays(tasks);
  const { result } = await run();
  expect([result.result, result.steps.map(({ status }) => status)]).toEqual([expected, statuses]);
});

test("where a tool or a file is missing there, nothing was run, and the log says what", async () => {
  clusterSays([{ task: "prepare", succeeded: "False", reason: "Failed" }]);
  const { exitCode, result } = await run();
  expect([exitCode, result.result, result.reason]).toEqual([3, "error", "log of prepare-pod"]);
});

test("tells which commands of the teardown left something behind", async () => {
  clusterSays([
    PREPARED,
    { task: "one", results: PASSED },
    { task: "two", results: PASSED },
    { task: "teardown", results: { "failed-commands": "1=timed_out 2=failed " } },
  ]);
  const { exitCode, result } = await run();
  expect(exitCode).toBe(0);
  expect(result.teardown.map(({ status }) => status)).toEqual(["timed_out", "failed"]);
  expect(result.warnings).toHaveLength(2);
});

test("says in the cluster's words why nothing could be created, and removes what was", async () => {
  clusterSays([]);
  writeFileSync(
    join(directory, "cluster", "refusal"),
    'no matches for kind "Task" in version "tekton.dev/v1"',
  );
  const { exitCode, result } = await run();
  expect(exitCode).toBe(3);
  expect(result.reason).toContain(
    'Tekton\'s objects could not be created: Warning: something is deprecated no matches for kind "Task"',
  );
  expect(read("calls")).toContain("delete pipelineruns.tekton.dev");
});

test("leaves nothing here where a value cannot be handed to Tekton", async () => {
  clusterSays([]);
  const { exitCode, result } = await run("--executor tekton=ci --image tools:1 --input tag=$(params.image)", [
    { name: "tag" },
  ]);
  expect([exitCode, result.reason]).toEqual([3, expect.stringContaining("holds a variable of Tekton")]);
  expect(existsSync(join(directory, ".local/state/kubehop/runs"))).toBe(false);
});

test("is never sent to a cluster that nobody named", async () => {
  clusterSays([]);
  const { exitCode, error } = await kubehop("playbook run --executor tekton shop.yaml", { directory });
  expect([exitCode, error]).toEqual([2, expect.stringContaining("tekton=NAME")]);
});
