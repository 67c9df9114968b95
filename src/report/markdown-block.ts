import type { Block, Column, CommandGroup, Phrase, Task } from "./document.ts";
import { markdownPhrase } from "./markdown-phrase.ts";
import { markdownFence, markdownHtmlText } from "./markdown-text.ts";

/** One block as Markdown, without blank lines around it. */
export function markdownBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${markdownPhrase(block.text)}`;
    case "paragraph":
      return block.small === true ? `<sub>${markdownPhrase(block.text)}</sub>` : markdownPhrase(block.text);
    case "table":
      return [...markdownTableHead(block.columns), ...block.rows.map(markdownRow)].join("\n");
    case "list":
      return block.items.map(markdownItem).join("\n");
    case "tasks":
      return block.items.map(markdownTask).join("\n");
    case "code":
      return markdownFence(block.text, block.language);
    case "details":
      return [
        markdownDetailsOpen(block.summary),
        ...block.blocks.map(markdownBlock),
        MARKDOWN_DETAILS_CLOSE,
      ].join("\n\n");
    default:
      return block satisfies never;
  }
}

export const MARKDOWN_DETAILS_CLOSE = "</details>";

/** The first line of a folded part; a blank line must follow, or GitHub reads the rest as HTML. */
export function markdownDetailsOpen(summary: string): string {
  return `<details><summary>${markdownHtmlText(summary)}</summary>`;
}

export function markdownTableHead(columns: readonly Column[]): readonly string[] {
  return [
    markdownRow(columns.map(({ title }) => [title])),
    `|${columns.map(({ align }) => (align === "right" ? "---:" : "---")).join("|")}|`,
  ];
}

export function markdownRow(cells: readonly Phrase[]): string {
  return `| ${cells.map((cell) => markdownPhrase(cell, "cell")).join(" | ")} |`;
}

export function markdownItem(item: Phrase): string {
  return `- ${markdownPhrase(item)}`;
}

/** A task with its commands; everything below the first line is indented, so that it stays inside the item. */
export function markdownTask(task: Task): string {
  const lines: readonly TaskLine[] = [
    { text: `[ ] ${markdownPhrase(task.title)}`, isFence: false },
    ...task.notes.map(textLine),
    ...task.commands.flatMap(commandLines),
    ...task.after.map(textLine),
  ].filter(({ text }) => text !== "");
  return `- ${brokenLines(lines).replaceAll(/\n(?!\n|$)/g, "\n  ")}`;
}

interface TaskLine {
  readonly text: string;
  readonly isFence: boolean;
}

function textLine(phrase: Phrase): TaskLine {
  return { text: markdownPhrase(phrase), isFence: false };
}

function commandLines({ where, lines, expects }: CommandGroup): readonly TaskLine[] {
  return [
    ...(where === undefined ? [] : [textLine(where)]),
    { text: markdownFence(lines.join("\n"), "sh"), isFence: true },
    ...expects.map(textLine),
  ];
}

/** A backslash at the end keeps lines apart inside one paragraph, on every page of GitHub. */
function brokenLines(lines: readonly TaskLine[]): string {
  return lines
    .map(({ text, isFence }, index) => {
      const next = lines[index + 1];
      if (next === undefined) return text;
      return isFence || next.isFence ? `${text}\n` : `${text}\\\n`;
    })
    .join("");
}
