import { pathName } from "../../playbook/choice/surroundings.ts";
import type {
  PlaybookRun,
  RunResult,
  StepRun,
  StepStatus,
  TeardownRun,
} from "../../playbook/playbook-run.ts";
import { counted, shorten } from "../shorten.ts";

const REASON = 200;

/** The first line of every report: what came out, on which path, and what takes away from it. */
export function runHeadline(run: PlaybookRun): string {
  const where = run.path === null ? "" : ` on ${pathName(run.path)}`;
  const what = `${VERBS[run.result]}${where}${degradation(run)}${particulars(run)}`;
  return `${shorten(run.playbook, 80)} ${what}${teardownClause(run)}`;
}

const VERBS: Readonly<Record<RunResult, string>> = {
  passed: "passed",
  failed: "failed",
  cancelled: "was cancelled",
  error: "could not run",
};

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

function particulars(run: PlaybookRun): string {
  switch (run.result) {
    case "passed":
      return "";
    case "failed":
      return `: ${failureCount(run)}`;
    case "cancelled":
      return `: ${doneCount(run)}`;
    case "error":
      return run.reason === undefined ? "" : `: ${firstSentence(run.reason)}`;
    default:
      return run.result satisfies never;
  }
}

/** The rest of a long reason stands below the headline. */
function firstSentence(reason: string): string {
  return shorten(reason.split(/\.(?:\s|$)/)[0] ?? "", REASON);
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

function degradation({ degraded, path, recommended, result }: PlaybookRun): string {
  if (!degraded || result === "error") return "";
  return recommended === undefined || recommended.path === path
    ? ", degraded"
    : `, below the recommended ${pathName(recommended.path)}`;
}

function teardownClause(run: PlaybookRun): string {
  const failed = failedTeardowns(run).length;
  return failed === 0 ? "" : `; teardown failed (${counted(failed, "command")})`;
}
