import { type FlowEntry, FlowReader, type FlowStart } from "./flow-reader.ts";
import type { TemplateLine } from "./template-line.ts";
import type { YamlLine } from "./yaml-line.ts";

/** Whether a text begins a collection in flow style. */
export function isCollection(text: string): boolean {
  return text.startsWith("{") || text.startsWith("[");
}

/** A collection in flow style whose lines are being read. */
export class OpenFlow {
  private readonly reader: FlowReader;
  /** Of the key or dash that it stands behind. */
  private readonly column: number;
  /** The offset of the line that opens it, and the column where it does. */
  private readonly at: number;
  private readonly from: number;

  constructor(start: FlowStart, opening: OpeningLine, says: (entry: FlowEntry) => void) {
    const { key, content, value, dashes, column } = opening.yaml;
    this.reader = new FlowReader(start, says);
    this.column = key === undefined ? (dashes.at(-1) ?? -1) : column;
    this.at = opening.line.at;
    this.from = opening.line.text.indexOf(key === undefined ? content : value, column);
  }

  /** Whether it goes on in a line: less deep than what it is the value of, only its end may stand. */
  goesOnIn({ text, at }: TemplateLine, indent: number): boolean {
    return at === this.at || indent > this.column || /[\]},]/.test(text[indent] ?? "");
  }

  /** Reads a line; false once the collection is closed. */
  add(line: TemplateLine): boolean {
    return this.reader.add(line, line.at === this.at ? this.from : 0);
  }
}

interface OpeningLine {
  readonly line: TemplateLine;
  readonly yaml: YamlLine;
}
