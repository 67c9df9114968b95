import { stars } from "./ranges.ts";
import { type DataBlock, type YamlMapping, yamlLine, yamlMappings } from "./yaml-mappings.ts";

/**
 * Takes the values of `data` and `stringData` out of every Secret in a text that holds YAML among other things,
 * whole or cut.
 */
export function withoutYamlSecrets(text: string): string {
  if (!/^[ \t-]*["']?(?:stringData|data|kind)["']?:/m.test(text)) return text;
  const lines = text.split("\n");
  const blocks = yamlMappings(lines).flatMap((mapping) => secretBlocks(mapping, lines));
  for (const block of blocks) starBlock(lines, block);
  return lines.join("\n");
}

function secretBlocks({ kind, blocks, isCut }: YamlMapping, lines: readonly string[]): readonly DataBlock[] {
  if (kind !== undefined) return kind === "Secret" ? blocks : [];
  return blocks.filter(
    (block) => block.key === "stringData" || (block.key === "data" && isCut && isBase64(block, lines)),
  );
}

/** The last value may be cut. */
function isBase64({ first, end }: DataBlock, lines: readonly string[]): boolean {
  const values = lines
    .slice(first, end)
    .filter((line) => line.trim() !== "")
    .map((line) => yamlLine(line).rest);
  return values.every(
    (value, index) =>
      /^[\w+/]*={0,2}$/.test(value) && (value.length % 4 === 0 || index === values.length - 1),
  );
}

/** Names stay, because they say what was read; values and their further lines go. */
function starBlock(lines: string[], { first, end }: DataBlock): void {
  const column = Math.min(
    ...lines.slice(first, end).flatMap((line) => (line.trim() === "" ? [] : [yamlLine(line).column])),
  );
  for (let index = first; index < Math.min(end, lines.length); index += 1) {
    const line = lines[index] ?? "";
    const read = yamlLine(line);
    const kept =
      read.key !== undefined && read.column === column ? line.length - read.rest.length : read.column;
    lines[index] = line.slice(0, kept) + stars(line.length - kept);
  }
}
