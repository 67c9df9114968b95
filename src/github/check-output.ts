import type { Connection } from "./connection.ts";
import { outgoing } from "./outgoing.ts";

/** One line of a file with something to say; lines and columns are 1-based, columns only on one line. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

/** What a check run shows. */
export interface CheckWords {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
}

/** A part of a check's output, as one call takes it. */
export interface CheckOutput extends CheckWords {
  readonly annotations: Annotation[];
}

/** GitHub takes 50 annotations a call; updates append. */
export const ANNOTATIONS_PER_CALL = 50;

/** The words without secrets, and the annotations of one call. */
export function checkOutput(
  connection: Connection,
  { title, summary, text, annotations }: CheckWords & { readonly annotations: readonly Annotation[] },
  from = 0,
): CheckOutput {
  const clean = (words: string) => outgoing(connection, words);
  return {
    title: clean(title),
    summary: clean(summary),
    ...(text === undefined ? {} : { text: clean(text) }),
    annotations: annotations.slice(from, from + ANNOTATIONS_PER_CALL).map((annotation) => ({
      ...annotation,
      message: clean(annotation.message),
      ...(annotation.title === undefined ? {} : { title: clean(annotation.title) }),
      ...(annotation.raw_details === undefined ? {} : { raw_details: clean(annotation.raw_details) }),
    })),
  };
}
