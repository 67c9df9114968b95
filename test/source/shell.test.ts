import { spawnSync } from "node:child_process";
import { array, assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { quote, requiredVariable } from "../../src/source/shell.ts";

/** What bash makes of the words: one argument each, in order. */
function argumentsOf(line: string): readonly string[] {
  const { stdout } = spawnSync("bash", ["-c", `printf '%s\\0' ${line}`], {
    encoding: "utf8",
    env: { LC_ALL: "C.UTF-8" },
  });
  return stdout.split("\0").slice(0, -1);
}

describe("quote", () => {
  it.each(["cp-1", "registry.k8s.io/etcd:3.5.24-0", "a=b,c"])("leaves %j readable", (word) => {
    expect(quote(word)).toBe(word);
  });

  it.each([
    "it's",
    "$(reboot)",
    "`id`",
    "a b",
    "",
    "-rf",
    "~root",
    "*",
    "a\nb",
    "\u001b[31m",
    "a;b",
    "\\",
    "!x",
    "é\u2028ü",
  ])("gives bash the single word %j", (word) => {
    expect(argumentsOf(quote(word))).toEqual([word]);
  });

  it("gives bash exactly the words that went in, whatever they hold", () => {
    const words = array(
      string({ unit: "binary" }).filter((word) => !word.includes("\0")),
      { minLength: 20, maxLength: 40 },
    );
    assert(
      property(words, (list) => {
        expect(argumentsOf(list.map(quote).join(" "))).toEqual(list);
      }),
      { numRuns: 20 },
    );
  });

  it("never writes a line break", () => {
    expect(quote("a\r\nb\u2029c")).not.toMatch(/[\r\n\u2029]/);
  });
});

describe("requiredVariable", () => {
  it("stops the shell with its hint until the variable is set", () => {
    const line = `echo ${requiredVariable("NODE", "set to $(the) `name`'s value")}`;
    const { status, stderr } = spawnSync("bash", ["-c", line], { encoding: "utf8", env: {} });
    expect(status).not.toBe(0);
    expect(stderr).toContain("set to __the_ _name__s value");
  });
});
