import type { Mention } from "./value.ts";

/** A mention of a Kubernetes version, with the place where it was written. */
export interface Written extends Mention {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** `likely` inside a branch of a template, as it may not be rendered; `proven` everywhere else. */
  readonly certainty: "proven" | "likely";
  readonly isTemplate: boolean;
}

/** A file of the corpus. */
export interface CorpusFile {
  readonly path: string;
  readonly text: string;
  /** YAML documents, or one for a JSON file; whether they hold an object of Kubernetes or not. */
  readonly documents: number;
  /** Every version that the file mentions, old or not. */
  readonly written: readonly Written[];
}

/** A file without a mention: continuous integration, values, prose. */
export function plainFile(path: string, text: string): CorpusFile {
  return { path, text, documents: /\.(?:ya?ml|json)$/.test(path) ? 1 : 0, written: [] };
}
