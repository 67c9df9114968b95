import type { Door } from "../../chatops/door.ts";
import { checkIdOf, checkNameOf } from "../../chatops/playbooks/run-names.ts";
import type { CheckResult } from "../../github/check-result.ts";
import type { CheckIdentity } from "../../github/check-run-calls.ts";
import { statusOf } from "../../github/request-failure.ts";
import type { CheckedReport } from "./checked-report.ts";

/** Which check run a run has. */
export function identityOf({ playbook, headSha, runId, attempt }: CheckedReport): CheckIdentity {
  return { name: checkNameOf(playbook), headSha, externalId: checkIdOf(runId, attempt) };
}

/**
 * Completes the check run that was opened when the workflow began, or publishes one. Where GitHub lets nobody change
 * that any more a new one of the same name takes its place.
 */
export async function reportCheck(report: CheckedReport, result: CheckResult, door: Door): Promise<void> {
  const identity = identityOf(report);
  const open = await door.gitHub.findCheck(identity);
  if (open === undefined) return door.gitHub.publishCheck({ ...identity, ...result });
  try {
    await door.gitHub.completeCheck(open.id, result);
  } catch (error) {
    const status = statusOf(error);
    if (status !== 403 && status !== 404 && status !== 422) throw error;
    door.note(error);
    await door.gitHub.publishCheck({ ...identity, externalId: `${identity.externalId}:again`, ...result });
  }
}
