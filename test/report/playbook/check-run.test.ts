import { describe, expect, it } from "vitest";
import { playbookCheckRun } from "../../../src/report/playbook/check-run.ts";
import { playbookRun, stepRun, teardownRun } from "./sample-run.ts";

const places = { path: ".github/playbooks/ingress.yaml", lines: new Map([["manifest-is-valid", 12]]) };

describe("the check run of a playbook", () => {
  it.each([
    ["passed", false, {}, "success"],
    ["passed", true, {}, "success"],
    ["passed", true, { requireRecommended: true }, "neutral"],
    ["passed", false, { requireRecommended: true }, "success"],
    ["failed", true, { requireRecommended: true }, "failure"],
    ["cancelled", false, {}, "cancelled"],
    ["error", true, {}, "action_required"],
  ] as const)("%s, degraded %s, %j → %s", (...[result, degraded, options, conclusion]) => {
    expect(playbookCheckRun(playbookRun({ result, degraded }), options).conclusion).toBe(conclusion);
  });

  it("has the verdict as its title, the first screen as its summary and the steps in its text", () => {
    const check = playbookCheckRun(playbookRun());
    expect(check.title).toBe("validate-ingress-change passed on path 2 (minikube)");
    expect(check.summary).toMatch(/^### ✅ validate-ingress-change passed/);
    expect(check.text).toMatch(/^\| step \|/);
    expect(check.annotations).toEqual([]);
  });

  it("marks failed steps, those without a variant and failed teardown on the lines of their steps", () => {
    const diagnosis = {
      class: "x",
      object: "Pod a/b",
      cause: "It crashes.",
      evidence: [],
      next: "kubectl logs b",
      runbook: "docs/runbooks/x.md",
    };
    const run = playbookRun({
      result: "failed",
      steps: [
        stepRun({ status: "timed_out", path: 1, reason: "Too slow.", diagnosis: [diagnosis] }),
        stepRun({ name: "other", status: "no_variant", path: null }),
        stepRun({ name: "third", status: "not_run" }),
      ],
      teardown: [teardownRun({ step: "manifest-is-valid", status: "failed", command: "kind delete" })],
    });
    const { annotations } = playbookCheckRun(run, { places });
    expect(
      annotations.map(({ path, start_line, annotation_level, title }) => [
        path,
        start_line,
        annotation_level,
        title,
      ]),
    ).toEqual([
      [places.path, 12, "failure", "manifest-is-valid timed out on path 1 (kind)"],
      [places.path, 1, "notice", "other no variant"],
      [places.path, 12, "warning", "The teardown of manifest-is-valid failed"],
    ]);
    expect(annotations[0]?.message).toMatch(
      /^Too slow\.\nPod a\/b: It crashes\.\nNext: kubectl logs b\nRunbook: https:\/\/\S+\/docs\/runbooks\/x\.md$/,
    );
    expect(annotations[2]?.message).toContain("kind delete");
  });

  it("keeps GitHub's limits of 65,535 bytes for 2,000 failed steps with four-byte signs", () => {
    const steps = Array.from({ length: 2_000 }, (_, index) =>
      stepRun({
        name: `s-${index}`,
        status: "failed",
        outputExcerpt: "🚀".repeat(16_000),
        validates: "🚀".repeat(500),
      }),
    );
    const check = playbookCheckRun(playbookRun({ result: "failed", steps, playbook: "p".repeat(400) }), {
      places,
    });
    expect(check.title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(check.summary)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(check.text)).toBeLessThanOrEqual(65_535);
    expect(check.annotations).toHaveLength(2_000);
  });
});
