import { styleText } from "node:util";
import type { Diagnosis } from "../diagnosis/diagnosis.ts";
import type { TerminalStyle } from "./terminal-block.ts";
import { terminalText } from "./terminal-text.ts";

/** Diagnoses for a terminal, with a line on how many there are at their end. */
export function diagnosesText(diagnoses: readonly Diagnosis[], style: TerminalStyle): string {
  if (diagnoses.length === 0) return "Nothing unhealthy was found.";
  const parts = diagnoses.map((diagnosis) => diagnosisText(diagnosis, style));
  return [...parts, `${diagnoses.length} ${diagnoses.length === 1 ? "cause" : "causes"}.`].join("\n\n");
}

function diagnosisText(diagnosis: Diagnosis, { color }: TerminalStyle): string {
  const { class: found, object, count, cause, evidence, next } = diagnosis;
  const paint = (format: "bold" | "green" | "dim", text: string) =>
    color ? styleText(format, terminalText(text), { validateStream: false }) : terminalText(text);
  return [
    `${paint("bold", object)}${count === undefined ? "" : ` (${count} in all)`}  ${found}`,
    `  ${terminalText(cause)}`,
    ...evidence.map((line) => `    ${paint("dim", line)}`),
    `  next: ${paint("green", next)}`,
    `  page: kubehop explain ${found}`,
  ].join("\n");
}
