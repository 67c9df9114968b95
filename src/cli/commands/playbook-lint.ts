import type { PlaybookFinding } from "../../playbook/finding.ts";
import { counted } from "../../source/counted.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import { readPlaybookFile } from "../playbook-file.ts";
import { findingLines, isValid } from "../playbook-findings.ts";
import type { Terminal } from "../terminal.ts";

interface Linted {
  readonly file: string;
  readonly verdict: "valid" | "invalid";
  readonly findings: readonly PlaybookFinding[];
}

/** `kubehop playbook lint FILE…`: exits 2 where one of them is invalid; warnings change nothing. */
export async function runPlaybookLint(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const linted: Linted[] = [];
  for (const file of invocation.positionals) {
    const { findings } = await readPlaybookFile(file, terminal);
    linted.push({ file, verdict: isValid(findings) ? "valid" : "invalid", findings });
  }
  const asJson = invocation.options.get("format") === "json";
  deliver(asJson ? JSON.stringify(document(linted), null, 2) : text(linted), invocation, terminal);
  return linted.every(({ verdict }) => verdict === "valid") ? 0 : 2;
}

/** Of one file its own verdict and findings; of several the list of them under the verdict of all. */
function document(linted: readonly Linted[]): object {
  const [only, ...others] = linted;
  if (only !== undefined && others.length === 0) return { verdict: only.verdict, findings: only.findings };
  const verdict = linted.every((file) => file.verdict === "valid") ? "valid" : "invalid";
  return { verdict, files: linted };
}

function text(linted: readonly Linted[]): string {
  const lines = linted.flatMap(({ file, findings }) => findingLines(file, findings));
  return [...lines, summary(linted)].join("\n");
}

function summary(linted: readonly Linted[]): string {
  const findings = linted.flatMap((file) => file.findings);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const invalid = linted.filter(({ verdict }) => verdict === "invalid").length;
  const verdict = invalid === 0 ? "valid" : `${invalid} invalid`;
  return `${counted(linted.length, "playbook")}: ${verdict}, ${counted(errors, "error")}, ${counted(findings.length - errors, "warning")}`;
}
