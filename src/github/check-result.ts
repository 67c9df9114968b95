import {
  ANNOTATIONS_PER_CALL,
  type Annotation,
  type CheckOutput,
  type CheckWords,
  checkOutput,
} from "./check-output.ts";
import { type CheckConclusion, updateCheck } from "./check-run-calls.ts";
import type { Connection } from "./connection.ts";
import { statusOf } from "./request-failure.ts";

/** How a piece of work came out. */
export interface CheckResult extends CheckWords {
  readonly conclusion: CheckConclusion;
  readonly annotations: readonly Annotation[];
}

/** The first part with `write`, which gives the check's number; the other annotations are added to that. */
export async function inParts(
  connection: Connection,
  result: CheckResult,
  write: (part: CheckOutput) => Promise<number>,
): Promise<void> {
  const id = await write(checkOutput(connection, result)).catch((error: unknown) => {
    if (statusOf(error) !== 422 || result.annotations.length === 0) throw error;
    return undefined;
  });
  // GitHub takes all annotations or none: one that it dislikes must not cost the whole check.
  if (id === undefined) await write(checkOutput(connection, { ...result, annotations: [] }));
  else await addAnnotations(connection, id, { result, from: ANNOTATIONS_PER_CALL });
}

/** Adds those annotations to a check run that it does not have yet. */
export async function addAnnotations(
  connection: Connection,
  id: number,
  { result, from }: { readonly result: CheckResult; readonly from: number },
): Promise<void> {
  for (let at = from; at < result.annotations.length; at += ANNOTATIONS_PER_CALL) {
    await updateCheck(connection, id, { output: checkOutput(connection, result, at) });
  }
}
