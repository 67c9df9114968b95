import { alignedOffsets } from "./aligned-offsets.ts";
import { readText, type SourceDocuments } from "./documents.ts";
import { type Locate, lineIndex, type Position } from "./line-index.ts";
import type { ScalarNode } from "./tree.ts";
import type { SourceValue } from "./value.ts";

/**
 * Reads the documents that a scalar holds (`data.ClusterConfiguration` of a ConfigMap) with the lines and
 * columns they have in the file, whatever the scalar's style is. `prepare` may put other characters into the
 * text before it is read, as many as there were.
 */
export function readEmbedded(
  value: SourceValue,
  prepare: (text: string) => string = (text) => text,
): SourceDocuments {
  const { node, source, field } = value;
  if (node.kind !== "scalar") return { documents: [], unread: [] };
  const text = prepare(node.text);
  return readText({ path: source.path, text, locate: embeddedLocate(node, value), field });
}

function embeddedLocate(node: ScalarNode, { source }: SourceValue): Locate {
  if (node.style === "literal") return literalLocate(node, source.locate);
  let offsets: readonly number[] | undefined;
  return (offset) => {
    offsets ??= alignedOffsets(node, source.text);
    return source.locate(offsets[offset] ?? node.end);
  };
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
