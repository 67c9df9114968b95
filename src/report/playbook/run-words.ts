import type { PathLevel } from "../../playbook/playbook.ts";
import type {
  PlaybookRun,
  RunResult,
  StepRun,
  StepStatus,
  TeardownRun,
} from "../../playbook/playbook-run.ts";
import { counted, shorten } from "../shorten.ts";

const PATH_NAMES: Readonly<Record<PathLevel, string>> = {
  0: "static",
  1: "kind",
  2: "minikube",
  3: "cloud",
  4: "hosted dev environment",
};
const REASON = 300;

/** `path 1 (kind)`: a number never stands alone, because others count the same paths from 1. */
export function pathName(path: PathLevel): string {
  return `path ${path} (${PATH_NAMES[path]})`;
}

/** The first line of every report: what came out, on which path, and what takes away from it. */
export function runHeadline(run: PlaybookRun): string {
  const name = shorten(run.playbook, 80);
  return `${name} ${outcome(run)}${belowRecommended(run)}${teardownClause(run)}`;
}

export function runSign(run: PlaybookRun): string {
  if (run.result === "passed") return run.degraded || failedTeardowns(run).length > 0 ? "⚠️" : "✅";
  const signs: Readonly<Record<Exclude<RunResult, "passed">, string>> = {
    failed: "⛔",
    cancelled: "⏹️",
    error: "❔",
  };
  return signs[run.result];
}

export function statusSign(status: StepStatus): string {
  const signs: Readonly<Record<StepStatus, string>> = {
    passed: "✅",
    failed: "⛔",
    timed_out: "⏱️",
    cancelled: "⏹️",
    not_run: "➖",
    no_variant: "➖",
  };
  return signs[status];
}

export function statusWord(status: StepStatus | TeardownRun["status"]): string {
  return status === "no_variant" ? "no variant" : status.replaceAll("_", " ");
}

/** Steps that say that the change is not good. */
export function failedSteps({ steps }: PlaybookRun): readonly StepRun[] {
  return steps.filter(({ status }) => status === "failed" || status === "timed_out");
}

export function failedTeardowns({ teardown }: PlaybookRun): readonly TeardownRun[] {
  return teardown.filter(({ status }) => status !== "passed");
}

/** Why a step is not `passed`, in one sentence. */
export function stepReason({ reason, status, exitCode }: StepRun): string {
  if (reason !== undefined && reason.trim() !== "") return reason;
  const reasons: Readonly<Record<Exclude<StepStatus, "passed">, string>> = {
    failed: exitCode === null ? "It failed." : `It ended with exit code ${exitCode}.`,
    timed_out: "A command ran out of time.",
    cancelled: "The run was cancelled while it ran.",
    not_run: "The run ended before it.",
    no_variant: "It has no variant for a path that can be used here.",
  };
  return status === "passed" ? "" : reasons[status];
}

/** `850 ms`, `12.4 s`, `3 min 4 s`, `1 h 2 min`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return `${Math.round(milliseconds)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

export function totalDuration({ steps }: PlaybookRun): number {
  return steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

function outcome(run: PlaybookRun): string {
  const where = run.path === null ? "" : ` on ${pathName(run.path)}`;
  switch (run.result) {
    case "passed":
      return `passed${where}`;
    case "failed":
      return `failed${where}: ${failureCount(run)}`;
    case "cancelled":
      return `was cancelled${where}, ${doneCount(run)}`;
    case "error":
      return `could not run${where}${run.reason === undefined ? "" : `: ${shorten(run.reason, REASON)}`}`;
    default:
      return run.result satisfies never;
  }
}

function failureCount(run: PlaybookRun): string {
  const failed = failedSteps(run);
  const [first] = failed;
  if (first === undefined) return "no step failed by itself";
  return failed.length === 1
    ? `step ${shorten(first.name, 80)} ${statusWord(first.status)}`
    : `${counted(failed.length, "step")} of ${run.steps.length} failed`;
}

function doneCount({ steps }: PlaybookRun): string {
  const done = steps.filter(({ status }) => status === "passed").length;
  return `${done} of ${counted(steps.length, "step")} had passed`;
}

function belowRecommended({ degraded, path, recommended, result }: PlaybookRun): string {
  if (!degraded || result === "error") return "";
  return recommended === undefined || recommended.path === path
    ? ", degraded"
    : `, below the recommended ${pathName(recommended.path)}`;
}

function teardownClause(run: PlaybookRun): string {
  const failed = failedTeardowns(run).length;
  return failed === 0 ? "" : `; teardown failed (${counted(failed, "command")})`;
}
