import { assess } from "../assess.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import { exitCodeOf } from "../exit-code.ts";
import { renderReport } from "../render-report.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop check`: what the check run on a pull request says. `--format json` prints the Assessment. */
export async function runCheck(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const assessment = await assess("check", invocation, terminal);
  const report =
    invocation.options.get("format") === "json"
      ? JSON.stringify(assessment, null, 2)
      : await renderReport(assessment, invocation, terminal);
  deliver(report, invocation, terminal);
  return exitCodeOf(assessment, invocation);
}
