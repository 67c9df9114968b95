import { expect, test } from "vitest";
import { assessRepository } from "../../src/assessment/assess-repository.ts";
import type { Assessment } from "../../src/assessment/assessment.ts";
import { renderCheckRun } from "../../src/report/check-run.ts";
import { renderComment } from "../../src/report/comment.ts";
import { renderHtml } from "../../src/report/html.ts";
import { renderJobSummary } from "../../src/report/job-summary.ts";
import { plainLinks } from "../../src/report/links.ts";
import { renderText } from "../../src/report/text.ts";
import { kubeadmConfiguration, nodeList, repository } from "../assessment/repositories.ts";

/** One apply, one kubeadm upgrade node, two drains. */
function assess(settings: string): Assessment {
  const head = repository({
    "prod/kubeadm.yaml": kubeadmConfiguration("v1.35.4"),
    "prod/nodes.yaml": nodeList({ "cp-1": "1.35.4", "worker-1": "1.35.4" }),
    ".github/kubehop.yml": settings,
  });
  return assessRepository({ subject: "plan", to: "1.36", head, today: "2026-11-24" });
}

const doors: Readonly<Record<string, (assessment: Assessment) => string>> = {
  "a comment": (assessment) => renderComment(assessment, plainLinks()),
  "a check's title": (assessment) => renderCheckRun(assessment, plainLinks()).title,
  "a check's details": (assessment) => renderCheckRun(assessment, plainLinks()).text ?? "",
  "a job's summary": (assessment) => renderJobSummary(assessment, plainLinks()),
  "a page": (assessment) => renderHtml(assessment),
  "a terminal": (assessment) => renderText(assessment),
};

test.each(Object.entries(doors))("plan.times is what the estimate of %s rests on", (_where, render) => {
  const estimate = (settings: string) => render(assess(settings));
  expect(estimate("plan: { strategy: fewest-drains }")).toMatch(/\b12 min\b/);
  expect(estimate("plan: { times: { apply: 20, upgradeNode: 2, drain: 3 } }")).toMatch(/\b28 min\b/);
  // What was not measured stays as it is.
  expect(estimate("plan: { times: { drain: 10 } }")).toMatch(/\b24 min\b/);
});

test("the times of a caller count more", () => {
  const assessment = assess("plan: { times: { apply: 20, upgradeNode: 2, drain: 3 } }");
  expect(renderComment(assessment, plainLinks(), { times: { apply: 10 } })).toMatch(/\b18 min\b/);
});

test("without plan.times an assessment says nothing of times", () => {
  expect(assess("plan: {}")).not.toHaveProperty("times");
});
