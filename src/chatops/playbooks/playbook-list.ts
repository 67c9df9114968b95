import type { RepositorySnapshot } from "../../assessment/assessment.ts";
import { type KnownPlaybook, knownPlaybooks } from "../../assessment/known-playbooks.ts";
import { pathName } from "../../playbook/choice/surroundings.ts";
import { PATH_LEVELS, type Playbook } from "../../playbook/playbook.ts";
import { type Block, code, type Phrase, say } from "../../report/document.ts";
import { markdownBlock } from "../../report/markdown-block.ts";
import { counted, shorten } from "../../report/shorten.ts";
import type { Answer } from "../answer.ts";
import { markerOf, type Topic } from "../marker.ts";

const MOST_LISTED = 100;

/** The playbooks of the base commit: what a run without `from=pr` would take. */
export function playbookList(base: RepositorySnapshot, baseSha: string): Answer {
  const topic: Topic = { command: "playbook" };
  const known = knownPlaybooks(base);
  const blocks: readonly Block[] = [
    { kind: "heading", level: 3, text: [`${counted(known.length, "playbook")} in the base branch`] },
    ...(known.length === 0 ? [none()] : tableOf(known)),
    {
      kind: "paragraph",
      small: true,
      text: say`At ${code(baseSha.slice(0, 7))}. ${code("/playbook run NAME")} runs one at the head commit.`,
    },
  ];
  return { topic, body: `${markerOf(topic)}\n${blocks.map(markdownBlock).join("\n\n")}`, good: true };
}

function none(): Block {
  const text = say`No file there is a playbook: ${code("kubehop playbook new NAME")} writes one to begin with.`;
  return { kind: "paragraph", text };
}

function tableOf(known: readonly KnownPlaybook[]): readonly Block[] {
  const columns = [{ title: "playbook" }, { title: "what it proves" }, { title: "paths" }];
  const rest = known.length - MOST_LISTED;
  const table: Block = { kind: "table", columns, rows: known.slice(0, MOST_LISTED).map(rowOf) };
  return rest <= 0 ? [table] : [table, { kind: "paragraph", text: [`and ${counted(rest, "other")}.`] }];
}

function rowOf({ file, reading: { playbook } }: KnownPlaybook): readonly Phrase[] {
  if (playbook === undefined) {
    return [[code(shorten(file, 120))], say`cannot be read: see ${code("kubehop playbook lint")}`, [""]];
  }
  return [
    say`${code(playbook.name)} (${code(shorten(file, 120))})`,
    [shorten(playbook.description, 200)],
    [paths(playbook)],
  ];
}

function paths({ steps, recommendedPath, minimumPath }: Playbook): string {
  const levels = PATH_LEVELS.filter((path) => steps.some(({ variants }) => variants.has(path)));
  const usable = levels.filter((path) => path >= minimumPath).map((path) => pathName(path));
  return `${usable.join(", ")}; recommended: ${recommendedPath}`;
}
