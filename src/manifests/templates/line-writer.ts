import { armsOf, type Branch, bothOf } from "./branch.ts";
import { NO_OUTPUTS, OUTPUT, type TemplateLine } from "./template-line.ts";
import { indentOf } from "./yaml-line.ts";

/** Where a line could be written in more ways, only what they have in common is kept. */
const MOST_WAYS = 16;
/** What stands behind this in a line that actions put together names no API. */
const LONGEST_LINE = 2_000;
/** Blocks nested deeper are not told apart any more. */
const DEEPEST = 48;

/**
 * Puts lines together from the texts and outputs of a template. The arms of a block are other ways to write the
 * same stretch: each begins with the line that was under way where the block opened, and after the block the line
 * goes on in all the ways in which an arm left it.
 */
export class LineWriter {
  private readonly emit: (line: TemplateLine) => void;
  private readonly blocks: Block[] = [];
  private ways: readonly Way[] = FRESH_ONLY;
  private branch: Branch | undefined;
  /** How many line ends were written. */
  private ended = 0;

  constructor(emit: (line: TemplateLine) => void) {
    this.emit = emit;
  }

  get currentBranch(): Branch | undefined {
    return this.branch;
  }

  /** Writes a text that stands at the offset `at` of the file. */
  write(text: string, at: number): void {
    let from = 0;
    for (let newline = text.indexOf("\n"); newline !== -1; newline = text.indexOf("\n", from)) {
      const part = text.slice(from, newline);
      if (this.ways === FRESH_ONLY) {
        this.tellWhole(part, at + from);
        this.ended += 1;
      } else {
        this.append(part, NO_OUTPUTS, at + from);
        this.endLine();
      }
      from = newline + 1;
    }
    this.append(text.slice(from), NO_OUTPUTS, at + from);
  }

  output(expression: string, at: number): void {
    this.append(OUTPUT, [expression], at);
  }

  /** An output whose text brings its own line end along, as `{{- include "x" . }}` behind a finished line does. */
  lineOfOutput(expression: string, at: number): void {
    if (this.ways.every(isFinished)) this.endLine();
    this.output(expression, at);
  }

  /** Opens a block that begins at the offset `number` of the file. */
  open(condition: string, number: number): void {
    const outer = this.branch;
    const question = condition.includes("\n") ? condition.replaceAll(/\s+/g, " ") : condition;
    const isTooDeep = this.blocks.length >= DEEPEST;
    const { ways: before, ended } = this;
    this.blocks.push({ outer, question, number, before, ended, left: [], arms: 1, isTotal: false });
    if (isTooDeep) return;
    this.branch = {
      ...(outer === undefined ? {} : { outer }),
      question,
      block: number,
      arm: 0,
      condition: question,
    };
  }

  next(condition: string): void {
    const block = this.blocks.at(-1);
    if (block === undefined) return;
    // What an arm of several lines ends with is a line of its own: the next arm's lines stand behind it.
    if (this.ended > block.ended) for (const way of this.ways) this.tell(way);
    block.left.push(...this.ways);
    block.ended = this.ended;
    this.ways = block.before;
    if (this.branch !== undefined && this.branch.block === block.number) {
      this.branch = { ...this.branch, arm: block.arms, condition };
    }
    block.arms += 1;
    block.isTotal ||= condition === "";
  }

  close(): void {
    const block = this.blocks.pop();
    if (block === undefined) return;
    this.ways = distinct([...(block.isTotal ? [] : block.before), ...block.left, ...this.ways]);
    this.branch = block.outer;
    if (this.ways.length > MOST_WAYS) this.limitWays();
  }

  /** Ends the line under way. */
  endLine(): void {
    for (const way of this.ways) this.tell(way);
    this.ways = FRESH_ONLY;
    this.ended += 1;
  }

  /** Ends the last line. Gives the block that nobody closed, the innermost one. */
  finish(): UnclosedBlock | undefined {
    this.endLine();
    const block = this.blocks.at(-1);
    return block === undefined ? undefined : { question: block.question, at: block.number };
  }

  /** Helm takes `---` for a marker also where trimming has put something behind it. */
  private append(text: string, outputs: readonly string[], at: number): void {
    if (text === "") return;
    if (this.ways.every(isMarker) && text.trim() !== "") this.endLine();
    this.ways = this.ways.map((way) => added(way, { text, outputs, at, branch: this.branch }));
  }

  /** A line that lies in one text; most lines do. */
  private tellWhole(text: string, at: number): void {
    const content = indentOf(text);
    if (content < text.length)
      this.emit({ text, outputs: NO_OUTPUTS, at: at + content, branch: this.branch });
  }

  private tell({ text, outputs, at, branch, told }: Way): void {
    if (told.isTold || at === -1) return;
    told.isTold = true;
    this.emit({ text, outputs, at, branch });
  }

  /** Lines that arms began are told as they are; ways to go on with the same line become one that is not clear. */
  private limitWays(): void {
    const starts = Map.groupBy(this.ways, ({ at }) => at);
    const lines = [...starts.values()].flatMap((ways) => (ways.length === 1 ? ways : [inCommon(ways)]));
    if (lines.length > MOST_WAYS) for (const line of lines) this.tell(line);
    this.ways = lines.slice(-MOST_WAYS);
  }
}

export interface UnclosedBlock {
  /** What opened it: `if .Values.x`. */
  readonly question: string;
  /** Offset in the file of its beginning. */
  readonly at: number;
}

/** A way in which the line under way may have been written so far. */
interface Way extends TemplateLine {
  /** Shared by the copies that arms make of a line before they add to it: it is told once. */
  readonly told: { isTold: boolean };
}

const FRESH: Way = { text: "", outputs: NO_OUTPUTS, at: -1, branch: undefined, told: { isTold: false } };
const FRESH_ONLY: readonly Way[] = [FRESH];

interface Block {
  readonly outer: Branch | undefined;
  readonly question: string;
  readonly number: number;
  readonly before: readonly Way[];
  /** How many line ends were written where the current arm began. */
  ended: number;
  /** What the arms before the current one left under way. */
  readonly left: Way[];
  arms: number;
  /** It has a bare `else`: one arm is always taken. */
  isTotal: boolean;
}

/** A line that ends with a value, or that is one output which brings its indentation along. */
function isFinished({ text, outputs }: Way): boolean {
  if (/^[\s\0]*$/.test(text)) return outputs.some((output) => output.includes("indent "));
  return /[^\s:-]\s*$/.test(text);
}

function isMarker({ text }: Way): boolean {
  return text.startsWith("---") && text.trimEnd() === "---";
}

function added(way: Way, piece: TemplateLine): Way {
  if (way.text.length > LONGEST_LINE) return way;
  const text = way.text + piece.text;
  const content = indentOf(piece.text);
  if (content === piece.text.length) return { ...way, text };
  return {
    text,
    outputs: piece.outputs.length === 0 ? way.outputs : [...way.outputs, ...piece.outputs],
    at: way.at === -1 ? piece.at + content : way.at,
    branch: way.at === -1 ? piece.branch : bothOf(way.branch, piece.branch),
    told: { isTold: false },
  };
}

/** The ways that differ: blank ones are one, and what was told is needed only where nothing else is under way. */
function distinct(ways: readonly Way[]): readonly Way[] {
  if (ways.every((way) => way === FRESH)) return FRESH_ONLY;
  const blank = ways.find(({ at }) => at === -1);
  const written = new Set(ways.filter(({ at, told }) => at !== -1 && !told.isTold));
  const all = [...(blank === undefined ? [] : [blank]), ...written];
  return all.length === 0 ? ways.slice(-1) : all;
}

/** What all ways begin with, followed by an output that nobody can tell. */
function inCommon(ways: readonly Way[]): Way {
  const [first = FRESH, ...others] = ways;
  const length = Math.min(...others.map(({ text }) => commonLength(first.text, text)));
  const text = first.text.slice(0, length);
  const outputs = [...first.outputs.slice(0, text.split(OUTPUT).length - 1), ""];
  const branch = armsOf(first.branch).at(-1);
  return { text: text + OUTPUT, outputs, at: first.at, branch, told: { isTold: false } };
}

function commonLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length += 1;
  return length;
}
