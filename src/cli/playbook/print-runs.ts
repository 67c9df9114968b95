import type { RunEvent } from "../../playbook/run/ports.ts";
import { jsonPieces } from "../../report/json.ts";
import {
  duration,
  runHeadline,
  runSign,
  statusSign,
  statusWord,
  stepReason,
} from "../../report/playbook/run-words.ts";
import { visibleLine } from "../../report/visible.ts";
import type { Invocation } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import type { PlannedRun } from "./planned-runs.ts";
import type { ReportedRun } from "./reported-run.ts";

interface Door {
  readonly invocation: Invocation;
  readonly terminal: Terminal;
  /** One playbook runs, so that its name need not be said in each line. */
  readonly isAlone: boolean;
}

/** Says each step as it ends; nothing where JSON is wanted. */
export function printProgress({ plan }: PlannedRun, { invocation, terminal, isAlone }: Door) {
  if (isJson(invocation)) return () => {};
  const name = isAlone ? "" : `${plan.playbook.name}: `;
  return (event: RunEvent) => {
    const line = lineOf(event);
    if (line !== undefined) terminal.out.write(`${visibleLine(name + line)}\n`);
  };
}

function lineOf(event: RunEvent): string | undefined {
  if (event.kind === "teardown-ended") {
    const { step, command, status } = event.teardown;
    return `${status === "passed" ? "✅" : "⛔"} teardown of ${step}: ${command} ${statusWord(status)}`;
  }
  if (event.kind !== "step-ended") return undefined;
  const { name, status, durationMs } = event.step;
  const reason = stepReason(event.step);
  const line = `${statusSign(status)} ${name} ${statusWord(status)} (${duration(durationMs)})`;
  return reason === "" ? line : `${line}: ${reason}`;
}

/** What a reader of the results alone must not miss. */
export function printWarnings({ file, run, unwritten }: ReportedRun, { error }: Terminal): void {
  for (const warning of run.warnings) error.write(`${visibleLine(`${file}: warning: ${warning}`)}\n`);
  if (unwritten === undefined) return;
  error.write(`${visibleLine(`${file}: the reports could not be written: ${unwritten}`)}\n`);
}

/** The results: of one playbook its run, of several the list of them. */
export function printRuns(done: readonly ReportedRun[], invocation: Invocation, { out }: Terminal): void {
  const [first, ...others] = done;
  if (first === undefined) return;
  if (!isJson(invocation)) {
    for (const each of done) out.write(`${visibleLine(text(each))}\n`);
    return;
  }
  const document =
    others.length === 0 ? first.run : { runs: done.map(({ file, run }) => ({ file, ...run })) };
  for (const piece of jsonPieces(document)) out.write(piece);
}

function text({ run }: ReportedRun): string {
  const reason = run.result === "error" && run.reason !== undefined ? ` ${run.reason}` : "";
  return `${runSign(run)} ${runHeadline(run)}${reason}`;
}

function isJson({ options }: Invocation): boolean {
  return options.get("format") === "json";
}
