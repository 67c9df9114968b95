import { parseArgs } from "node:util";

/** What the command line of the benchmark says. */
export interface ScanOptions {
  readonly documents: number;
  readonly seed: number;
  /** The target, such as `1.36`. */
  readonly to: string;
  readonly runs: number;
  /** Somebody's own folder to scan, instead of a corpus that is made. */
  readonly directory: string | undefined;
  /** A file for every row of the comparison, as JSON. */
  readonly details: string | undefined;
  readonly growth: boolean;
  readonly keep: boolean;
}

export function scanOptions(words: readonly string[]): ScanOptions {
  const { values } = parseArgs({
    args: [...words],
    allowNegative: true,
    options: {
      documents: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      to: { type: "string", default: "1.36" },
      runs: { type: "string", default: "5" },
      directory: { type: "string" },
      details: { type: "string" },
      growth: { type: "boolean", default: true },
      keep: { type: "boolean", default: false },
    },
  });
  return {
    ...values,
    directory: values.directory,
    details: values.details,
    documents: wholeNumber("documents", values.documents),
    seed: wholeNumber("seed", values.seed),
    runs: wholeNumber("runs", values.runs),
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} takes a whole number from 1, not ${text}`);
  return Number(text);
}
