import { OUTPUT } from "./template-line.ts";
import type { YamlLine } from "./yaml-line.ts";

/** A scalar that may go on in the next lines: in all that are deeper than the column of its key. */
export interface OpenScalar {
  readonly column: number;
  /** A block scalar, or an open quote: what an action writes goes on with it, wherever the action stands. */
  readonly takesOutputs: boolean;
}

const BLOCK_HEADER = /^(?:[&!]\S*\s+)*[|>][-+\d]*$/;
/** Values that leave it to the following lines what they are. */
const NO_SCALAR = /^(?:(?:[&!]\S*\s*)*|[{[]|\0+)$/;

/** The scalar that a line begins, if it begins one. */
export function scalarOf({ key, value, column, content, dashes }: YamlLine): OpenScalar | undefined {
  const text = key === undefined ? content : value;
  const parent = key === undefined ? dashes.at(-1) : column;
  if (parent === undefined || NO_SCALAR.test(text)) return undefined;
  const quote = text[0];
  const isQuoteOpen = (quote === '"' || quote === "'") && !text.includes(quote, 1);
  return { column: parent, takesOutputs: isQuoteOpen || BLOCK_HEADER.test(text) };
}

/** Whether a line is an output and no key. */
export function isOutput({ key, content }: YamlLine): boolean {
  return key === undefined && content.startsWith(OUTPUT);
}
