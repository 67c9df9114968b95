import {
  ANNOTATIONS_PER_CALL,
  type Annotation,
  type CheckOutput,
  type CheckWords,
  checkOutput,
} from "./check-output.ts";
import {
  type CheckConclusion,
  type CheckIdentity,
  type CheckMembers,
  createCheck,
  findCheck,
  type KnownCheck,
  updateCheck,
} from "./check-run-calls.ts";
import type { Connection } from "./connection.ts";
import { statusOf } from "./request-failure.ts";

/** How a piece of work came out. */
export interface CheckResult extends CheckWords {
  readonly conclusion: CheckConclusion;
  readonly annotations: readonly Annotation[];
}

/** A finished check run. */
export interface CompletedCheck extends CheckIdentity, CheckResult {}

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
    publishCheck: async (check) => {
      const completed = { status: "completed", conclusion: check.conclusion } as const;
      await inParts(connection, check, (part) =>
        createCheck(connection, check, { ...completed, output: part }),
      );
    },
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

/** The first part with `write`, which gives the check's number; the other annotations are added to that. */
async function inParts(
  connection: Connection,
  result: CheckResult,
  write: (part: CheckOutput) => Promise<number>,
): Promise<void> {
  const { annotations } = result;
  const id = await write(checkOutput(connection, result)).catch((error: unknown) => {
    if (statusOf(error) !== 422 || annotations.length === 0) throw error;
    return undefined;
  });
  if (id === undefined) {
    // GitHub takes all annotations or none: one that it dislikes must not cost the whole check.
    await write(checkOutput(connection, { ...result, annotations: [] }));
    return;
  }
  for (let at = ANNOTATIONS_PER_CALL; at < annotations.length; at += ANNOTATIONS_PER_CALL) {
    await updateCheck(connection, id, { output: checkOutput(connection, result, at) });
  }
}
