import { describe, expect, it } from "vitest";
import { boundedRun } from "../../../src/report/playbook/bounded-run.ts";
import { playbookRun, stepRun, teardownRun } from "./sample-run.ts";

const wrote = (...lengths: readonly number[]) =>
  playbookRun({
    steps: lengths.map((length) => stepRun({ outputExcerpt: "x".repeat(length) })),
    teardown: [teardownRun({ outputExcerpt: "" })],
  });

describe("a run whose outputs are more than a report can hold", () => {
  it("stays as it is where they are not", () => {
    const run = wrote(50, 50);
    expect(boundedRun(run, 100)).toBe(run);
  });

  it("loses the middle of the longest outputs first, and says how much", () => {
    const { steps } = boundedRun(wrote(100, 900, 2_000), 1_100);
    expect(steps.map(({ outputExcerpt }) => outputExcerpt.replaceAll("x", "").trim())).toEqual([
      "",
      "[… 400 characters left out …]",
      "[… 1,500 characters left out …]",
    ]);
  });
});
