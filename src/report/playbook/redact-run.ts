import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { redaction } from "../../source/redaction.ts";

/**
 * The run without secrets, in every text that it holds: what each report is made of.
 *
 * @param knownSecrets values that must not be seen, as they are
 */
export function redactRun(run: PlaybookRun, knownSecrets: readonly string[]): PlaybookRun {
  const redact = redaction(knownSecrets);
  return redacted(run, redact) as PlaybookRun;
}

function redacted(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((item) => redacted(item, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redacted(item, redact)]));
}
