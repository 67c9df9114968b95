import { jsonPieces } from "../../report/json.ts";
import { runText } from "../../report/playbook/text.ts";
import { visibleLine } from "../../report/visible.ts";
import type { Invocation } from "../command.ts";
import { type Outlet, type Terminal, wantsColour } from "../terminal.ts";
import type { ReportedRun } from "./reported-run.ts";

/** What a program that reads the results alone must not miss, and what no result says. */
export function printWarnings({ file, run, unwritten }: ReportedRun, asJson: boolean, error: Outlet): void {
  const warnings = asJson ? run.warnings.map((warning) => `warning: ${warning}`) : [];
  const flaws = unwritten === undefined ? [] : [`the reports could not be written: ${unwritten}`];
  for (const line of [...warnings, ...flaws]) error.write(`${visibleLine(`${file}: ${line}`)}\n`);
}

/** The results: of one playbook its run, of several the list of them. */
export function printRuns(done: readonly ReportedRun[], invocation: Invocation, terminal: Terminal): void {
  const [first, ...others] = done;
  const { out } = terminal;
  if (first === undefined) return;
  if (!isJson(invocation)) {
    const style = { color: wantsColour(terminal, out) };
    out.write(done.map(({ run, file }) => runText(run, { file }, style)).join("\n"));
    return;
  }
  const document =
    others.length === 0 ? first.run : { runs: done.map(({ file, run }) => ({ file, ...run })) };
  for (const piece of jsonPieces(document)) out.write(piece);
}

export function isJson({ options }: Invocation): boolean {
  return options.get("format") === "json";
}
