import { addAnnotations, type CheckResult, inParts } from "./check-result.ts";
import { type CheckIdentity, createCheck, findCheck } from "./check-run-calls.ts";
import type { Connection } from "./connection.ts";
import { statusOf } from "./request-failure.ts";

/** A finished check run. */
export interface CompletedCheck extends CheckIdentity, CheckResult {}

/** Publishes a finished check run once, also where an earlier process was killed while it did. */
export async function publishCheck(connection: Connection, check: CompletedCheck): Promise<void> {
  const { journal } = connection;
  const key = keyOf(connection, check);
  const wasCutOff = journal?.begin(key) === true;
  try {
    const earlier = wasCutOff ? await findCheck(connection, check) : undefined;
    if (earlier === undefined) await create(connection, check);
    else await addAnnotations(connection, earlier.id, { result: check, from: earlier.annotations });
  } catch (error) {
    // Refused for good; whatever else went wrong may have arrived.
    if ((statusOf(error) ?? 500) < 500) journal?.end(key);
    throw error;
  }
  journal?.end(key);
}

async function create(connection: Connection, check: CompletedCheck): Promise<void> {
  const completed = { status: "completed", conclusion: check.conclusion } as const;
  await inParts(connection, check, (output) => createCheck(connection, check, { ...completed, output }));
}

function keyOf({ repository }: Connection, { headSha, externalId }: CheckIdentity): string {
  return `check ${repository.owner}/${repository.repo} ${headSha} ${externalId}`;
}
