import type { Assessment } from "../../assessment/assessment.ts";
import { assess } from "../assess.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import { exitCodeOf } from "../exit-code.ts";
import { renderReport } from "../render-report.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop skew`: the skew verdict of every cluster, or of the one that `--cluster` names. */
export async function runSkew(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const assessment = await assess("skew", invocation, terminal);
  const report =
    invocation.options.get("format") === "json"
      ? JSON.stringify(skewOf(assessment), null, 2)
      : await renderReport(assessment, invocation, terminal);
  deliver(report, invocation, terminal);
  return exitCodeOf(assessment, invocation, terminal);
}

/**
 * One shape however many clusters there are: `verdict` and `violations` of all of them together, as
 * `checkSkew` gives them, and the same for each cluster. Nothing is called supported that was not judged.
 */
function skewOf({ clusters, verdict }: Assessment) {
  const violations = clusters.flatMap(({ skew }) => skew?.violations ?? []);
  const unjudged = verdict === "no-cluster" || verdict === "unknown" ? verdict : "supported";
  return {
    verdict: violations.length === 0 ? unjudged : "unsupported",
    violations,
    clusters: clusters.map(({ cluster, skew, verdict: said }) => ({
      cluster: cluster.name,
      ...(skew ?? { verdict: said, violations: [] }),
    })),
  };
}
