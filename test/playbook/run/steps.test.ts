import { describe, expect, test } from "vitest";
import { exited, planOf, playbookOf, ran, type Scripted, scripted } from "./sample.ts";

const THREE = `- name: first
  description: It begins.
  variants: { path_0: { commands: [one], validates: the first } }
- name: second
  description: It goes on.
  variants: { path_1: { commands: [never], validates: the cluster } }
- name: third
  description: It ends.
  variants: { path_0: { commands: [two, three], validates: the third, timeout: 5s } }
`;

describe("steps run in order", () => {
  test("and all that pass make the run pass", async () => {
    const { result, texts } = await resultOf({});
    expect({ result, texts }).toEqual({ result: "passed", texts: ["one", "two", "three"] });
  });

  test.each<[string, Scripted, [string, string]]>([
    ["one that fails", { end: exited(1) }, ["failed", "failed"]],
    ["one that runs out of time", { end: { how: "timed-out" } }, ["timed_out", "failed"]],
    ["one that was cancelled", { end: { how: "cancelled" } }, ["cancelled", "cancelled"]],
    ["one that cannot be started", { end: { how: "not-started", reason: "no bash" } }, ["failed", "error"]],
  ])("and after %s none is started", async (_, one, [status, result]) => {
    const done = await resultOf({ one });
    expect(done.texts).toEqual(["one"]);
    expect(done.statuses).toEqual([status, "no_variant", "not_run"]);
    expect(done.result).toBe(result);
  });

  test("and a cancelled run starts no further one", async () => {
    const controller = new AbortController();
    const one = { before: () => controller.abort() };
    const { result, statuses } = await resultOf({ one }, controller.signal);
    expect({ result, statuses }).toEqual({
      result: "cancelled",
      statuses: ["passed", "no_variant", "not_run"],
    });
  });
});

describe("commands of a step", () => {
  test("end it at the first that does not end with 0, whose exit code is the step's", async () => {
    const { run, texts } = await resultOf({ two: { end: exited(3) } });
    expect(texts).toEqual(["one", "two"]);
    expect(run.steps[2]).toMatchObject({
      status: "failed",
      exitCode: 3,
      reason: "Command 1 of 2 ended with exit code 3, and 0 was expected.",
    });
  });

  test("that run out of time have no exit code", async () => {
    const { run } = await resultOf({ three: { end: { how: "timed-out" } } });
    expect(run.steps[2]).toMatchObject({
      status: "timed_out",
      exitCode: null,
      reason: "Command 2 of 2 did not end within 5 s.",
    });
  });

  test("write one output, each beginning on a line of its own", async () => {
    const { run } = await resultOf({ two: { writes: "no line end" }, three: { writes: "next\n" } });
    expect(run.steps[2]?.outputExcerpt).toBe("no line end\nnext\n");
  });
});

describe("expected_exit_code", () => {
  test.each([
    [
      "of the last command is met",
      { commands: ["one", "two"], script: { two: { end: exited(4) } }, status: "passed", exitCode: 4 },
    ],
    [
      "of the last command is not met",
      { commands: ["one", "two"], script: {}, status: "failed", exitCode: 0 },
    ],
    [
      "is not for the commands before it",
      { commands: ["two", "one"], script: { two: { end: exited(4) } }, status: "failed", exitCode: 4 },
    ],
  ])("%s", async (_, { commands, script, status, exitCode }) => {
    const step = `- name: step
  description: It ends with 4.
  variants: { path_0: { commands: [${commands.join(", ")}], expected_exit_code: 4, validates: it } }
`;
    const { run } = await ran(planOf(playbookOf(step)), { executor: scripted(script).executor });
    expect(run.steps[0]).toMatchObject({ status, exitCode });
  });
});

describe("claims that were not checked are", () => {
  test("those of steps that did not run, and those that only a higher path makes", async () => {
    const playbook = playbookOf(THREE, { recommended: 1 });
    const { executor } = scripted({ one: { end: exited(1) } });
    const { run } = await ran(planOf(playbook), { executor });
    expect(run.notValidated).toEqual(["the cluster", "the third"]);
  });
});

async function resultOf(script: Readonly<Record<string, Scripted>>, signal?: AbortSignal) {
  const { executor, texts } = scripted(script);
  const { run } = await ran(planOf(playbookOf(THREE)), { executor }, signal);
  return { run, texts: texts(), result: run.result, statuses: run.steps.map(({ status }) => status) };
}
