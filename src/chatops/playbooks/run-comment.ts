import { pathName } from "../../playbook/choice/surroundings.ts";
import { type Block, code, type Phrase, say } from "../../report/document.ts";
import { plainLinks } from "../../report/links.ts";
import { markdownBlock } from "../../report/markdown-block.ts";
import { type Answer, refusal } from "../answer.ts";
import { failureReport } from "../failure-report.ts";
import { markerOf, type Topic } from "../marker.ts";
import { type RunRecord, recordLine } from "./run-record.ts";
import type { RunStage } from "./run-stage.ts";
import { stageLead, stageNote, stageTitle } from "./stage-words.ts";

/** What a run's comment is about. */
export function topicOfRun({ playbook }: Pick<RunRecord, "playbook">): Topic {
  return { command: "playbook-run", playbook };
}

/** The comment of a run until its report takes its place: what runs, for which commit, and where to follow it. */
export function runningComment(record: RunRecord, stage: RunStage): string {
  const { name } = record;
  const title = stageTitle(stage);
  const blocks: readonly Block[] = [
    { kind: "heading", level: 3, text: [`${title.sign} ${name} ${title.words}`] },
    { kind: "paragraph", text: say`${what(record)} ${stageLead(stage)}` },
    { kind: "paragraph", small: true, text: stageNote(stage) },
  ];
  return `${headOf(record)}\n${blocks.map(markdownBlock).join("\n\n")}`;
}

/** The hidden lines: by the first the comment is found again, the second says which run it is about. */
export function headOf(record: RunRecord): string {
  return `${markerOf(topicOfRun(record))}\n${recordLine(record)}`;
}

function what({ headSha, path, from, playbook }: RunRecord): Phrase {
  const text = from === "base" ? "the text of the base branch" : "the pull request's own text";
  const where = path === undefined ? "" : `, on ${pathName(path)}`;
  return say`At ${code(headSha.slice(0, 7))}${where}, with ${text} (${code(playbook)}).`;
}

/** In the run's own comment, which then has no run any more; without one, in the comment about playbooks. */
export function notStarted(record: RunRecord | undefined, error: unknown): Answer {
  const topic: Topic = record === undefined ? { command: "playbook" } : topicOfRun(record);
  return refusal(topic, failureReport(error, plainLinks()));
}
