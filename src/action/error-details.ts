import { KubehopError } from "../source/kubehop-error.ts";

/** What the log adds to an error that a user was told: GitHub's own words, or where a defect sits. */
export function errorDetails(error: unknown): string | undefined {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof KubehopError)) return error.stack ?? error.message;
  return error.cause instanceof Error ? `${error.message}\nCaused by: ${error.cause.message}` : undefined;
}
