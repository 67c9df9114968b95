import type { PlaybookRun, RunResult, StepRun, StepStatus, TeardownRun } from "../../playbook-run.ts";
import { claimsNotChecked } from "../../run/claims-not-checked.ts";
import { CommandOutput } from "../../run/command-output.ts";
import type { ArtifactSink } from "../../run/ports.ts";
import { runFrame } from "../../run/run-frame.ts";
import { type RunPlan, type SelectedStep, teardownOf } from "../../run/run-plan.ts";
import { untouched } from "../../run/run-steps.ts";
import { PREPARE_NAME, TEARDOWN_NAME } from "../export-tekton.ts";
import { freeName } from "../names.ts";
import { EXIT_CODE_RESULT, FAILED_COMMANDS_RESULT, STATUS_RESULT } from "../tasks.ts";
import type { FollowedRun } from "./follow.ts";
import { askKubectl, type KubectlPlace } from "./kubectl.ts";
import { type ObservedTaskRun, pipelineTaskOf, resultOf, succeeded } from "./observed.ts";

/** What became of a run on Tekton, as any other run is told. */
export async function collectRun(
  plan: RunPlan,
  { run, taskRuns }: FollowedRun,
  {
    place,
    artifacts,
    isCancelled,
  }: Readonly<{ place: KubectlPlace; artifacts: ArtifactSink; isCancelled: boolean }>,
): Promise<PlaybookRun> {
  const logs = new Logs(place, artifacts);
  const taken = new Set(plan.playbook.steps.map(({ name }) => name));
  const named = (name: string) => taskRuns.find((each) => pipelineTaskOf(each) === name);
  const prepare = named(freeName(PREPARE_NAME, taken));
  const steps: StepRun[] = [];
  for (const step of plan.steps) steps.push(await stepRun(step, named(step.name), logs));
  const teardown = await teardownRuns(plan, named(freeName(TEARDOWN_NAME, taken)), logs);
  const flaw = await flawOf({ prepare, steps, run }, logs);
  return {
    ...runFrame(plan),
    result: isCancelled ? "cancelled" : flaw === undefined ? resultFor(steps) : "error",
    ...(flaw === undefined || isCancelled ? {} : { reason: flaw }),
    steps,
    notValidated: claimsNotChecked(plan.playbook, steps),
    teardown,
    warnings: [...teardown.filter(({ status }) => status !== "passed").map(complaint), ...logs.warnings],
    artifacts: logs.artifacts,
  };
}

/** What a Task ended with where its own result says nothing. */
const REASONS: Readonly<Record<string, StepStatus>> = {
  TaskRunTimeout: "timed_out",
  TaskRunCancelled: "cancelled",
};
const STATUSES: readonly string[] = ["passed", "failed", "timed_out"] satisfies readonly StepStatus[];

async function stepRun(
  step: SelectedStep,
  taskRun: ObservedTaskRun | undefined,
  logs: Logs,
): Promise<StepRun> {
  const base = untouched(step);
  if (taskRun?.status?.startTime === undefined || step.selected === undefined) return base;
  const { reason, message } = succeeded(taskRun) ?? {};
  const told = resultOf(taskRun, STATUS_RESULT);
  const status = isStatus(told) ? told : (REASONS[reason ?? ""] ?? "failed");
  const exitCode = Number.parseInt(resultOf(taskRun, EXIT_CODE_RESULT) ?? "", 10);
  const outputExcerpt = await logs.of(step.name, taskRun);
  const why = isStatus(told) ? lastVerdict(outputExcerpt) : message;
  return {
    ...base,
    status,
    exitCode: Number.isNaN(exitCode) ? null : exitCode,
    durationMs: milliseconds(taskRun),
    outputExcerpt,
    ...(status === "passed" ? {} : { reason: why ?? "Tekton gave no reason." }),
  };
}

/** What the step's script said last: `kubehop: failed: …`. */
function lastVerdict(log: string): string | undefined {
  return log
    .split("\n")
    .findLast((line) => VERDICT.test(line))
    ?.replace(VERDICT, "");
}

const VERDICT = /^kubehop: (?:failed|timed_out): /;

function isStatus(word: string | undefined): word is "passed" | "failed" | "timed_out" {
  return word !== undefined && STATUSES.includes(word);
}

function milliseconds({ status }: ObservedTaskRun): number {
  const span = Date.parse(status?.completionTime ?? "") - Date.parse(status?.startTime ?? "");
  return Number.isNaN(span) ? 0 : span;
}

/** Why it could not be run: the preparation failed, or a step's pod never told what became of its commands. */
async function flawOf(
  {
    prepare,
    steps,
    run,
  }: Readonly<{ prepare: ObservedTaskRun | undefined; steps: readonly StepRun[] }> & Pick<FollowedRun, "run">,
  logs: Logs,
): Promise<string | undefined> {
  if (prepare === undefined) return succeeded(run)?.message ?? "Tekton did not start the run.";
  if (succeeded(prepare)?.status !== "True") {
    const log = (await logs.of(PREPARE_NAME, prepare)).trim();
    return log === "" ? (succeeded(prepare)?.message ?? "Tekton could not prepare the run.") : log;
  }
  const silent = steps.find(({ status, exitCode }) => status === "failed" && exitCode === null);
  return silent === undefined ? undefined : `${silent.name}: ${silent.reason}`;
}

function resultFor(steps: readonly StepRun[]): RunResult {
  if (steps.some(({ status }) => status === "cancelled")) return "cancelled";
  const isDone = steps.every(({ status }) => status === "passed" || status === "no_variant");
  return isDone ? "passed" : "failed";
}

async function teardownRuns(
  { steps }: RunPlan,
  taskRun: ObservedTaskRun | undefined,
  logs: Logs,
): Promise<readonly TeardownRun[]> {
  if (taskRun?.status?.startTime === undefined) return [];
  const told = resultOf(taskRun, FAILED_COMMANDS_RESULT);
  const failures = failuresIn(told ?? "");
  const log = await logs.of(TEARDOWN_NAME, taskRun);
  return teardownOf(steps).map(({ step, text }, index) => {
    const failure = told === undefined ? "failed" : failures.get(String(index + 1));
    const status = failure === undefined ? "passed" : failure === "timed_out" ? "timed_out" : "failed";
    return { step, command: text, status, outputExcerpt: status === "passed" ? "" : log };
  });
}

/** `2=failed 4=timed_out` by number. */
function failuresIn(text: string): ReadonlyMap<string, string> {
  const words = text.split(" ").map((word) => word.split("="));
  return new Map(words.map(([number = "", what = ""]) => [number, what]));
}

function complaint({ step, command }: TeardownRun): string {
  return `The teardown of ${step} left something behind, look after it: \`${command}\`.`;
}

/** Reads logs of pods; where one cannot be had a warning says so. */
class Logs {
  readonly warnings: string[] = [];
  readonly artifacts: string[] = [];
  private readonly place: KubectlPlace;
  private readonly sink: ArtifactSink;

  constructor(place: KubectlPlace, sink: ArtifactSink) {
    this.place = place;
    this.sink = sink;
  }

  async of(name: string, { status }: ObservedTaskRun): Promise<string> {
    if (status?.podName === undefined) return "";
    const answer = await askKubectl(this.place, LOGS, { KUBEHOP_POD: status.podName });
    if ("refusal" in answer) {
      this.warnings.push(`The log of ${name} could not be read: ${answer.refusal}.`);
      return "";
    }
    const output = new CommandOutput(`${name}.log`, this.sink, () => {});
    output.write(Buffer.from(answer.text));
    const { excerpt, artifact, warning } = output.end();
    if (artifact !== undefined) this.artifacts.push(artifact);
    if (warning !== undefined) this.warnings.push(warning);
    return excerpt;
  }
}

const LOGS = 'kubectl logs "$KUBEHOP_POD"';
