import { expect, test } from "vitest";
import { planOf, playbookOf, ran, scripted } from "./sample.ts";

test.each([
  [
    "anywhere in the output",
    "1 chart(s) linted, 0 chart(s) failed",
    ["… 1 chart(s) linted, 0 chart(s) failed …"],
  ],
  ["literally", "a.c", ["abc", "a.c"]],
  ["over the outputs of all commands", "first\\nsecond", ["first\n", "second\n"]],
  ["between colours", "2 passed", ["\u001b[32m2\u001b[0m passed"]],
  ["where lines end with CRLF", "one\\ntwo", ["one\r\ntwo\r\n"]],
  ["that has CRLF itself", "one\\r\\ntwo", ["one\r\ntwo\r\n"]],
])("is found %s", async (_, wanted, outputs) => {
  expect(await statusWith(wanted, outputs)).toBe("passed");
});

test.each([
  ["nowhere", "ready", ["not yet"]],
  ["only in other case", "Ready", ["ready"]],
  ["only as a pattern", "a.c", ["abc"]],
])("is missing where it stands %s", async (_, wanted, outputs) => {
  expect(await statusWith(wanted, outputs)).toBe("failed");
});

test("that is blank passes with a warning", async () => {
  const { run } = await runWith("  ", ["anything"]);
  expect(run.steps[0]?.status).toBe("passed");
  expect(run.warnings).toEqual(["step: its expected_output is blank, so that any output passes."]);
});

test("that is blank in many steps is told in one warning", async () => {
  const steps = [1, 2, 3, 4, 5].map(
    (number) => `- name: step-${number}
  description: It says anything.
  variants:
    path_0: { commands: ["true"], expected_output: "", validates: it }
`,
  );
  const { run } = await ran(planOf(playbookOf(steps.join(""))), {});
  expect(run.warnings).toEqual([
    "step-1, step-2, step-3 and 2 more: their expected_output is blank, so that any output passes.",
  ]);
});

test("does not matter where a command failed", async () => {
  const { run } = await runWith("text", ["text"], 1);
  expect(run.steps[0]?.reason).toBe("The command ended with exit code 1, and 0 was expected.");
});

async function statusWith(wanted: string, outputs: readonly string[]) {
  return (await runWith(wanted, outputs)).run.steps[0]?.status;
}

function runWith(wanted: string, outputs: readonly string[], exitCode = 0) {
  const names = outputs.map((_, index) => `command-${index}`);
  const step = `- name: step
  description: It says something.
  variants:
    path_0: { commands: [${names.join(", ")}], expected_output: "${wanted}", validates: it }
`;
  const end = { how: "exited", exitCode } as const;
  const script = Object.fromEntries(
    names.map((name, index) => [name, { writes: outputs[index] ?? "", end }]),
  );
  return ran(planOf(playbookOf(step)), { executor: scripted(script).executor });
}
