import { describe, expect, it } from "vitest";
import { renderComment } from "../../src/report/comment.ts";
import { plainLinks } from "../../src/report/links.ts";
import type { Finding } from "../../src/source/finding.ts";
import { assessment } from "./sample-assessment.ts";

const byHand: Finding = {
  id: "check-by-hand",
  title: "Things to check by hand",
  severity: "notice",
  certainty: "unknown",
  appliesTo: { from: null, to: null },
  places: [],
  why: "Two changes cannot be seen in the files.",
  fix: { text: "1.35: cgroup v1 → `stat /sys | head`\n1.36: gitRepo → `kubectl get pods | grep -c gitRepo`" },
  runbook: "docs/runbooks/check-by-hand.md",
  sources: [],
};

describe("a finding whose fix is a list", () => {
  const comment = renderComment(assessment({ findings: [byHand] }), plainLinks());

  it("stands as one sentence among the findings", () => {
    expect(comment).toMatch(/^- ℹ️ Two changes cannot be seen in the files\. · /m);
  });

  it("has each thing to do on a line of its own, its command as code, pipes included", () => {
    expect(comment).toContain("<summary>Things to check by hand: 2</summary>");
    expect(comment).toContain("- 1.35: cgroup v1 → `stat /sys | head`\n");
  });
});
