import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/render-markdown.ts";
import { cluster, finding, plan } from "./sample-assessment.ts";

describe("renderMarkdown", () => {
  it("says the plan's verdict, hops and steps without an assessment around it", () => {
    const text = renderMarkdown(plan());
    expect(text).toMatch(/^### ✅ prod can go 1\.34\.6 → 1\.36\.6: 2 hops, 8 drains, about 52 min\n/);
    expect(text).toContain("<details><summary>Hop 2 · 1.35.10 → 1.36.6 · 51 steps</summary>");
  });

  it.each([
    ["blocked" as const, /^### ⛔ prod cannot go 1\.34\.6 → 1\.36\.6 yet: 1 blocker\n/],
    ["unknown" as const, /^### ❔ prod: whether it can go 1\.34\.6 → 1\.36\.6 is not certain\n/],
  ])("says that a plan is %s", (verdict, line) => {
    expect(
      renderMarkdown(plan(cluster(), { verdict, findings: [finding({ severity: "blocker" })] })),
    ).toMatch(line);
  });

  it("keeps to the limit it is given", () => {
    expect(renderMarkdown(plan(), { limit: 9_000 }).length).toBeLessThanOrEqual(9_000);
  });

  it("gives the same text for the same plan", () => {
    expect(renderMarkdown(plan())).toBe(renderMarkdown(plan()));
  });
});
