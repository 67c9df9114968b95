import { visibleLine } from "../../report/visible.ts";
import type { Unread } from "../../source/finding.ts";
import { assess } from "../assess.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver, deliverBundle } from "../deliver.ts";
import { exitCodeOf } from "../exit-code.ts";
import { renderReport } from "../render-report.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop plan`: the plan of one cluster. `--format json` prints the Plan itself. */
export async function runPlan(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const assessment = await assess("plan", invocation, terminal);
  const plan = assessment.clusters[0]?.plan;
  const format = invocation.options.get("format") ?? "text";
  if (format === "json" || format === "scripts") tellUnread(assessment.unread, terminal);
  if (format === "scripts" && plan !== undefined) {
    const { renderScripts } = await import("../../report/render-scripts.ts");
    deliverBundle(renderScripts(plan), invocation, terminal);
  } else if (format === "json") {
    const { jsonPieces } = await import("../../report/json.ts");
    deliver(jsonPieces(plan ?? assessment), invocation, terminal);
  } else {
    deliver(await renderReport(assessment, invocation, terminal), invocation, terminal);
  }
  return exitCodeOf(assessment, invocation, terminal);
}

/** A Plan has no room for what was not read, and it must not go unsaid. */
function tellUnread(unread: readonly Unread[], terminal: Terminal): void {
  for (const { path, line, reason } of unread) {
    terminal.error.write(
      `Not read: ${visibleLine(line === undefined ? path : `${path}:${line}`)}: ${visibleLine(reason)}\n`,
    );
  }
}
