import { expect, test } from "vitest";
import { unreadOnce } from "../../src/assessment/unread-once.ts";

const repeated = (line: number, path = "a.yaml") => ({
  path,
  line,
  reason: `the key "k${line}" stands twice in one mapping; the last one counts`,
});
const lines = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test("what two readers met is told once", () => {
  expect(unreadOnce([repeated(1), repeated(1), repeated(2)])).toEqual([repeated(1), repeated(2)]);
});

test("a complaint that a file has thousands of times is told at the first place, with the count", () => {
  const other = { path: "a.yaml", line: 7, reason: "the file is binary, not text" };
  const unread = [...lines(25_000).map((line) => repeated(line)), other, repeated(3, "b.yaml")];
  expect(unreadOnce(unread)).toEqual([
    {
      path: "a.yaml",
      line: 1,
      reason:
        'the key "k1" stands twice in one mapping; the last one counts (and 24999 more like it in this file)',
    },
    other,
    repeated(3, "b.yaml"),
  ]);
});

test("a handful is told one by one", () => {
  const unread = lines(10).map((line) => repeated(line));
  expect(unreadOnce(unread)).toEqual(unread);
});
