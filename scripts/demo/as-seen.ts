import { styleText } from "node:util";
import type { SeenCheck } from "../../test/e2e/github-adapter/world.ts";

/** An annotation as GitHub shows it beside a line. */
interface SeenAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly annotation_level: string;
  readonly message: string;
}

const SIGNS: Readonly<Record<string, string>> = { success: "✅", failure: "❌", neutral: "⬜" };
const FACES: Readonly<Record<string, string>> = { eyes: "👀", rocket: "🚀", confused: "😕", "-1": "👎" };
const FIRST_LINES = 14;
const FIRST_ANNOTATIONS = 5;

/** A line that tells what happens next. */
export function heading(text: string): void {
  console.log(`\n${styleText("bold", `── ${text}`)}\n`);
}

/** A check as the pull request's checks tab shows it. */
export function checkAsSeen(check: SeenCheck, annotations: readonly SeenAnnotation[]): string {
  const lines = readable(check.output.summary).slice(0, FIRST_LINES);
  const remarks = annotations.slice(0, FIRST_ANNOTATIONS).map(remark);
  const more = annotations.length - remarks.length;
  return indented([
    `${SIGNS[check.conclusion ?? ""] ?? ""} ${check.name}: ${check.conclusion} · ${check.output.title}`,
    "",
    ...lines,
    ...(remarks.length === 0 ? [] : ["", "Annotations:", ...remarks]),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ]);
}

/** A comment as it stands under the pull request, folded parts closed. */
export function commentAsSeen(body: string, reactions: readonly string[]): string {
  const faces = reactions.map((name) => FACES[name] ?? name).join(" ");
  return indented([`reactions on the question: ${faces}`, "kubehop[bot] commented:", "", ...readable(body)]);
}

function remark({ path, start_line: line, annotation_level: level, message }: SeenAnnotation): string {
  const [first = ""] = message.split("\n");
  return `${level} ${path}:${line} ${first.length > 110 ? `${first.slice(0, 109)}…` : first}`;
}

/** Markdown without its markup: links by their words, folded parts by their summary. */
function readable(markdown: string): readonly string[] {
  return closed(markdown.replaceAll(/<!--.*?-->\n?/gs, ""))
    .replaceAll(/<\/?sub>/g, "")
    .replaceAll(/\[((?:[^\]\\]|\\.)*)\]\([^)\s]*\)/g, "$1")
    .replaceAll(/\*\*|`|\u200b/g, "")
    .replaceAll(/\\([\\*_[\]~$^|#-])/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#124;", "|")
    .replaceAll("&amp;", "&")
    .replaceAll(/\n{2,}(?=▸)/g, "\n")
    .split("\n");
}

/** Folded parts by their summary, the inner ones first: they vanish with what holds them. */
function closed(markdown: string): string {
  const innermost = /<details><summary>((?:(?!<details>).)*?)<\/summary>(?:(?!<details>).)*?<\/details>/gs;
  const folded = markdown.replaceAll(innermost, "▸ $1");
  return folded === markdown ? markdown : closed(folded);
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`.trimEnd()).join("\n");
}
