import { type CheckWords, checkOutput } from "./check-output.ts";
import { type CheckResult, inParts } from "./check-result.ts";
import {
  type CheckIdentity,
  type CheckMembers,
  createCheck,
  findCheck,
  type KnownCheck,
  updateCheck,
} from "./check-run-calls.ts";
import type { Connection } from "./connection.ts";
import { type CompletedCheck, publishCheck } from "./publish-check.ts";

/** Where work stands that is not over. */
export interface CheckProgress extends CheckWords {
  readonly status: "queued" | "in_progress";
  /** ISO time at which the work itself began. */
  readonly startedAt?: string;
  /** Where it can be followed. */
  readonly detailsUrl?: string;
}

/** A check run for work that goes on elsewhere. */
export interface OpenCheck extends CheckIdentity, CheckProgress {}

export interface CheckRuns {
  /**
   * Publishes a check run that is complete from its first moment: what this process itself does is never shown in
   * progress, because a crash could leave that behind.
   */
  readonly publishCheck: (check: CompletedCheck) => Promise<void>;
  /** Shows work that others do and whose end GitHub tells; gives the check run's number. */
  readonly openCheck: (check: OpenCheck) => Promise<number>;
  /** The check run of this commit with the external id; `appId` keeps those of other apps out. */
  readonly findCheck: (
    check: Pick<CheckIdentity, "headSha" | "externalId"> & { readonly appId?: number | undefined },
  ) => Promise<KnownCheck | undefined>;
  /** Of a check run that is not completed: GitHub opens none again. */
  readonly updateCheck: (id: number, progress: CheckProgress) => Promise<void>;
  readonly completeCheck: (id: number, result: CheckResult) => Promise<void>;
}

export function checkRuns(connection: Connection): CheckRuns {
  return {
    publishCheck: (check) => publishCheck(connection, check),
    openCheck: (check) => createCheck(connection, check, progressMembers(connection, check)),
    findCheck: (check) => findCheck(connection, check),
    updateCheck: (id, progress) => updateCheck(connection, id, progressMembers(connection, progress)),
    completeCheck: (id, result) =>
      inParts(connection, result, async (part) => {
        await updateCheck(connection, id, {
          status: "completed",
          conclusion: result.conclusion,
          output: part,
        });
        return id;
      }),
  };
}

function progressMembers(connection: Connection, progress: CheckProgress): CheckMembers {
  const { status, startedAt, detailsUrl } = progress;
  return {
    status,
    ...(startedAt === undefined ? {} : { started_at: startedAt }),
    ...(detailsUrl === undefined ? {} : { details_url: detailsUrl }),
    output: checkOutput(connection, { ...progress, annotations: [] }),
  };
}
