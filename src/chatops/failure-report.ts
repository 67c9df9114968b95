import { type Block, code, link, type Phrase, prose, say, strong } from "../report/document.ts";
import type { ReportLinks } from "../report/links.ts";
import { markdownBlock } from "../report/markdown-block.ts";
import { KubehopError } from "../source/kubehop-error.ts";

/** Why there is no answer, ready to be shown. */
export interface FailureReport {
  /** One sentence, plain text. */
  readonly title: string;
  readonly markdown: string;
}

const LONGEST_SENTENCE = 2_000;

/**
 * The report of an error: what was wrong, where, and what to do. A defect of Kubehop shows no internals.
 */
export function failureReport(error: unknown, links: ReportLinks): FailureReport {
  const known = error instanceof KubehopError ? error : undefined;
  const problem = known?.message ?? "Kubehop failed on this repository; that is a defect of Kubehop.";
  const remedy = known?.remedy ?? "Please report it with the app's log of this minute; nothing was changed.";
  const where = known?.where === undefined ? [] : [whereBlock(known.where, links)];
  return writtenReport({ title: problem, remedy, more: where });
}

/** The report of something that is no error of the input: a command not understood, a branch that moved. */
export function writtenReport(parts: {
  readonly title: string;
  readonly remedy: string;
  readonly more?: readonly Block[];
}): FailureReport {
  const title = parts.title.slice(0, LONGEST_SENTENCE).toWellFormed();
  const blocks: readonly Block[] = [
    { kind: "heading", level: 3, text: ["⛔ ", ...prose(title)] },
    ...(parts.more ?? []),
    { kind: "paragraph", text: say`${strong("Next:")} ${prose(parts.remedy)}` },
    { kind: "paragraph", small: true, text: [code("/kubehop help")] },
  ];
  return { title: title.replaceAll("`", ""), markdown: blocks.map(markdownBlock).join("\n\n") };
}

function whereBlock(where: NonNullable<KubehopError["where"]>, links: ReportLinks): Block {
  const label = where.line === undefined ? where.path : `${where.path}:${where.line}`;
  const url = links.fileUrl?.(where.path, where.line);
  const text: Phrase = say`At ${url === undefined ? code(label) : link(label, url)}.`;
  return { kind: "paragraph", text };
}
