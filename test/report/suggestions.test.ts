import { expect, test } from "vitest";
import type { FixedFile, Mend } from "../../src/fixes/fixed-file.ts";
import { suggestionsIn } from "../../src/report/suggestions.ts";

function file(before: string, after: string, ...lines: readonly (readonly number[])[]): FixedFile {
  const mends = lines.map((own): Mend => ({ finding: "removed-api", lines: own }));
  return { path: "a.yaml", before, after, mends };
}

const shown = (...lines: readonly number[]) => new Map([["a.yaml", new Set(lines)]]);

test("a line that the diff shows is suggested, and only the others are patched", () => {
  const fixed = file("a\nb\nc\nd\n", "A\nb\nc\nD\n", [1], [4]);
  const { suggestions, rest } = suggestionsIn([fixed], shown(3, 4));
  expect(suggestions).toMatchObject([{ path: "a.yaml", line: 4 }]);
  expect(suggestions[0]?.body).toMatch(/\n`removed-api`\n```suggestion\nD\n```$/);
  expect(rest).toEqual([{ path: "a.yaml", before: "a\nb\nc\nd\n", after: "A\nb\nc\nd\n" }]);
});

test("two fixes of one line are one suggestion", () => {
  const { suggestions } = suggestionsIn([file("a b\n", "A B\n", [1], [1])], shown(1));
  expect(suggestions).toHaveLength(1);
});

test("lines of one fix that the diff does not show whole stay together in the patch", () => {
  const fixed = file("a\nb\nc\n", "A\nb\nC\n", [1, 3]);
  expect(suggestionsIn([fixed], shown(1, 2))).toMatchObject({
    suggestions: [],
    rest: [{ after: "A\nb\nC\n" }],
  });
  expect(suggestionsIn([fixed], shown(1, 3)).suggestions.map(({ line }) => line)).toEqual([1, 3]);
});

test("several lines that go are one suggestion of nothing", () => {
  const { suggestions, rest } = suggestionsIn([file("a\nb\nc\n", "a\n", [2, 3])], shown(1, 2, 3));
  expect(suggestions).toMatchObject([{ startLine: 2, line: 3 }]);
  expect(suggestions[0]?.body).toMatch(/```suggestion\n```$/);
  expect(rest).toEqual([]);
});

test("a line that becomes several is suggested with all of them, without Windows line ends", () => {
  const { suggestions } = suggestionsIn([file("a\r\nb\r\n", "- a\r\n  b\r\nb\r\n", [1])], shown(1));
  expect(suggestions[0]?.body).toContain("```suggestion\n- a\n  b\n```");
});
