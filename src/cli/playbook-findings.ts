import type { PlaybookFinding } from "../playbook/finding.ts";
import { visibleLine } from "../report/visible.ts";

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
