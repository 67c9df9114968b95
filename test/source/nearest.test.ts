import { expect, test } from "vitest";
import { nearest } from "../../src/source/nearest.ts";

const KNOWN = ["--format", "--fail-on", "--output", "plan"];

test.each([
  ["--fomat", "--format"],
  ["--FORMAT", "--format"],
  ["--ouptut", "--output"],
  ["plam", "plan"],
  ["--strategy", undefined],
  ["p", undefined],
  ["", undefined],
  ["x".repeat(10_000), undefined],
])("what was probably meant by %s", (word, meant) => {
  expect(nearest(word, KNOWN)).toBe(meant);
});
