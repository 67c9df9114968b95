import { describe, expect, it } from "vitest";
import { playbookReports } from "../../../src/report/playbook/reports.ts";
import { playbookRun, stepRun } from "./sample-run.ts";

const RESULTS = ["passed", "failed", "cancelled", "error"] as const;

describe("the reports of a run", () => {
  it.each(RESULTS)("are all there when it is %s, with outputs and what is missing", (result) => {
    const run = playbookRun({
      result,
      path: result === "error" ? null : 1,
      missing: { tools: ["minikube"], files: ["deploy/ingress.yaml"] },
      steps: [stepRun({ status: result === "failed" ? "failed" : "passed", outputExcerpt: "what it wrote" })],
    });
    const reports = playbookReports(run);
    expect(reports.map(({ name }) => name)).toEqual([
      "report.md",
      "report.json",
      "junit.xml",
      "report.html",
      "summary.md",
    ]);
    const needed = ["minikube", "deploy/ingress.yaml", "what it wrote"];
    const lacking = reports.flatMap(({ name, text }) =>
      needed.filter((part) => !text.includes(part)).map((part) => `${name}: ${part}`),
    );
    expect(lacking).toEqual([]);
  });
});
