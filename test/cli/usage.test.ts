import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { optionUsage } from "../../src/cli/help.ts";
import { kubehop } from "./command-line.ts";

describe("a command line that is not understood exits 2, says nothing on standard output and what to do", () => {
  test.each([
    ["plam", '"plam" is no command of kubehop: did you mean plan?'],
    ["frobnicate", '"frobnicate" is no command of kubehop'],
    ["plan --fomat json", '"--fomat" is no option of kubehop plan: did you mean --format?'],
    ["plan -f json", '"-f" is no option of kubehop plan\n'],
    ["plan -o json", '"-o" is no option of kubehop plan: did you mean --output?'],
    ["plan --json", '"--json" is no option of kubehop plan: did you mean --format json?'],
    ["plan --to --format json", "--to needs a value (VERSION)"],
    ["plan --to 1.36 --to=1.37", "--to is given twice"],
    ["plan 1.36", 'There is no directory "1.36": a version goes behind --to, as in kubehop plan --to 1.36'],
    ["plan examples/ha v1.36", '"v1.36": a version goes behind --to, as in kubehop plan --to v1.36'],
    ["--to 1.36", "an option comes behind its command, as in kubehop plan --to"],
    ["upgrade-plan 1.36", '"upgrade-plan" is no command of kubehop: did you mean plan?'],
    ["skew-check", '"skew-check" is no command of kubehop: did you mean skew?'],
    ["version", "did you mean --version?"],
    ["--verbose", '"--verbose" is no command of kubehop\n'],
    ["skew --to 1.36", '"--to" is no option of kubehop skew'],
    ["plan --to", "--to needs a value (VERSION)"],
    [
      "plan --format xml",
      '--format cannot be "xml": it is one of text, markdown, json, html, sarif, scripts',
    ],
    ["plan --strategy=fast", '--strategy cannot be "fast": it is one of fewest-drains, node-by-node'],
    ["plan one two", 'kubehop plan does not take the argument "two"'],
    ["plan --context lab examples/ha", 'A running cluster (--kubeconfig, --context) and "examples/ha"'],
    ["facts here", 'kubehop facts does not take the argument "here"'],
    ["completion", "kubehop completion needs SHELL: it is one of bash, zsh, fish"],
    ["completion tcsh", 'SHELL cannot be "tcsh": it is one of bash, zsh, fish'],
    ["help plam", '"plam" is no command of kubehop: did you mean plan?'],
    ["explain version-skw-kubelet", "There is no page for"],
  ])("kubehop %s", async (line, message) => {
    const run = await kubehop(line);
    expect(run).toMatchObject({ exitCode: 2, out: "" });
    expect(run.error).toContain(message);
    expect(run.error).toContain("what to do:");
  });
});

test("terminal codes in an argument reach no terminal", async () => {
  expect((await kubehop("plan --to \u001b[31m1.36 -")).error).not.toContain("\u001b");
});

describe("help", () => {
  test.each(["", "--help", "-h", "help"])(
    "kubehop %s lists every command and the exit codes",
    async (line) => {
      const { exitCode, out, error } = await kubehop(line);
      expect({ exitCode, error }).toEqual({ exitCode: 0, error: "" });
      for (const { name, summary } of COMMANDS)
        expect(out).toMatch(new RegExp(`${name} +${literally(summary)}`));
      expect(out).toContain("Exit codes:");
    },
  );

  test.each(COMMANDS.map((command) => [command.name, command] as const))(
    "kubehop %s --help shows its options and an example",
    async (name, command) => {
      const { exitCode, out } = await kubehop(`${name} --help`);
      expect(exitCode).toBe(0);
      for (const option of command.options) expect(out).toContain(optionUsage(option));
      expect(out).toContain(`$ ${command.examples[0]?.line}`);
    },
  );
});

test("--version prints name and version", async () => {
  expect((await kubehop("--version")).out).toMatch(/^kubehop \d+\.\d+\.\d+\n$/);
});

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
