import { describe, expect, it } from "vitest";
import { redactRun } from "../../../src/report/playbook/redact-run.ts";
import { playbookReports } from "../../../src/report/playbook/reports.ts";
import { playbookRun, stepRun, teardownRun } from "./sample-run.ts";

const SECRET = "correct horse 12";
const everywhere = playbookRun({
  playbook: SECRET,
  result: "failed",
  reason: SECRET,
  recommended: { path: 2, needs: [SECRET] },
  steps: [
    stepRun({
      name: SECRET,
      status: "failed",
      validates: SECRET,
      reason: SECRET,
      outputExcerpt: SECRET,
      diagnosis: [
        {
          class: "x",
          object: SECRET,
          cause: SECRET,
          evidence: ["a", `b ${SECRET}`],
          next: SECRET,
          runbook: "docs/runbooks/x.md",
        },
      ],
    }),
  ],
  notValidated: [SECRET],
  teardown: [teardownRun({ step: SECRET, command: SECRET, outputExcerpt: SECRET, status: "failed" })],
  missing: { tools: [SECRET], files: [SECRET] },
  warnings: [SECRET],
  artifacts: [SECRET],
});

describe("a run without secrets", () => {
  it("holds a registered value in none of its texts, and no report does", () => {
    const run = redactRun(everywhere, [SECRET]);
    expect(JSON.stringify(run)).not.toContain(SECRET);
    const holding = playbookReports(run).filter(({ text }) => text.includes(SECRET));
    expect(holding.map(({ name }) => name)).toEqual([]);
  });

  it("keeps its verdicts, numbers and words of state, whatever was registered", () => {
    const run = redactRun(playbookRun({ result: "failed", steps: [stepRun({ status: "timed_out" })] }), [
      "timed_out",
      "failed",
    ]);
    expect(run).toMatchObject({
      result: "failed",
      path: 2,
      steps: [{ status: "timed_out", durationMs: 1_400 }],
    });
  });

  it("is not changed where nothing is secret", () => {
    expect(redactRun(playbookRun(), [])).toEqual(playbookRun());
  });

  it("has no private key in evidence that shows it line by line", () => {
    const line = "MIIEowIBAAKCAQEA".repeat(4);
    const evidence = [
      "-----BEGIN RSA PRIVATE KEY-----",
      line,
      line,
      "-----END RSA PRIVATE KEY-----",
      "after",
    ];
    const diagnosis = { class: "x", object: "o", cause: "c", evidence, next: "n", runbook: "r" };
    const run = redactRun(playbookRun({ steps: [stepRun({ diagnosis: [diagnosis] })] }), []);
    expect(run.steps[0]?.diagnosis?.[0]?.evidence).toEqual(["***", "after"]);
  });
});
