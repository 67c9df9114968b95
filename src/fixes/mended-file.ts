import type { Place, SourceFile } from "../source/finding.ts";
import { lineIndex, type Position } from "../source/line-index.ts";
import { inOrder, offsetOf, type Splice, spliced } from "./splice.ts";

/** A file while it is mended step by step: each fix sees the text that those before it left. */
export class MendedFile {
  readonly before: SourceFile;
  private text: string;
  private readonly steps: (readonly Splice[])[] = [];

  constructor(file: SourceFile) {
    this.before = file;
    this.text = file.text;
  }

  get now(): SourceFile {
    return { path: this.before.path, text: this.text };
  }

  /** Where a place of the file before stands now. */
  placeNow(place: Place): Place {
    const start = offsetOf(this.before.text, place);
    if (this.steps.length === 0 || Number.isNaN(start)) return place;
    const offset = this.steps.reduce((at, step) => moved(at, step), start);
    return { ...place, ...lineIndex(this.text)(offset) };
  }

  /** The lines of the file before that a splice of the text now is about. */
  linesBefore({ start, end }: Splice): readonly number[] {
    const locate = lineIndex(this.before.text);
    const last = end > start && this.text[end - 1] === "\n" ? end - 1 : end;
    const [from, to] = [start, last].map((offset): Position => locate(this.offsetBefore(offset)));
    if (from === undefined || to === undefined) return [];
    return Array.from({ length: Math.max(1, to.line - from.line + 1) }, (_, index) => from.line + index);
  }

  /** Takes splices of the text now, which must not overlap. */
  take(splices: readonly Splice[]): void {
    this.text = spliced(this.text, splices) ?? this.text;
    this.steps.push(splices);
  }

  private offsetBefore(offset: number): number {
    return this.steps.reduceRight((at, step) => movedBack(at, step), offset);
  }
}

/** Where an offset stands after a step; what lay inside a replacement is at its start. */
function moved(offset: number, step: readonly Splice[]): number {
  let shift = 0;
  for (const { start, end, to } of inOrder(step)) {
    if (offset < start) break;
    if (offset < end) return start + shift;
    shift += to.length - (end - start);
  }
  return offset + shift;
}

function movedBack(offset: number, step: readonly Splice[]): number {
  let shift = 0;
  for (const { start, end, to } of inOrder(step)) {
    if (offset < start + shift) break;
    if (offset < start + shift + to.length) return start;
    shift += to.length - (end - start);
  }
  return offset - shift;
}
