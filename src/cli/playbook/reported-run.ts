import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import type { RunEvent } from "../../playbook/run/ports.ts";
import { runNotBegun } from "../../playbook/run/run-frame.ts";
import type { RunPlan } from "../../playbook/run/run-plan.ts";
import { redactRun } from "../../report/playbook/redact-run.ts";
import { playbookReports } from "../../report/playbook/reports.ts";
import { outputRedaction } from "../../source/redaction.ts";
import { secretValues } from "../../source/secrets/secret-names.ts";
import type { Terminal } from "../terminal.ts";
import type { PlannedRun } from "./planned-runs.ts";
import { type ReportDirectory, reportDirectory } from "./report-directory.ts";
import { type PlacedPlan, runHere } from "./run-here.ts";
import { runOnTekton } from "./run-on-tekton.ts";

/** A run that is over, without secrets. */
export interface ReportedRun {
  readonly file: string;
  readonly run: PlaybookRun;
  /** Why its reports could not be written, where they were wanted. */
  readonly unwritten?: string;
}

interface Watch {
  readonly observe: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

/** Runs a playbook and writes its reports, whatever its result is. */
export async function reportedRun(
  planned: PlannedRun,
  terminal: Terminal,
  watch: Watch,
): Promise<ReportedRun> {
  const { file, plan, reportDirectory: directory } = planned;
  const secrets = secretsOf(plan, terminal);
  const reports = directory === undefined ? undefined : reportDirectory(directory, outputRedaction(secrets));
  const world = { ...watch, reports, ...(directory === undefined ? {} : { logs: directory }) };
  const run = redactRun(await runOf(planned, terminal, world), secrets);
  const unwritten = reports?.write(playbookReports(run, { file }));
  return { file, run, ...(unwritten === undefined ? {} : { unwritten }) };
}

/** Where the reports could not be written at the end nothing is begun. */
async function runOf(
  placed: PlacedPlan & Pick<PlannedRun, "file">,
  terminal: Terminal,
  { reports, ...watch }: Watch & { readonly reports: ReportDirectory | undefined; readonly logs?: string },
): Promise<PlaybookRun> {
  const flaw = reports?.flaw();
  if (flaw !== undefined)
    return runNotBegun(placed.plan, { reason: `The reports cannot be written: ${flaw}.` });
  const { plan, executor, file } = placed;
  const outlets = { ...watch, artifacts: reports ?? { open: () => undefined } };
  if (executor.kind === "tekton") return runOnTekton({ plan, executor }, terminal, outlets);
  if (executor.kind === "github") {
    // What talks to GitHub is loaded only where that is wanted.
    const { runOnGitHub } = await import("./run-on-github.ts");
    return runOnGitHub({ plan, executor, file }, terminal, outlets);
  }
  return runHere(placed, terminal, outlets);
}

/** The values of inputs, and of variables of this process, whose names say that nobody should see them. */
export function secretsOf({ inputs }: RunPlan, { environment }: Terminal): readonly string[] {
  return [...secretValues(inputs), ...secretValues(environment)];
}
