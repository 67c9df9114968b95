import type { Locate, Position } from "../../source/line-index.ts";

/** Tells a rendered text's places in the file it came from; see {@link SourceLines.locate}. */
export class SourceLines {
  private readonly lines: readonly string[];
  private byText: Map<string, number[]> | undefined;

  constructor(text: string) {
    this.lines = text.split("\n");
  }

  /**
   * The place of each line of an object that was rendered: where the same line stands in the source behind the
   * object's `apiVersion`, else that one's. A line that is written another way has no better place.
   */
  locate(rendered: string, object: Position): Locate {
    return (offset) => {
      const start = rendered.lastIndexOf("\n", offset - 1) + 1;
      const end = rendered.indexOf("\n", offset);
      const line = rendered.slice(start, end === -1 ? undefined : end);
      const source = this.lineLike(line.trim(), object.line);
      if (source === undefined) return object;
      const shift = indentOf(this.lines[source - 1] ?? "") - indentOf(line);
      return { line: source, column: Math.max(1, offset - start + 1 + shift) };
    };
  }

  private lineLike(text: string, after: number): number | undefined {
    this.byText ??= linesByText(this.lines);
    return this.byText.get(text)?.find((line) => line > after);
  }
}

function linesByText(lines: readonly string[]): Map<string, number[]> {
  const byText = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    const known = byText.get(text);
    if (known === undefined) byText.set(text, [index + 1]);
    else known.push(index + 1);
  }
  return byText;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
