import { expect, test } from "vitest";
import { chosenAnnotations } from "../../src/chatops/chosen-annotations.ts";
import type { Annotation } from "../../src/github/check-output.ts";

function many(annotation_level: Annotation["annotation_level"], count: number): Annotation[] {
  return Array.from({ length: count }, () => ({
    path: "a",
    start_line: 1,
    end_line: 1,
    message: "m",
    annotation_level,
  }));
}

test.each([
  { given: { failure: 1, warning: 1, notice: 5 }, kept: { failure: 1, warning: 1, notice: 5 } },
  { given: { failure: 2, warning: 10, notice: 5_000 }, kept: { failure: 2, warning: 10, notice: 38 } },
  { given: { failure: 60, warning: 20, notice: 100 }, kept: { failure: 60, warning: 20, notice: 0 } },
  { given: { failure: 400, warning: 400, notice: 1 }, kept: { failure: 400, warning: 100, notice: 0 } },
])("of $given it keeps $kept", ({ given, kept }) => {
  const annotations = [
    ...many("notice", given.notice),
    ...many("warning", given.warning),
    ...many("failure", given.failure),
  ];
  const chosen = chosenAnnotations(annotations);
  const count = (level: string) => chosen.filter(({ annotation_level }) => annotation_level === level).length;
  expect({ failure: count("failure"), warning: count("warning"), notice: count("notice") }).toEqual(kept);
  expect(chosen[0]?.annotation_level).toBe("failure");
});
