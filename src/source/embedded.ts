import { readText, type SourceDocuments } from "./documents.ts";
import { type Locate, lineIndex, type Position } from "./line-index.ts";
import type { ScalarNode } from "./tree.ts";
import type { SourceValue } from "./value.ts";

/**
 * Reads the documents that a scalar holds (`data.ClusterConfiguration` of a ConfigMap) with the lines and
 * columns they have in the file, for literal block scalars and for quoted ones with `\n` escapes.
 */
export function readEmbedded(value: SourceValue): SourceDocuments {
  const { node, source, field } = value;
  if (node.kind !== "scalar") return { documents: [], unread: [] };
  return readText({ path: source.path, text: node.text, locate: embeddedLocate(node, value), field });
}

function embeddedLocate(node: ScalarNode, value: SourceValue): Locate {
  const { locate, text } = value.source;
  switch (node.style) {
    case "literal":
      return literalLocate(node, locate);
    case "double-quoted":
      return escapedLocate(node, locate, text);
    case "plain":
    case "single-quoted":
      return (offset) => locate(node.start + offset);
    case "folded":
      return () => locate(node.start);
    default:
      return node.style satisfies never;
  }
}

/** Each line of a literal block stands on a line of its own, moved right by the block's indentation. */
function literalLocate(node: ScalarNode, outer: Locate): Locate {
  const inner = lineIndex(node.text);
  return (offset): Position => {
    const first = outer(node.start);
    const { line, column } = inner(offset);
    return { line: first.line + line - 1, column: column + node.indent };
  };
}

/** Every character of a one-line double-quoted scalar is one character or one escape sequence of the source. */
function escapedLocate(node: ScalarNode, outer: Locate, text: string): Locate {
  const raw = text.slice(node.start, node.end);
  const offsets: number[] = [];
  for (const match of raw.matchAll(/\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[\s\S])|[^\\]/g)) {
    offsets.push(node.start + match.index);
  }
  return (offset) => outer(offsets[offset] ?? node.start);
}
