import type { Connection } from "./connection.ts";
import { outgoing } from "./outgoing.ts";
import { statusOf } from "./request-failure.ts";
import { withRetries } from "./retries.ts";

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

/** A finished check run. */
export interface CompletedCheck {
  readonly name: string;
  readonly headSha: string;
  /** Ours, unique for this piece of work: a repeated POST finds its first try by it. */
  readonly externalId: string;
  readonly conclusion: "success" | "failure" | "neutral" | "cancelled" | "action_required";
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations: readonly Annotation[];
}

export interface CheckRuns {
  /**
   * Publishes a check run that is complete from its first moment. There is never one in progress that a
   * crash could leave behind; the price is that nothing is shown during the seconds the check takes.
   */
  readonly publishCheck: (check: CompletedCheck) => Promise<void>;
}

/** GitHub takes 50 annotations a call; updates append. */
const ANNOTATIONS_PER_CALL = 50;

export function checkRuns(connection: Connection): CheckRuns {
  return {
    publishCheck: async (check) => {
      const key = keyOf(connection, check);
      const cutOff = connection.journal?.begin(key) === true;
      try {
        const run =
          (cutOff ? await published(connection, check) : undefined) ?? (await post(connection, check));
        for (let at = run.annotations; at < check.annotations.length; at += ANNOTATIONS_PER_CALL) {
          await append(connection, run.id, output(connection, check, at));
        }
      } catch (error) {
        // Refused for good; whatever else went wrong may have arrived.
        if ((statusOf(error) ?? 500) < 500) connection.journal?.end(key);
        throw error;
      }
      connection.journal?.end(key);
    },
  };
}

function keyOf({ repository }: Connection, { headSha, externalId }: CompletedCheck): string {
  return `check ${repository.owner}/${repository.repo} ${headSha} ${externalId}`;
}

/** A check run that GitHub has, and how many of the annotations came with it. */
interface PublishedRun {
  readonly id: number;
  readonly annotations: number;
}

async function post(connection: Connection, check: CompletedCheck): Promise<PublishedRun> {
  try {
    return await create(connection, check);
  } catch (error) {
    if (statusOf(error) !== 422 || check.annotations.length === 0) throw error;
    // GitHub takes all annotations or none: one that it dislikes must not cost the whole check.
    const { id } = await create(connection, { ...check, annotations: [] });
    return { id, annotations: check.annotations.length };
  }
}

async function create(connection: Connection, check: CompletedCheck): Promise<PublishedRun> {
  const { request, repository } = connection;
  return withRetries<PublishedRun>(
    connection,
    async () => {
      const { data } = await request("POST /repos/{owner}/{repo}/check-runs", {
        ...repository,
        name: check.name,
        head_sha: check.headSha,
        external_id: check.externalId,
        status: "completed",
        conclusion: check.conclusion,
        output: output(connection, check, 0),
      });
      return { id: Number(data.id), annotations: ANNOTATIONS_PER_CALL };
    },
    {
      purpose: `publish the check of ${check.headSha.slice(0, 7)}`,
      alreadyDone: () => published(connection, check),
    },
  );
}

async function published(connection: Connection, check: CompletedCheck): Promise<PublishedRun | undefined> {
  const { data } = await withRetries(
    connection,
    () =>
      connection.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
        ...connection.repository,
        ref: check.headSha,
        check_name: check.name,
        filter: "all",
        per_page: 100,
      }),
    { purpose: `look for the check of ${check.headSha.slice(0, 7)}` },
  );
  const run = data.check_runs.find(({ external_id }) => external_id === check.externalId);
  if (run === undefined) return undefined;
  return { id: Number(run.id), annotations: run.output?.annotations_count ?? ANNOTATIONS_PER_CALL };
}

async function append(connection: Connection, id: number, part: CheckOutput): Promise<void> {
  await withRetries(
    connection,
    () =>
      connection.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
        ...connection.repository,
        check_run_id: id,
        output: part,
      }),
    { purpose: "add annotations to its check" },
  );
}

interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
  readonly annotations: Annotation[];
}

function output(connection: Connection, check: CompletedCheck, from: number): CheckOutput {
  const clean = (text: string) => outgoing(connection, text);
  return {
    title: clean(check.title),
    summary: clean(check.summary),
    ...(check.text === undefined ? {} : { text: clean(check.text) }),
    annotations: check.annotations.slice(from, from + ANNOTATIONS_PER_CALL).map((annotation) => ({
      ...annotation,
      message: clean(annotation.message),
      ...(annotation.title === undefined ? {} : { title: clean(annotation.title) }),
      ...(annotation.raw_details === undefined ? {} : { raw_details: clean(annotation.raw_details) }),
    })),
  };
}
