import type { Diagnosis } from "../../diagnosis/diagnosis.ts";
import type { RunResult, StepRun, StepStatus } from "../playbook-run.ts";
import { blankWarning } from "./blank-warning.ts";
import type { RunPorts } from "./ports.ts";
import type { RunPlan, SelectedStep } from "./run-plan.ts";
import { type RunnableStep, runStep, type StepOutcome } from "./run-step.ts";

export interface StepsOutcome {
  readonly result: RunResult;
  /** Why it could not be run to its end. */
  readonly reason?: string;
  readonly steps: readonly StepRun[];
  readonly warnings: readonly string[];
  readonly artifacts: readonly string[];
}

/** Runs the steps in order; after the first that does not pass no other one is started. */
export async function runSteps(plan: RunPlan, ports: RunPorts, signal: AbortSignal): Promise<StepsOutcome> {
  const steps: StepRun[] = [];
  const ran: RunnableStep[] = [];
  const warnings: string[] = [];
  const artifacts: string[] = [];
  let result: RunResult = "passed";
  let reason: string | undefined;
  for (const [index, step] of plan.steps.entries()) {
    const before = plan.passedBefore[index];
    const runnable = runnableStep(step, plan, { ports, signal });
    if (result === "passed" && signal.aborted) result = "cancelled";
    if (runnable === undefined || before !== undefined || result !== "passed") {
      steps.push(before ?? untouched(step));
      continue;
    }
    const { outcome, run } = await reportedRun(runnable, ports);
    steps.push(run);
    ran.push(runnable);
    warnings.push(...outcome.warnings);
    artifacts.push(...outcome.artifacts);
    result = RESULTS[outcome.status];
    if (result === "error") reason = `${step.name}: ${outcome.reason ?? "it could not be run."}`;
  }
  return {
    result,
    ...(reason === undefined ? {} : { reason }),
    steps,
    warnings: [...blankWarning(ran), ...warnings],
    artifacts,
  };
}

const RESULTS: Readonly<Record<StepOutcome["status"], RunResult>> = {
  passed: "passed",
  failed: "failed",
  timed_out: "failed",
  cancelled: "cancelled",
  "could-not-run": "error",
};

function runnableStep(
  { name, selected }: SelectedStep,
  { inputs }: RunPlan,
  { ports, signal }: { readonly ports: RunPorts; readonly signal: AbortSignal },
): RunnableStep | undefined {
  if (selected === undefined) return undefined;
  const environment = { ...ports.environmentOf(selected.path), ...inputs };
  return { name, path: selected.path, variant: selected.variant, environment, signal };
}

/** A step of which nothing was run. */
export function untouched({ name, selected }: SelectedStep): StepRun {
  return {
    name,
    status: selected === undefined ? "no_variant" : "not_run",
    path: selected?.path ?? null,
    exitCode: null,
    validates: selected?.variant.validates ?? null,
    durationMs: 0,
    outputExcerpt: "",
  };
}

async function reportedRun(
  step: RunnableStep,
  ports: RunPorts,
): Promise<{ outcome: StepOutcome; run: StepRun }> {
  ports.observe({ kind: "step-started", step: step.name, path: step.path });
  const begin = ports.now();
  const outcome = await runStep(step, ports);
  const durationMs = Math.round(ports.now() - begin);
  const run: StepRun = {
    name: step.name,
    status: statusOf(outcome),
    path: step.path,
    exitCode: outcome.exitCode,
    validates: step.variant.validates,
    durationMs,
    outputExcerpt: outcome.output,
    ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
    ...(await diagnosisOf(step, outcome, ports)),
  };
  ports.observe({ kind: "step-ended", step: run });
  return { outcome, run };
}

function statusOf({ status }: StepOutcome): StepStatus {
  return status === "could-not-run" ? "failed" : status;
}

/** What failed is looked at while it is still there; a diagnosis that fails itself says so. */
async function diagnosisOf(
  { name, path, environment, signal }: RunnableStep,
  { status }: StepOutcome,
  ports: RunPorts,
): Promise<{ readonly diagnosis?: readonly Diagnosis[] }> {
  if (status !== "failed" && status !== "timed_out") return {};
  ports.observe({ kind: "diagnosis-started", step: name });
  const diagnosis = await ports.diagnose({ step: name, path, environment, signal });
  return diagnosis.length === 0 ? {} : { diagnosis };
}
