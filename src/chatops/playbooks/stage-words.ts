import type { CheckProgress } from "../../github/check-runs.ts";
import { code, link, type Phrase, say } from "../../report/document.ts";
import { markdownBlock } from "../../report/markdown-block.ts";
import { shorten } from "../../report/shorten.ts";
import type { RunStage } from "./run-stage.ts";

/** Follows the playbook's name in the heading of the comment. */
export function stageTitle({ kind }: RunStage): { readonly sign: string; readonly words: string } {
  switch (kind) {
    case "queued":
      return { sign: "⏳", words: "waits for a runner" };
    case "running":
      return { sign: "▶️", words: "runs" };
    case "cancelling":
      return { sign: "⏹️", words: "is being cancelled" };
    case "begun":
    case "unheard":
      return { sign: "▶️", words: "is started" };
    default:
      return kind satisfies never;
  }
}

/** What is known of the run at this moment, and where to look. */
export function stageLead(stage: RunStage): Phrase {
  const { kind, url } = stage;
  switch (kind) {
    case "queued":
      return say`${link("Its workflow run", url)} waits for a runner, or for an older run of this playbook to end.`;
    case "running":
      return say`It runs${place(stage)}. ${link("Follow it in its log", url)}.`;
    case "cancelling":
      return say`It ends when its teardown is done. ${link("Follow it in its log", url)}.`;
    case "begun":
      return say`Its workflow began at ${minute(stage.since)}. ${link("Follow it in its log", url)}.`;
    case "unheard":
      return say`${link("Follow it in its log", url)}.`;
    default:
      return kind satisfies never;
  }
}

export function stageNote({ kind }: RunStage): Phrase {
  if (kind === "cancelling") return ["The result comes here."];
  return say`The result comes here. ${code("/kubehop cancel")} ends it with its teardown.`;
}

/** The same as a check run that is not completed. */
export function stageCheck(stage: RunStage): CheckProgress {
  const { words } = stageTitle(stage);
  return {
    status: stage.kind === "queued" ? "queued" : "in_progress",
    ...("since" in stage && stage.since !== undefined ? { startedAt: stage.since } : {}),
    detailsUrl: stage.url,
    title: `The playbook ${words}`,
    summary: markdownBlock({ kind: "paragraph", text: stageLead(stage) }),
  };
}

const RUNNER = 80;

function place({ runner, since }: Extract<RunStage, { kind: "running" }>): Phrase {
  const where: Phrase = runner === undefined ? [] : say` on ${code(shorten(runner, RUNNER))}`;
  return since === undefined ? where : say`${where} since ${minute(since)}`;
}

/** `2026-10-03 12:07 UTC` */
function minute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
