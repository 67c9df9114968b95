import type { PlaybookFinding } from "../playbook/finding.ts";
import type { Playbook } from "../playbook/playbook.ts";
import { visibleLine } from "../report/visible.ts";
import { readPlaybookFile } from "./playbook-file.ts";
import type { Terminal } from "./terminal.ts";

/** A playbook that was found valid, and of which bytes it was read. */
export interface ValidPlaybook {
  readonly playbook: Playbook;
  readonly digest: string;
}

/** Reads a playbook that is to be used; undefined for an invalid one, whose errors are told on standard error. */
export async function validPlaybook(file: string, terminal: Terminal): Promise<ValidPlaybook | undefined> {
  const { playbook, digest = "", findings } = await readPlaybookFile(file, terminal);
  if (playbook !== undefined) return { playbook, digest };
  const errors = findings.filter(({ severity }) => severity === "error");
  terminal.error.write(`${findingLines(file, errors).join("\n")}\n`);
  return undefined;
}

/** One line a finding, as compilers write them: `shop.yaml:12:5: error: … [unknown-key]`. */
export function findingLines(path: string, findings: readonly PlaybookFinding[]): readonly string[] {
  const file = visibleLine(path === "-" ? "<standard input>" : path);
  return findings.map(({ severity, line, column, code, message }) => {
    return `${file}:${line}:${column}: ${severity}: ${visibleLine(message)} [${code}]`;
  });
}

export function isValid(findings: readonly PlaybookFinding[]): boolean {
  return findings.every(({ severity }) => severity !== "error");
}
