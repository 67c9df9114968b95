import type { Place, SourceFile } from "../source/finding.ts";
import { type Locate, lineIndex, type Position } from "../source/line-index.ts";
import { inOrder, offsetOf, type Splice } from "./splice.ts";

/** A file while it is mended step by step: each fix sees the text that those before it left. */
export class MendedFile {
  readonly before: SourceFile;
  private current: SourceFile;
  private readonly locate: Locate;
  private readonly steps: (readonly Splice[])[] = [];

  constructor(file: SourceFile) {
    this.before = file;
    this.current = file;
    this.locate = lineIndex(file.text);
  }

  get now(): SourceFile {
    return this.current;
  }

  /** Where a place of the file before stands now. */
  placeNow(place: Place): Place {
    const start = offsetOf(this.before.text, place);
    if (this.steps.length === 0 || Number.isNaN(start)) return place;
    const offset = this.steps.reduce((at, step) => moved(at, step), start);
    return { ...place, ...lineIndex(this.current.text)(offset) };
  }

  /** The lines of the file before that a splice of the text now is about. */
  linesBefore({ start, end }: Splice): readonly number[] {
    const last = end > start && this.current.text[end - 1] === "\n" ? end - 1 : end;
    const [from, to] = [start, last].map((offset): Position => this.locate(this.offsetBefore(offset)));
    if (from === undefined || to === undefined) return [];
    return Array.from({ length: Math.max(1, to.line - from.line + 1) }, (_, index) => from.line + index);
  }

  /** Takes what the splices of the text now made of it. */
  take(after: SourceFile, splices: readonly Splice[]): void {
    this.current = after;
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
