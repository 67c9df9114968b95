import { describe, expect, it } from "vitest";
import { parseInvocation } from "../../src/cli/parse-invocation.ts";
import { shellCommand } from "../../src/cli/shell-command.ts";

function commandOf(words: readonly string[]) {
  const request = parseInvocation(words);
  if (request.kind !== "run") throw new Error("not a command to run");
  return shellCommand(request.invocation);
}

describe("the command line that asks again", () => {
  it.each<[typed: readonly string[], asTyped: string, withVersion: string]>([
    [["check", "--to", "1.36"], "kubehop check --to 1.36", "kubehop check --to VERSION"],
    [["plan"], "kubehop plan", "kubehop plan --to VERSION"],
    [
      ["check", "our clusters", "--only=apis", "--to=1.36.2", "--strict"],
      "kubehop check --to 1.36.2 --only apis --strict 'our clusters'",
      "kubehop check --to VERSION --only apis --strict 'our clusters'",
    ],
    [["plan", "--to", "1.36", "-"], "kubehop plan --to 1.36 -", "kubehop plan --to VERSION -"],
    [["skew", "clusters"], "kubehop skew clusters", "kubehop plan --to VERSION clusters"],
  ])("%j", (typed, asTyped, withVersion) => {
    expect(commandOf(typed)).toEqual({ asTyped, withVersion });
  });
});
