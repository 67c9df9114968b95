import type { Block, Column, CommandGroup, Phrase, Task } from "./document.ts";
import { markdownPhrase } from "./markdown-phrase.ts";
import { markdownCode, markdownFence, markdownHtmlText } from "./markdown-text.ts";

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
  return `| ${cells.map(markdownPhrase).join(" | ")} |`;
}

export function markdownItem(item: Phrase): string {
  return `- ${markdownPhrase(item)}`;
}

/** A task with its commands; everything below the first line is indented, so that it stays inside the item. */
export function markdownTask(task: Task): string {
  const title = `[ ] ${markdownPhrase(task.title)}`;
  const lines = [
    brokenLines([title, ...task.notes.map(markdownPhrase)]),
    ...task.commands.map((group) => commandLines(group, task.commands.length > 1)),
    brokenLines(task.after.map(markdownPhrase)),
  ].filter((part) => part !== "");
  return `- ${lines.join("\n").replaceAll(/\n(?!\n|$)/g, "\n  ")}`;
}

/** A backslash at the end keeps lines apart inside one paragraph, on every page of GitHub. */
function brokenLines(lines: readonly string[]): string {
  return lines.filter((line) => line !== "").join("\\\n");
}

function commandLines(group: CommandGroup, named: boolean): string {
  const fence = markdownFence(group.lines.join("\n"), "sh");
  return named ? `on ${markdownCode(group.on)}:\n${fence}` : fence;
}
