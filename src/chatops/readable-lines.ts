/** Bodies are cut here before anything is read: GitHub's own limit of a comment. */
const LONGEST_BODY = 65_536;
const FENCE = /^ {0,3}(`{3,})[^`]*$|^ {0,3}(~{3,})/;
const LIST_MARKER = /^ {0,3}(?:[-*+]|\d{1,9}[.)]) {1,4}/;
const QUOTE = /^ {0,3}>/;
const RAW_HTML = /<(pre|code|blockquote|script|style|textarea|samp|kbd)\b/i;

/**
 * The lines of a comment in which its author speaks: without fenced code (an unclosed fence reaches to the
 * end), indented and inline code, quotes with their lazy continuation, HTML comments and raw HTML code.
 * Whatever Markdown leaves doubtful is left out, because a command that was not meant is worse than one
 * that has to be typed again.
 */
export function readableLines(body: string): readonly string[] {
  const lines = body.slice(0, LONGEST_BODY).split(/\r\n|\n|\r/);
  const paragraphs: string[][] = [[]];
  const scanner = new BlockScanner();
  for (const line of lines) {
    const spoken = scanner.read(line);
    if (spoken === undefined) paragraphs.push([]);
    else paragraphs.at(-1)?.push(spoken);
  }
  return paragraphs.flatMap(outsideCodeSpans);
}

/** Where the scanner is; `indent` is the column at which a list item's content begins. */
type Inside =
  | { readonly kind: "text" }
  | { readonly kind: "quote" }
  | { readonly kind: "fence"; readonly mark: string; readonly indent: number }
  | { readonly kind: "until"; readonly end: string };

class BlockScanner {
  private inside: Inside = { kind: "text" };

  /** The line where it is plain text, undefined where it is anything else or ends a paragraph. */
  read(line: string): string | undefined {
    if (this.inside.kind === "fence") return this.readFence(line, this.inside);
    if (this.inside.kind === "until") return this.readUntil(line, this.inside.end, 0);
    return this.readText(line);
  }

  private readText(line: string): string | undefined {
    if (line.trim() === "") {
      this.inside = { kind: "text" };
      return undefined;
    }
    if (this.inside.kind === "quote" || QUOTE.test(line)) {
      this.inside = { kind: "quote" };
      return undefined;
    }
    if (this.opensFence(line)) return undefined;
    if (/^(?: {4}| {0,3}\t)/.test(line)) return undefined;
    return this.opensHidden(line) ? undefined : line;
  }

  private opensFence(line: string): boolean {
    let content = line;
    for (let marker = LIST_MARKER.exec(content); marker !== null; marker = LIST_MARKER.exec(content)) {
      content = content.slice(marker[0].length);
    }
    const mark = fenceMark(content);
    if (mark === undefined) return false;
    this.inside = { kind: "fence", mark, indent: line.length - content.length };
    return true;
  }

  private readFence(line: string, fence: { mark: string; indent: number }): string | undefined {
    const leavesItem = line.trim() !== "" && indentOf(line) < fence.indent;
    if (leavesItem) {
      this.inside = { kind: "text" };
      return this.readText(line);
    }
    if (closesFence(line.slice(fence.indent), fence.mark)) this.inside = { kind: "text" };
    return undefined;
  }

  private opensHidden(line: string): boolean {
    const comment = line.indexOf("<!--");
    const html = RAW_HTML.exec(line);
    if (comment < 0 && html === null) return false;
    const commentFirst = comment >= 0 && (html === null || comment < html.index);
    if (commentFirst) this.readUntil(line, "-->", comment + 2);
    else this.readUntil(line, `</${html?.[1]?.toLowerCase() ?? ""}`, html?.index ?? 0);
    return true;
  }

  private readUntil(line: string, end: string, from: number): undefined {
    const ends = line.toLowerCase().includes(end, from);
    this.inside = ends ? { kind: "text" } : { kind: "until", end };
    return undefined;
  }
}

function fenceMark(line: string): string | undefined {
  const found = FENCE.exec(line);
  return found?.[1] ?? found?.[2];
}

function closesFence(line: string, mark: string): boolean {
  if (indentOf(line) > 3) return false;
  const run = line.trim();
  return run.length >= mark.length && run === (mark[0] ?? "").repeat(run.length);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The lines of one paragraph that do not begin in a code span and hold no part of one that goes on. */
function outsideCodeSpans(lines: readonly string[]): readonly string[] {
  const text = lines.join("\n");
  if (!text.includes("`")) return lines;
  const spans = codeSpans(text);
  let offset = 0;
  return lines.filter((line) => {
    const start = offset;
    offset += line.length + 1;
    const end = start + line.length;
    const first = end - line.trimStart().length;
    return !spans.some(([from, to]) => (from <= first && to > start) || (from < end && to > end));
  });
}

/** Pairs of backtick runs of one length; a run without a partner is text, as is one behind a backslash. */
function codeSpans(text: string): readonly (readonly [from: number, to: number])[] {
  const runs = [...text.matchAll(/\\`|`+/g)].filter(([run]) => run !== "\\`");
  const starts = Map.groupBy(runs, ([run]) => run.length);
  const passed = new Map<number, number>();
  const spans: [number, number][] = [];
  let reached = 0;
  for (const { 0: run, index } of runs) {
    // Each list is walked once in all, so that thousands of backticks cost no more than their number.
    const next = (passed.get(run.length) ?? 0) + 1;
    passed.set(run.length, next);
    if (index < reached) continue;
    const close = starts.get(run.length)?.[next];
    if (close === undefined) continue;
    reached = close.index + run.length;
    spans.push([index, reached]);
  }
  return spans;
}
