import type { WorkflowRun } from "../../github/workflows.ts";
import { pathName } from "../../playbook/choice/surroundings.ts";
import { type Block, code, link, type Phrase, say } from "../../report/document.ts";
import { plainLinks } from "../../report/links.ts";
import { markdownBlock } from "../../report/markdown-block.ts";
import { type Answer, refusal } from "../answer.ts";
import type { Door } from "../door.ts";
import { failureReport } from "../failure-report.ts";
import { markerOf, type Topic } from "../marker.ts";
import type { Admitted } from "./answer-about-runs.ts";
import { type RunRecord, recordLine } from "./run-record.ts";
import { runSettings } from "./settings.ts";

interface Started {
  readonly topic: Topic;
  readonly record: RunRecord;
  readonly admission: Admitted;
  readonly door: Door;
  /** Missing until it is known. */
  readonly run?: WorkflowRun | undefined;
}

/** The comment of a run until its report takes its place: what runs, for which commit, and where to follow it. */
export function startedComment({ topic, record, admission, door, run }: Started): string {
  const { name, headSha, path, from } = record;
  const { pull } = admission;
  const text = from === "base" ? `the text of ${pull.baseRef}` : "the pull request's own text";
  const where = path === undefined ? "" : `, on ${pathName(path)}`;
  const blocks: readonly Block[] = [
    { kind: "heading", level: 3, text: [`▶️ ${name} is started`] },
    {
      kind: "paragraph",
      text: say`At ${code(headSha.slice(0, 7))}${where}, with ${text} (${code(record.playbook)}). ${followed(door, admission, run)}`,
    },
    {
      kind: "paragraph",
      small: true,
      text: say`The result comes here. ${code("/kubehop cancel")} ends it with its teardown.`,
    },
  ];
  return `${markerOf(topic)}\n${recordLine(record)}\n${blocks.map(markdownBlock).join("\n\n")}`;
}

/** A server that does not tell the run has a page of the workflow's runs. */
function followed({ serverUrl, repository }: Door, { configuration }: Admitted, run?: WorkflowRun): Phrase {
  const { workflow } = runSettings(configuration);
  const page = `${serverUrl}/${repository.owner}/${repository.repo}/actions/workflows/${encodeURIComponent(workflow)}`;
  return [link("Follow it in its log", run?.url ?? page), "."];
}

/** In the run's own comment, which then has no run any more. */
export function notStarted(topic: Topic, error: unknown): Answer {
  return refusal(topic, failureReport(error, plainLinks()));
}
