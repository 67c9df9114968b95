import { CUT_LINE } from "./cut-line.ts";

/** A mapping of YAML in a text, as its lines' indentation shows it, and its `data` and `stringData`. */
export interface YamlMapping {
  readonly kind: string | undefined;
  readonly blocks: readonly DataBlock[];
  /** Something of it is not in the text. */
  readonly isCut: boolean;
}

/** The lines below `data:`, or that line itself where its value follows. */
export interface DataBlock {
  /** `cut off`: the line that says whose they are is not in the text. */
  readonly key: "data" | "stringData" | "cut off";
  readonly first: number;
  /** The line after the last one. */
  readonly end: number;
}

/** What one line says: where its first mark stands, where its key does, the key and what follows it. */
export interface YamlLine {
  readonly indent: number;
  readonly column: number;
  readonly key: string | undefined;
  readonly rest: string;
}

const LINE = /^([ \t]*)((?:- +)*)(?:["']?([\w./-]+)["']?:(?=\s|$)[ \t]*(.*))?/;

export function yamlLine(line: string): YamlLine {
  const [, blanks = "", dashes = "", key, rest = ""] = LINE.exec(line) ?? [];
  return { indent: blanks.length, column: blanks.length + dashes.length, key, rest };
}

/** Every mapping of a text that holds YAML among other things. */
export function yamlMappings(lines: readonly string[]): readonly YamlMapping[] {
  const scan = new Scan();
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== "") scan.line(index, line);
  }
  return scan.end(lines.length);
}

interface OpenMapping extends YamlMapping {
  readonly column: number;
  kind: string | undefined;
  readonly keys: Set<string>;
  readonly blocks: OpenBlock[];
  isCut: boolean;
}

interface OpenBlock extends DataBlock {
  end: number;
}

/** Members that an object has once: a second one begins the next object. */
const OBJECT_KEYS: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata", "data", "stringData"]);

class Scan {
  private readonly done: OpenMapping[] = [];
  /** From the outermost to the innermost. */
  private readonly open: OpenMapping[] = [];
  /** Lines at the beginning, or after a cut, whose parent was not seen. */
  private orphans: { readonly first: number; readonly indent: number } | undefined;
  /** What the line before was, where that matters: nothing, or one that a cut may have shortened. */
  private before: "nothing" | "cut" | "line after a cut" | "line" = "nothing";
  /** The mapping whose `kind` is the last that was read. */
  private lastKind: OpenMapping | undefined;

  line(index: number, line: string): void {
    const isCut = CUT_LINE.test(line);
    if (isCut || /^(?:---|\.\.\.)(?:\s|$)/.test(line)) this.separator(index, isCut);
    else this.content(index, yamlLine(line));
  }

  end(index: number): readonly YamlMapping[] {
    this.close(0, index, false);
    return this.done;
  }

  private content(index: number, read: YamlLine): void {
    this.lastKind = undefined;
    const cutOff = this.cutOffBefore(index, read.indent);
    this.closeBelow(read, index);
    if (read.key === undefined) return;
    const mapping = this.mappingAt(read);
    for (const first of cutOff) mapping.blocks.push({ key: "cut off", first, end: index });
    this.member(mapping, read, index);
  }

  private separator(index: number, isCut: boolean): void {
    // `kind: Se` says nothing.
    if (isCut && this.lastKind !== undefined) this.lastKind.kind = undefined;
    this.close(0, index, isCut);
    this.orphans = undefined;
    this.before = isCut ? "cut" : "nothing";
  }

  /**
   * The first lines of what may be the data of the mapping in which this line stands. The first line after a cut may
   * be the end of one: its indent tells nothing.
   */
  private cutOffBefore(index: number, indent: number): readonly number[] {
    const { before, orphans } = this;
    this.before = before === "cut" ? "line after a cut" : "line";
    if (before === "line after a cut") {
      this.orphans = { first: index - 1, indent };
      return [index - 1];
    }
    if (before === "nothing" && indent > 0) this.orphans = { first: index, indent };
    if (before !== "line" || orphans === undefined || indent >= orphans.indent) return [];
    this.orphans = undefined;
    return [orphans.first];
  }

  private closeBelow({ indent, column, key }: YamlLine, index: number): void {
    this.close(indent + 1, index, false);
    const same = this.open.at(-1);
    if (same === undefined || same.column !== column) return;
    endBlocks(same, index);
    if (key !== undefined && OBJECT_KEYS.has(key) && same.keys.has(key)) this.close(column, index, false);
  }

  private close(from: number, index: number, isCut: boolean): void {
    for (let last = this.open.at(-1); last !== undefined && last.column >= from; last = this.open.at(-1)) {
      endBlocks(last, index);
      last.isCut ||= isCut || (last.keys.has("apiVersion") && last.kind === undefined);
      this.done.push(last);
      this.open.pop();
    }
  }

  private mappingAt({ column }: YamlLine): OpenMapping {
    const last = this.open.at(-1);
    if (last?.column === column) return last;
    const mapping = { column, kind: undefined, keys: new Set<string>(), blocks: [], isCut: false };
    this.open.push(mapping);
    return mapping;
  }

  private member(mapping: OpenMapping, { key = "", rest }: YamlLine, index: number): void {
    mapping.keys.add(key);
    if (key === "kind") {
      mapping.kind = rest.replaceAll(/["']|\s+#.*|\s+$/g, "");
      this.lastKind = mapping;
    }
    if (key !== "data" && key !== "stringData") return;
    const isBlock = rest === "" || rest.startsWith("#");
    mapping.blocks.push(
      isBlock
        ? { key, first: index + 1, end: Number.POSITIVE_INFINITY }
        : { key, first: index, end: index + 1 },
    );
  }
}

function endBlocks({ blocks }: OpenMapping, index: number): void {
  for (const block of blocks) block.end = Math.min(block.end, index);
}
