import type { ScalarNode } from "./tree.ts";

/** In double quotes: an escape sequence, of which `\` at a line's end stands for nothing, or one character. */
const DOUBLE_QUOTED = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n|[^\r\n])|[^\\]/g;
/** In single quotes a quote is written twice. */
const SINGLE_QUOTED = /''|[\s\S]/g;
const AS_WRITTEN = /[\s\S]/g;
/** Escape sequences of blanks and line breaks (YAML 1.2.2 §5.7), and the one for no character at all. */
const BLANK =
  /^(?:\s|\\(?:[ntrvf \tNLP_]|\r?\n|x(?:09|0[aA]|0[bBcCdD]|20|85|[aA]0)|u(?:0009|000[aAbBcCdD]|0020|0085|00[aA]0|202[89])))$/;

/**
 * For each character of a scalar's text the offset in the source where it is written. Folding and quoting
 * change blanks and line breaks only, so the other characters are matched one by one; a blank stands where
 * the character before it ends.
 */
export function alignedOffsets(node: ScalarNode, source: string): readonly number[] {
  const written = writtenOffsets(node, source);
  const offsets: number[] = [];
  let next = 0;
  let behind = node.start;
  for (const unit of node.text.split("")) {
    const offset = /\s/.test(unit) ? undefined : written[next];
    if (offset === undefined) {
      offsets.push(behind);
      continue;
    }
    next += 1;
    offsets.push(offset);
    behind = offset + 1;
  }
  return offsets;
}

/** Offsets of everything in the source that stands for a character other than a blank. */
function writtenOffsets({ start, end, style }: ScalarNode, source: string): readonly number[] {
  const unit =
    style === "double-quoted" ? DOUBLE_QUOTED : style === "single-quoted" ? SINGLE_QUOTED : AS_WRITTEN;
  const offsets: number[] = [];
  for (const match of source.slice(start, end).matchAll(unit)) {
    const [text] = match;
    if (BLANK.test(text)) continue;
    offsets.push(start + match.index);
    // A character beyond U+FFFF is two units of the text.
    if (text.startsWith("\\U") && Number.parseInt(text.slice(2), 16) > 0xffff)
      offsets.push(start + match.index);
  }
  return offsets;
}
