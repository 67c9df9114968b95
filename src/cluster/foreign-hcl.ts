/** A block of Terraform: `resource "aws_eks_cluster" "prod" { … }`, with the attributes at its first level. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  /** Offset of the block's type. */
  readonly start: number;
  readonly attributes: readonly HclAttribute[];
}

export interface HclAttribute {
  readonly name: string;
  /** The text of a string, else the expression as it is written. */
  readonly value: string;
  /** False where `value` is an expression, or a string with interpolation. */
  readonly isText: boolean;
  /** Offset of the value, quotes excluded. */
  readonly start: number;
}

const HEADER = /([A-Za-z_][\w-]*)((?:[ \t]+"[^"\n]*")*)[ \t]*\{/y;
/** Expressions are told, not evaluated, so their beginning is enough, and a long line stays linear. */
const ATTRIBUTE = /([A-Za-z_][\w-]*)[ \t]*=(?!=)[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|([^\n#]{0,200}))/y;
const STRING = /"(?:[^"\\\n]|\\.)*"/y;
const HEREDOC = /<<-?([A-Za-z_]\w*)[ \t]*\r?\n/y;
const WORD = /[\w-]+/y;

/** The blocks at the top level of a Terraform file, with what they set directly. Reads broken files as far as it can. */
export function hclBlocks(text: string): readonly HclBlock[] {
  const blocks: HclBlock[] = [];
  let depth = 0;
  let attributes: HclAttribute[] = [];
  for (let at = 0; at < text.length; ) {
    const header = depth === 0 ? match(HEADER, text, at) : undefined;
    if (header !== undefined) {
      attributes = [];
      const labels = [...(header[2] ?? "").matchAll(/"([^"]*)"/g)].map(([, label = ""]) => label);
      blocks.push({ type: header[1] ?? "", labels, start: at, attributes });
      depth = 1;
      at += header[0].length;
      continue;
    }
    const attribute = depth === 1 ? match(ATTRIBUTE, text, at) : undefined;
    if (attribute !== undefined) {
      attributes.push(attributeFrom(attribute, at));
      at += attribute[2] === undefined ? attribute[0].indexOf("=") + 1 : attribute[0].length;
      continue;
    }
    const passed = passedOver(text, at);
    if (passed > at) {
      at = passed;
      continue;
    }
    const character = text[at];
    if (character === "{") depth += 1;
    if (character === "}") depth = Math.max(depth - 1, 0);
    at += 1;
  }
  return blocks;
}

function attributeFrom(found: RegExpExecArray, at: number): HclAttribute {
  const [whole, name = "", quoted, expression = ""] = found;
  const value = quoted ?? expression.trim();
  const isText = quoted !== undefined && !/\$\{|%\{/.test(quoted);
  return { name, value, isText, start: at + whole.lastIndexOf(value) };
}

/** The end of the comment, string, heredoc or word at `at`; one that is never closed takes the rest. */
function passedOver(text: string, at: number): number {
  if (text[at] === "#" || text.startsWith("//", at)) return after(text.indexOf("\n", at), 0, text);
  if (text.startsWith("/*", at)) return after(text.indexOf("*/", at + 2), 2, text);
  const heredoc = match(HEREDOC, text, at);
  if (heredoc !== undefined) {
    const closing = new RegExp(`^[ \\t]*${heredoc[1]}\\b`, "gm");
    closing.lastIndex = at + heredoc[0].length;
    const found = closing.exec(text);
    return found === null ? text.length : found.index + found[0].length;
  }
  const plain = match(STRING, text, at) ?? match(WORD, text, at);
  return at + (plain?.[0].length ?? 0);
}

function after(found: number, length: number, text: string): number {
  return found === -1 ? text.length : found + length;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
