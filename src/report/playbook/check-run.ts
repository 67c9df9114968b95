import { pathName } from "../../playbook/choice/surroundings.ts";
import type { PlaybookRun, StepRun } from "../../playbook/playbook-run.ts";
import { annotation, type CheckAnnotation } from "../check-annotations.ts";
import { fitMarkdown } from "../fit-markdown.ts";
import { plainLinks } from "../links.ts";
import { CHECK_BYTES, inBytes } from "../room.ts";
import { shorten } from "../shorten.ts";
import { visibleLine } from "../visible.ts";
import { boundedRun } from "./bounded-run.ts";
import { type PlaybookReportOptions, whereAllIs } from "./report-options.ts";
import { runDocument } from "./run-document.ts";
import { failedTeardowns, runHeadline, statusWord, stepReason } from "./run-words.ts";

export interface PlaybookCheckOptions extends PlaybookReportOptions {
  /** The playbook's file in the repository, and the line of each step by its name; none without it. */
  readonly places?: { readonly path: string; readonly lines: ReadonlyMap<string, number> };
  /** Whether a run below the recommended path is no success: `require_recommended` of the configuration. */
  readonly requireRecommended?: boolean;
}

/** What a check run says about a playbook, within GitHub's limits; the caller sends the annotations 50 at a time. */
export interface PlaybookCheckRun {
  /** `action_required`: it could not run. That blocks a merge as a failure does, and is none. */
  readonly conclusion: "success" | "failure" | "neutral" | "cancelled" | "action_required";
  /** The headline, at most 255 characters. */
  readonly title: string;
  /** The first screen as Markdown, at most 65,535 bytes. */
  readonly summary: string;
  /** Failures, steps, claims and outputs as Markdown, at most 65,535 bytes. */
  readonly text: string;
  /** Failed steps, and what was left behind or not run at all, on the lines of their steps. */
  readonly annotations: readonly CheckAnnotation[];
}

const TITLE = 255;

/** A run as the output of a check run. Pure: `whole` must come out of `redactRun`. */
export function playbookCheckRun(whole: PlaybookRun, options: PlaybookCheckOptions = {}): PlaybookCheckRun {
  const run = boundedRun(whole);
  const { head, body, foot } = runDocument(run, options, { failed: 24_000, other: 1_000, others: 40_000 });
  const room = { limit: CHECK_BYTES, measure: inBytes, elsewhere: whereAllIs(options) };
  return {
    conclusion: conclusionOf(run, options),
    title: shorten(visibleLine(runHeadline(run)), TITLE),
    summary: fitMarkdown({ head, body: [], foot }, room),
    text: fitMarkdown({ head: [], body, foot: [] }, room),
    annotations: annotationsOf(run, options),
  };
}

function conclusionOf(
  { result, degraded }: PlaybookRun,
  { requireRecommended = false }: PlaybookCheckOptions,
): PlaybookCheckRun["conclusion"] {
  switch (result) {
    case "passed":
      return degraded && requireRecommended ? "neutral" : "success";
    case "failed":
      return "failure";
    case "cancelled":
      return "cancelled";
    case "error":
      return "action_required";
    default:
      return result satisfies never;
  }
}

function annotationsOf(
  run: PlaybookRun,
  { places, links }: PlaybookCheckOptions,
): readonly CheckAnnotation[] {
  if (places === undefined) return [];
  const { runbookUrl } = links ?? plainLinks();
  const at = (step: string) => ({ path: places.path, line: places.lines.get(step) ?? 1 });
  const steps = run.steps.flatMap((step) => {
    const level = LEVELS[step.status];
    if (level === undefined) return [];
    const title = `${step.name} ${statusWord(step.status)}${step.path === null ? "" : ` on ${pathName(step.path)}`}`;
    return [annotation({ ...at(step.name), level, title, message: stepMessage(step, runbookUrl) })];
  });
  const teardowns = failedTeardowns(run).map(({ step, command, status }) => {
    const title = `The teardown of ${step} ${statusWord(status)}`;
    const message = `Something may be left behind. Run it again by hand:\n${command}`;
    return annotation({ ...at(step), level: "warning", title, message });
  });
  return [...steps, ...teardowns];
}

const LEVELS: Readonly<Partial<Record<StepRun["status"], CheckAnnotation["annotation_level"]>>> = {
  failed: "failure",
  timed_out: "failure",
  no_variant: "notice",
};

function stepMessage(step: StepRun, runbookUrl: (page: string) => string): string {
  const causes = (step.diagnosis ?? []).flatMap(({ object, cause, next, runbook }) => [
    `${object}: ${cause}`,
    `Next: ${next}`,
    `Runbook: ${runbookUrl(runbook)}`,
  ]);
  return [stepReason(step), ...causes].join("\n");
}
