import type { CheckOutput } from "./check-output.ts";
import type { Connection } from "./connection.ts";
import { withRetries } from "./retries.ts";

/** Which check run it is. */
export interface CheckIdentity {
  readonly name: string;
  readonly headSha: string;
  /** Ours, unique for this piece of work: a repeated POST finds its first try by it. */
  readonly externalId: string;
}

/** A check run that is there. */
export interface KnownCheck {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly detailsUrl: string | undefined;
  /** How many annotations it has. */
  readonly annotations: number;
}

export type CheckConclusion = "success" | "failure" | "neutral" | "cancelled" | "action_required";

/** What a call says of a check run besides its identity. */
export interface CheckMembers {
  readonly status?: "queued" | "in_progress" | "completed";
  readonly conclusion?: CheckConclusion;
  readonly started_at?: string;
  readonly details_url?: string;
  readonly output: CheckOutput;
}

/** Gives the number of the new check run, or of the one that a first try made. */
export async function createCheck(
  connection: Connection,
  check: CheckIdentity,
  members: CheckMembers,
): Promise<number> {
  const { request, repository } = connection;
  const { name, headSha, externalId } = check;
  const run = await withRetries<{ id: number }>(
    connection,
    async () => {
      const { data } = await request("POST /repos/{owner}/{repo}/check-runs", {
        ...repository,
        name,
        head_sha: headSha,
        external_id: externalId,
        ...members,
      });
      return { id: Number(data.id) };
    },
    {
      purpose: `publish the check of ${headSha.slice(0, 7)}`,
      alreadyDone: () => findCheck(connection, check),
    },
  );
  return run.id;
}

const PAGE_SIZE = 100;
/** GitHub keeps 1,000 check runs of one name. */
const MOST_PAGES = 10;

/** The check run of a commit with this external id, whatever its name; `appId` keeps those of other apps out. */
export async function findCheck(
  connection: Connection,
  {
    name,
    headSha,
    externalId,
    appId,
  }: Omit<CheckIdentity, "name"> & { readonly name?: string; readonly appId?: number | undefined },
): Promise<KnownCheck | undefined> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await withRetries(
      connection,
      () =>
        connection.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
          ...connection.repository,
          ref: headSha,
          ...(name === undefined ? {} : { check_name: name }),
          ...(appId === undefined ? {} : { app_id: appId }),
          filter: "all",
          per_page: PAGE_SIZE,
          page,
        }),
      { purpose: `look for the check of ${headSha.slice(0, 7)}` },
    );
    const found = data.check_runs.find(({ external_id }) => external_id === externalId);
    if (found !== undefined) {
      const { id, name: called, status, details_url: url, output } = found;
      const annotations = output?.annotations_count ?? 0;
      return { id: Number(id), name: called, status, detailsUrl: url ?? undefined, annotations };
    }
    if (data.check_runs.length < PAGE_SIZE) return undefined;
  }
  return undefined;
}

export async function updateCheck(connection: Connection, id: number, members: CheckMembers): Promise<void> {
  await withRetries(
    connection,
    () =>
      connection.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
        ...connection.repository,
        check_run_id: id,
        ...members,
      }),
    { purpose: "update its check" },
  );
}
