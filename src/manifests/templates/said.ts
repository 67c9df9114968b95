import { detached } from "../../source/detached.ts";
import type { LocatedText } from "../../source/documents.ts";
import type { Position } from "../../source/line-index.ts";
import { type Branch, detachedBranch } from "./branch.ts";
import { NO_OUTPUTS, OUTPUT, type TemplateLine } from "./template-line.ts";
import { unquoted } from "./yaml-line.ts";

/** A value as a template writes it: text, with an `OUTPUT` for each expression. */
export interface Said {
  readonly path: string;
  readonly text: string;
  readonly outputs: readonly string[];
  /** Where its key stands, or the output that makes the line. */
  readonly at: Position;
  readonly branch: Branch | undefined;
}

/** What the part `value` of a line says, detached from its file. */
export function saidIn({ path, locate }: LocatedText, line: TemplateLine, value: string): Said {
  const bare = unquoted(value.replace(/^&\S+\s+/, "").replace(/,$/, ""));
  const outputs = line.outputs.length === 0 ? NO_OUTPUTS : outputsIn(line, { value, bare });
  return { path, text: detached(bare), outputs, at: locate(line.at), branch: detachedBranch(line.branch) };
}

function outputsIn({ text, outputs }: TemplateLine, { value, bare }: Record<"value" | "bare", string>) {
  const before = countOutputs(text.slice(0, text.lastIndexOf(value)));
  return outputs.slice(before, before + countOutputs(bare)).map(detached);
}

/** The value with its expressions, as the template has it. */
export function asWritten({ text, outputs }: Said): string {
  const pieces = text.split(OUTPUT);
  const written = pieces.map((piece, index) =>
    outputs[index] === undefined ? piece : `${piece}{{ ${outputs[index].slice(0, 80)} }}`,
  );
  return written.join("") || "empty";
}

function countOutputs(text: string): number {
  return text.includes(OUTPUT) ? text.split(OUTPUT).length - 1 : 0;
}
