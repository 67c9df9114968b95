import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shellCommands } from "../../src/playbook/lint/shell-commands.ts";

describe("the simple commands of a bash text", () => {
  test.each<[string, readonly string[]]>([
    ["kubectl get pods", ["kubectl get pods"]],
    ["a && b || c; d & e\nf", ["a", "b", "c", "d", "e", "f"]],
    ["a | b |& c", ["a", "b", "c"]],
    ["a 'b c' \"d e\"", ["a b c d e"]],
    ["'a'b\"c\" d\\ e", ["abc d e"]],
    ["a \\\n  b", ["a b"]],
    ["a # b; c\nd#e", ["a", "d#e"]],
    ["a > out.txt 2>&1 < in b", ["a b"]],
    ["a &>> log; b", ["a", "b"]],
    ["if ! a; then b; fi", ["a", "b"]],
    ["while a; do b; done", ["a", "b"]],
    ["for x in 1 2; do a $x; done", ["a $x"]],
    ["(a; b)", ["a", "b"]],
    ["a $(b c) d", ["b c", "a $() d"]],
    ["a `b`", ["b", "a $()"]],
    ['a "$(b "c d")" e', ["b c d", "a $() e"]],
    ["cat <<EOF | a\nb; c\nEOF\nd", ["cat", "a", "d"]],
    ["cat <<-'E'\n\tb\n\tE\nd", ["cat", "d"]],
    ["a <<< 'b c' d", ["a d"]],
    ["X=1 Y=2 a", ["a"]],
    ["timeout -k 5 30s a b", ["a b"]],
    ["sudo env X=1 a", ["a"]],
  ])("%j", (text, commands) => {
    expect(shellCommands(text).map(({ words }) => words.join(" "))).toEqual(commands);
  });

  test("keep what is assigned before them", () => {
    expect(shellCommands("A=1 B='x y' run")).toEqual([{ assignments: ["A=1", "B=x y"], words: ["run"] }]);
  });

  test("are found in any text whatever, and what is open ends with it", () => {
    const signs = [
      "'",
      '"',
      "`",
      "$(",
      ")",
      "\\",
      "<<",
      "<",
      ">",
      "&",
      "|",
      ";",
      "\n",
      "\r",
      "\t",
      " ",
      "#",
      "$",
      "{",
      "}",
      "a",
      "=",
      "EOF",
      "\ufeff",
      "\u2028",
      "\u00a0",
      "\v",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 40 }), (parts) => {
        expect(Array.isArray(shellCommands(parts.join("")))).toBe(true);
      }),
    );
  });
});
