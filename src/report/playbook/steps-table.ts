import { pathName } from "../../playbook/choice/surroundings.ts";
import type { PlaybookRun, StepRun } from "../../playbook/playbook-run.ts";
import { type Block, type Column, code, type Phrase } from "../document.ts";
import { counted, shorten } from "../shorten.ts";
import { duration, failedSteps, statusSign, statusWord, stepReason, totalDuration } from "./run-words.ts";

const COLUMNS: readonly Column[] = [
  { title: "step" },
  { title: "status" },
  { title: "what it proves" },
  { title: "took", align: "right" },
];
/** A longer table is folded, and the steps that failed stand above it. */
const SHOWN = 30;

/** Every step in its order, with what became of it and what it proves. */
export function stepsBlocks(run: PlaybookRun): readonly Block[] {
  const { steps } = run;
  if (steps.length === 0) return [];
  const rows = steps.map((step) => row(step, run));
  if (rows.length <= SHOWN) return [table(rows)];
  const failed = failedSteps(run).slice(0, SHOWN);
  const first = failed.length === 0 ? [] : [table(failed.map((step) => row(step, run)))];
  const summary = `All ${counted(steps.length, "step")}, ${duration(totalDuration(run))}`;
  return [...first, { kind: "details", summary, blocks: [table(rows)], share: 0.25 }];
}

function table(rows: readonly (readonly Phrase[])[]): Block {
  return { kind: "table", columns: COLUMNS, rows };
}

function row(step: StepRun, run: PlaybookRun): readonly Phrase[] {
  const { name, status, validates, durationMs } = step;
  const claim = validates === null ? "" : shorten(validates, 300);
  const ran = status !== "not_run" && status !== "no_variant";
  return [
    [code(shorten(name, 80))],
    [`${statusSign(status)} ${statusWord(status)}${otherPath(step, run)}`],
    [claim === "" ? stepReason(step) : claim],
    [ran ? duration(durationMs) : ""],
  ];
}

function otherPath({ path }: StepRun, run: PlaybookRun): string {
  return path === null || path === run.path ? "" : `, ${pathName(path)}`;
}
