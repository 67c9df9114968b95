import { ReadableStream } from "node:stream/web";
import { KubehopError } from "../source/kubehop-error.ts";
import type { Connection } from "./connection.ts";
import { LostAnswer } from "./request-failure.ts";
import { withRetries } from "./retries.ts";

/** Where a workflow run stands. */
export interface WorkflowState {
  /** GitHub's word: `queued`, `in_progress`, `waiting`, …; `completed` where it is over. */
  readonly status: string;
  /** How it ended, in GitHub's word: `success`, `failure`, `cancelled`, `timed_out`, …; null until then. */
  readonly conclusion: string | null;
}

/** A job of a workflow run. */
export interface WorkflowJob {
  readonly name: string;
  /** Null until it is over. */
  readonly conclusion: string | null;
  readonly steps: readonly { readonly name: string; readonly conclusion: string | null }[];
}

/** What became of workflow runs. */
export interface WorkflowResults {
  readonly workflowState: (run: number) => Promise<WorkflowState>;
  /** The jobs of the run's last attempt: the first hundred. */
  readonly workflowJobs: (run: number) => Promise<readonly WorkflowJob[]>;
  /**
   * The zip archive of a run's artifact; undefined where it left none of that name.
   *
   * @param largest bytes, packed
   * @throws {KubehopError} `artifact-not-readable` where it is larger; `github-…`
   */
  readonly artifact: (run: number, name: string, largest?: number) => Promise<Buffer | undefined>;
}

/** Bytes of an artifact with all outputs, packed. */
export const LARGEST_ARTIFACT = 128 * 1024 * 1024;

export function workflowResults(connection: Connection): WorkflowResults {
  const { request, repository } = connection;
  return {
    workflowState: async (run) => {
      const { data } = await withRetries(
        connection,
        () => request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", { ...repository, run_id: run }),
        { purpose: "look at the workflow run" },
      );
      return { status: data.status ?? "unknown", conclusion: data.conclusion };
    },
    workflowJobs: async (run) => {
      const { data } = await withRetries(
        connection,
        () =>
          request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs", {
            ...repository,
            run_id: run,
            filter: "latest",
            per_page: 100,
          }),
        { purpose: "look at the jobs of the workflow run" },
      );
      return data.jobs.map(({ name, conclusion, steps = [] }) => ({ name, conclusion, steps }));
    },
    artifact: async (run, name, largest = LARGEST_ARTIFACT) => {
      const { data } = await withRetries(
        connection,
        () =>
          request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", {
            ...repository,
            run_id: run,
            name,
            per_page: 100,
          }),
        { purpose: "list the artifacts of the workflow run" },
      );
      // A run that was started again has one of each attempt; the newest has the highest number.
      const [found] = data.artifacts
        .filter((artifact) => artifact.name === name && !artifact.expired)
        .toSorted((one, other) => other.id - one.id);
      if (found === undefined) return undefined;
      if (found.size_in_bytes > largest) throw tooLarge(largest);
      return withRetries(connection, () => download(connection, found.id, largest), {
        purpose: `download the artifact ${name}`,
      });
    },
  };
}

async function download(
  { request, repository }: Connection,
  artifact: number,
  largest: number,
): Promise<Buffer> {
  const { data }: { data: unknown } = await request(
    "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
    {
      ...repository,
      artifact_id: artifact,
      archive_format: "zip",
      // The redirect to the storage's host is followed by fetch, which leaves the token behind.
      request: { parseSuccessResponseBody: false },
    },
  );
  if (!(data instanceof ReadableStream)) throw new LostAnswer("the artifact came without content");
  return bytesOf(data, largest);
}

async function bytesOf(stream: ReadableStream, largest: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.length;
      if (size > largest) throw tooLarge(largest);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof KubehopError) throw error;
    throw new LostAnswer("the artifact ended before it was complete", { cause: error });
  }
  return Buffer.concat(chunks);
}

function tooLarge(largest: number): KubehopError {
  return new KubehopError({
    code: "artifact-not-readable",
    message: `The workflow's artifact is larger than ${largest / 1024 / 1024} MiB.`,
    remedy: "Download it from the run's page on GitHub.",
  });
}
