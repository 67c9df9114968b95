import type { Playbook } from "../playbook/playbook.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { nearest } from "../source/nearest.ts";
import type { KnownPlaybook } from "./known-playbooks.ts";

/** A playbook that can be run. */
export interface FoundPlaybook extends KnownPlaybook {
  readonly playbook: Playbook;
}

/**
 * The playbook of this name, or in this file.
 *
 * @throws {KubehopError} `unknown-playbook` where there is none or more than one, `invalid-playbook` where it
 *   cannot be run
 */
export function findPlaybook(known: readonly KnownPlaybook[], wanted: string): FoundPlaybook {
  const path = wanted.replace(/^(?:\.\/)+/, "");
  const inFile = known.filter(({ file }) => file === path);
  const candidates = inFile.length > 0 ? inFile : namedLike(known, wanted);
  const [found, second] = candidates;
  if (found === undefined) throw unknown(known, wanted);
  if (second !== undefined) throw ambiguous(candidates, wanted);
  const { playbook } = found.reading;
  if (playbook === undefined) throw invalid(found);
  return { ...found, playbook };
}

/** A broken playbook has no name that could be read: its file's stands for it. */
function namedLike(known: readonly KnownPlaybook[], wanted: string): readonly KnownPlaybook[] {
  const named = known.filter(({ reading }) => reading.playbook?.name === wanted);
  if (named.length > 0) return named;
  return known.filter(({ file, reading }) => reading.playbook === undefined && stemOf(file) === wanted);
}

function stemOf(file: string): string {
  return (file.split("/").at(-1) ?? "").replace(/\.[^.]+$/, "");
}

function unknown(known: readonly KnownPlaybook[], wanted: string): KubehopError {
  const names = known.map(({ file, reading }) => reading.playbook?.name ?? file);
  const near = nearest(wanted, names, 4);
  const problem = `There is no playbook ${quoted(wanted)}`;
  return new KubehopError({
    code: "unknown-playbook",
    message: near === undefined ? `${problem}.` : `${problem}: did you mean ${near}?`,
    remedy:
      names.length === 0 ? "No file here is a playbook." : `There are ${names.slice(0, 20).join(", ")}.`,
  });
}

function ambiguous(candidates: readonly KnownPlaybook[], wanted: string): KubehopError {
  return new KubehopError({
    code: "unknown-playbook",
    message: `${candidates.length} playbooks have the name ${quoted(wanted)}.`,
    remedy: `Name the file: ${candidates.map(({ file }) => file).join(", ")}.`,
  });
}

function invalid({ file, reading }: KnownPlaybook): KubehopError {
  const [first, ...others] = reading.findings.filter(({ severity }) => severity === "error");
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return new KubehopError({
    code: "invalid-playbook",
    message: `The playbook cannot be run: ${first?.message ?? "it is invalid."}${more}`,
    remedy: `\`kubehop playbook lint ${file}\` shows all that is wrong.`,
    where: { path: file, ...(first === undefined ? {} : { line: first.line, column: first.column }) },
  });
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text);
}
