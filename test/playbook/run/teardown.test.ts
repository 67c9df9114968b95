import { describe, expect, test } from "vitest";
import { exited, planOf, playbookOf, ran, type Scripted, scripted } from "./sample.ts";

const STEPS = `- name: cluster
  description: A cluster.
  variants: { path_0: { commands: [create], validates: it, teardown: [export logs, delete cluster] } }
- name: workload
  description: A workload.
  variants: { path_0: { commands: [apply], validates: it, teardown: [delete workload] } }
- name: elsewhere
  description: Nothing here.
  variants: { path_1: { commands: [never], validates: it, teardown: [never undone] } }
`;
const UNDONE = ["delete workload", "export logs", "delete cluster"];

describe("the teardown runs after the steps, the last step's first and each in the order it is written,", () => {
  test.each<[string, Readonly<Record<string, Scripted>>, readonly string[]]>([
    ["when all passed", {}, ["create", "apply"]],
    ["when a step failed, also of steps that were not reached", { create: { end: exited(1) } }, ["create"]],
    ["when a step ran out of time", { create: { end: { how: "timed-out" } } }, ["create"]],
    ["when the run was cancelled", { create: { end: { how: "cancelled" } } }, ["create"]],
    ["when one of its commands fails", { "export logs": { end: exited(1) } }, ["create", "apply"]],
  ])("%s", async (_, script, before) => {
    const { executor, texts } = scripted(script);
    await ran(planOf(playbookOf(STEPS)), { executor });
    expect(texts()).toEqual([...before, ...UNDONE]);
  });

  test("when the executor itself has a defect", async () => {
    const undone: string[] = [];
    const executor = {
      run: async ({ text }: { readonly text: string }) => {
        if (!UNDONE.includes(text)) throw new Error("a defect");
        undone.push(text);
        return exited(0);
      },
    };
    const { run } = await ran(planOf(playbookOf(STEPS)), { executor });
    expect([run.result, ...undone]).toEqual(["error", ...UNDONE]);
  });
});

test("each teardown command has 60 s and cannot be cancelled", async () => {
  const controller = new AbortController();
  controller.abort();
  const { executor, commands } = scripted({});
  await ran(planOf(playbookOf(STEPS)), { executor }, controller.signal);
  expect(commands.map(({ text }) => text)).toEqual(UNDONE);
  expect(commands.map(({ timeoutMilliseconds, signal }) => [timeoutMilliseconds, signal.aborted])).toEqual(
    UNDONE.map(() => [60_000, false]),
  );
});

test("a teardown that fails is told loudly and changes no result", async () => {
  const script = {
    "export logs": { end: { how: "timed-out" } as const },
    "delete cluster": { writes: "no docker\n", end: exited(1) },
  };
  const { run } = await ran(planOf(playbookOf(STEPS)), { executor: scripted(script).executor });
  expect(run.result).toBe("passed");
  expect(run.teardown).toEqual([
    { step: "workload", command: "delete workload", status: "passed", outputExcerpt: "" },
    { step: "cluster", command: "export logs", status: "timed_out", outputExcerpt: "" },
    { step: "cluster", command: "delete cluster", status: "failed", outputExcerpt: "no docker\n" },
  ]);
  expect(run.warnings).toEqual([
    "The teardown of cluster left something behind, look after it: `export logs` did not end within 60 s.",
    "The teardown of cluster left something behind, look after it: `delete cluster` ended with exit code 1.",
  ]);
});

describe("a step that failed is diagnosed before the teardown takes the evidence away,", () => {
  const crash = {
    class: "crash-loop-back-off",
    object: "Pod shop/web-1",
    cause: "It ends at once.",
    evidence: [],
    next: "kubectl logs web-1",
    runbook: "docs/runbooks/crash-loop-back-off.md",
  };

  test("and what was found is in its result", async () => {
    const { executor, texts } = scripted({ apply: { end: exited(1) } });
    const asked: unknown[] = [];
    const diagnose = async ({ step }: { readonly step: string }) => {
      asked.push([step, texts().length]);
      return [crash];
    };
    const { run } = await ran(planOf(playbookOf(STEPS)), { executor, diagnose });
    expect(asked).toEqual([["workload", 2]]);
    expect(run.steps[1]?.diagnosis).toEqual([crash]);
  });

  test("and where that has a defect the teardown runs nevertheless", async () => {
    const { executor, texts } = scripted({ apply: { end: exited(1) } });
    const { run } = await ran(planOf(playbookOf(STEPS)), { executor, diagnose: noAnswer });
    expect(texts().slice(2)).toEqual(UNDONE);
    expect(run.warnings).toEqual(["workload: why it failed could not be looked up: no answer."]);
  });
});

function noAnswer(): Promise<never> {
  return Promise.reject(new Error("no answer"));
}
