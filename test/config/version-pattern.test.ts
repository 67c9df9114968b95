import { expect, it } from "vitest";
import { parseVersionPath } from "../../src/config/version-path.ts";
import { captures, patternFlaw } from "../../src/config/version-pattern.ts";

it("finds every capture with its offset", () => {
  expect(
    captures('^version = "(.*)"$', 'version = "1.30"\nold version = "1"\nversion = "1.31"\n', 10),
  ).toEqual([
    { text: "1.30", offset: 11 },
    { text: "1.31", offset: 46 },
  ]);
});

it("stops at the wanted number of captures, also where they are empty", () => {
  expect(captures("(x?)", "a".repeat(1000), 3)).toHaveLength(3);
});

it.each(["((?:a+)+)+$", "(?:a|aa)+(b)$", "(a*a*a*a*a*a*c)"])("%s cannot hang", (pattern) => {
  expect(captures(pattern, `${"a".repeat(20_000)}d`, 10)).toEqual([]);
});

it.each([
  ["a back-reference", "(a)\\1"],
  ["a look-ahead", "(a)(?=b)"],
  ["too many repetitions", "(a{5000})"],
  ["nested repetitions", "((?:a{1000}){1000})"],
  ["an open group", "(a"],
])("%s is refused", (_, pattern) => {
  expect(patternFlaw(pattern)).toMatch(/RE2 syntax/);
});

it.each([
  ["kubernetes.version", ["kubernetes", "version"]],
  [".spec.version", ["spec", "version"]],
  ["$.spec.version", ["spec", "version"]],
  ["items[0].status", ["items", 0, "status"]],
  ["[2]", [2]],
  ['a."b.c".d', ["a", "b.c", "d"]],
  ["kube_version", ["kube_version"]],
  ["a-b/c d", ["a-b/c d"]],
  ["", undefined],
  [".", undefined],
  ["a..b", undefined],
  ["a[b]", undefined],
  ["a[0", undefined],
])("the path %j", (path, parts) => {
  expect(parseVersionPath(path)).toEqual(parts);
});
