import type { SourceValue } from "../source/value.ts";
import { lineAt, lineEndAt, lineStart, type Splice } from "./splice.ts";

/** The splices that make a list of a mapping of arguments, or what stands in the way. */
export type ArgumentList = { readonly splices: readonly Splice[] } | { readonly problem: string };

const NOT_BY_LINES: ArgumentList = { problem: "it is not written one argument a line" };

/** Each line `key: value` becomes `- name: key` and `value: value`; comments and quotes stay as they are. */
export function argumentList(text: string, holder: SourceValue, key: string): ArgumentList {
  const given = holder.get(key);
  const head = holder.keyPosition(key);
  if (given === undefined || head === undefined) return NOT_BY_LINES;
  if (given.kind === "scalar") return given.text() === undefined ? { splices: [] } : NOT_BY_LINES;
  const [empty] = /^\{\s*\}/.exec(text.slice(given.node.start, given.node.start + 50)) ?? [];
  if (empty !== undefined) {
    return { splices: [{ start: given.node.start, end: given.node.start + empty.length, to: "[]" }] };
  }
  if (!/^\s*["']?\w+["']?:\s*(?:#.*)?$/.test(lineAt(text, head.line))) return NOT_BY_LINES;
  return bySingleLines(text, given, head.line);
}

function bySingleLines(text: string, given: SourceValue, head: number): ArgumentList {
  const splices: Splice[] = [];
  let above = head;
  for (const [name, value] of given.entries()) {
    const line = given.keyPosition(name)?.line ?? 0;
    const entry = /^( *)(["']?[\w.-]+["']?):[ \t]+(\S.*)$/.exec(lineAt(text, line));
    if (line <= above || entry === null || !isOnLine(value, line)) return NOT_BY_LINES;
    if (typeof value.plain() !== "string")
      return { problem: `kubeadm takes texts only: put the value of ${name} into quotes` };
    above = line;
    const [whole, indent = "", key = "", rest = ""] = entry;
    const start = lineStart(text, line);
    const to = `${indent}- name: ${key}${lineEndAt(text, line)}${indent}  value: ${rest}`;
    splices.push({ start, end: start + whole.length, to });
  }
  return { splices };
}

function isOnLine({ kind, node, source }: SourceValue, line: number): boolean {
  if (kind !== "scalar" || node.kind !== "scalar" || node.style === "literal" || node.style === "folded")
    return false;
  const isAliasOrTagged = /[&*!]/.test(source.text.slice(Math.max(0, node.start - 1), node.start));
  return !isAliasOrTagged && source.locate(node.start).line === line && source.locate(node.end).line === line;
}
