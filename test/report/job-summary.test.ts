import { describe, expect, it } from "vitest";
import { renderJobSummary } from "../../src/report/job-summary.ts";
import { plainLinks } from "../../src/report/links.ts";
import { assessment, entry, finding } from "./sample-assessment.ts";

describe("the job summary", () => {
  const findings = Array.from({ length: 5_000 }, (_, index) =>
    finding({ why: `Finding ${index}: ${"&".repeat(300)}` }),
  );
  const summary = renderJobSummary(assessment({ clusters: [entry({ findings })] }), plainLinks());

  it("holds more than a comment and stays below 1 MiB", () => {
    expect(Buffer.byteLength(summary)).toBeGreaterThan(100_000);
    expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576);
  });

  it("ends with the same last line as the comment", () => {
    expect(summary.trimEnd()).toMatch(/<sub>`\/upgrade-plan 1\.36\.6` .* nothing skipped<\/sub>$/);
  });
});
