import { styleText } from "node:util";
import type { Block, CommandGroup, Details, Phrase, Span, Task } from "./document.ts";
import { terminalText, withoutCommands } from "./terminal-text.ts";
import { visibleBlock } from "./visible.ts";

/** Whether to write colours; they mark nothing that the words do not say. */
export interface TerminalStyle {
  readonly color: boolean;
}

/** One block for a terminal, without blank lines around it. */
export function terminalBlock(block: Block, style: TerminalStyle): string {
  switch (block.kind) {
    case "heading":
      return paint("bold", terminalPhrase(block.text, style), style);
    case "paragraph":
      return terminalPhrase(block.text, style);
    case "table":
      return terminalTable(block, style);
    case "list":
      return block.items.map((item) => `- ${terminalPhrase(item, style)}`).join("\n");
    case "tasks":
      return block.items.map((task) => terminalTask(task, style)).join("\n");
    case "code":
      return terminalCode(block, style);
    case "details":
      return terminalDetails(block, style);
    default:
      return block satisfies never;
  }
}

/** Unfolded; a part of which a terminal shows nothing (a picture) is left out with its title. */
function terminalDetails({ summary, blocks }: Details, style: TerminalStyle): string {
  const inner = blocks.map((block) => terminalBlock(block, style)).filter((text) => text !== "");
  if (inner.length === 0) return "";
  return [paint("underline", terminalText(summary), style), ...inner].join("\n\n");
}

/** Behind a mark, so that no line of it can pass for one of the report or for a workflow command. */
function terminalCode({ language, text }: Extract<Block, { kind: "code" }>, style: TerminalStyle): string {
  if (language === "mermaid") return "";
  const lines = withoutCommands(visibleBlock(text)).split("\n");
  if (language === "sh") return lines.map((line) => `  ${paint("green", `$ ${line}`, style)}`).join("\n");
  return lines.map((line) => `  ${paint("dim", "│", style)} ${line}`).join("\n");
}

function terminalPhrase(phrase: Phrase, style: TerminalStyle): string {
  return phrase.map((span, index) => terminalSpan(marked(span, phrase[index + 1]), style)).join("");
}

/** A command at a sentence's end is marked: its own last dot (`kubehop check .`) is no full stop. */
function marked(span: Span, next: Span | undefined): Span {
  if (typeof span === "string" || span.kind !== "code" || !span.text.includes(" ")) return span;
  return typeof next === "string" && next.startsWith(".") ? { ...span, text: `\`${span.text}\`` } : span;
}

function terminalSpan(span: Span, style: TerminalStyle): string {
  if (typeof span === "string") return terminalText(span);
  switch (span.kind) {
    case "code":
      return paint("cyan", terminalText(span.text), style);
    case "strong":
      return paint("bold", terminalText(span.text), style);
    case "link":
      return span.code || span.url === undefined
        ? paint("cyan", terminalText(span.label), style)
        : `${terminalText(span.label)}: ${terminalText(span.url)}`;
    default:
      return span satisfies never;
  }
}

/** Columns as wide as their widest cell, numbers to the right. */
function terminalTable(table: Extract<Block, { kind: "table" }>, style: TerminalStyle): string {
  const plain = { color: false };
  const rows = table.rows.map((row) => row.map((cell) => terminalPhrase(cell, plain)));
  const titles = table.columns.map(({ title }) => title);
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return table.columns[column]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [paint("dim", line(titles), style), ...rows.map(line)].join("\n");
}

function terminalTask(task: Task, style: TerminalStyle): string {
  return [
    `[ ] ${terminalPhrase(task.title, style)}`,
    ...task.notes.map((note) => `    ${terminalPhrase(note, style)}`),
    ...task.commands.flatMap((group) => terminalCommands(group, style)),
    ...task.after.map((note) => `    ${terminalPhrase(note, style)}`),
  ].join("\n");
}

function terminalCommands({ where, lines, expects }: CommandGroup, style: TerminalStyle): readonly string[] {
  return [
    ...(where === undefined ? [] : [`    ${terminalPhrase(where, style)}`]),
    ...lines
      .flatMap((text) => text.split("\n"))
      .map((text) => `      ${paint("green", terminalText(text), style)}`),
    ...expects.map((expect) => `    ${terminalPhrase(expect, style)}`),
  ];
}

function paint(
  format: "bold" | "cyan" | "dim" | "green" | "underline",
  text: string,
  { color }: TerminalStyle,
) {
  return color ? styleText(format, text, { validateStream: false }) : text;
}
