import { assess } from "../assess.ts";
import { deliverBaseline } from "../baseline.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import { exitCodeOf } from "../exit-code.ts";
import { renderReport } from "../render-report.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop check`: what the check run on a pull request says. `--format json` prints the CheckReport. */
export async function runCheck(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const assessment = await assess("check", invocation, terminal);
  if (deliverBaseline(assessment, invocation, terminal)) return 0;
  if (invocation.options.get("format") === "json") {
    const { jsonPieces } = await import("../../report/json.ts");
    const { checkReport } = await import("../../report/check-report.ts");
    deliver(jsonPieces(checkReport(assessment)), invocation, terminal);
  } else {
    deliver(await renderReport(assessment, invocation, terminal), invocation, terminal);
  }
  return exitCodeOf(assessment, invocation, terminal);
}
