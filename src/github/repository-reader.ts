import { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";
import type { RepositorySnapshot } from "../assessment/assessment.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { archiveLimits } from "./archive-policy.ts";
import type { Connection } from "./connection.ts";
import { LostAnswer, statusOf } from "./request-failure.ts";
import { withRetries } from "./retries.ts";
import { unpack } from "./unpack.ts";

export interface RepositoryReader {
  /** All files at one commit in one call: the archive, unpacked while it arrives. */
  readonly snapshot: (sha: string) => Promise<RepositorySnapshot>;
  /** One file of the default branch, where it exists. */
  readonly defaultBranchFile: (path: string) => Promise<string | undefined>;
}

export function repositoryReader(connection: Connection): RepositoryReader {
  return {
    snapshot: (sha) =>
      withRetries(connection, () => download(connection, sha), {
        purpose: `read the files of ${sha.slice(0, 7)}`,
      }),
    defaultBranchFile: (path) => fileOf(connection, path),
  };
}

async function download(connection: Connection, sha: string): Promise<RepositorySnapshot> {
  const answer = await connection.request("GET /repos/{owner}/{repo}/tarball/{ref}", {
    ...connection.repository,
    ref: sha,
    // The redirect to the archive's host is followed by fetch, which leaves the token behind.
    request: { parseSuccessResponseBody: false },
  });
  try {
    if (!(answer.data instanceof ReadableStream)) throw new LostAnswer("the archive came without content");
    return { sha, ...(await unpack(Readable.fromWeb(answer.data), archiveLimits)) };
  } catch (error) {
    if (error instanceof KubehopError) throw error;
    throw new LostAnswer("the archive ended before it was complete", { cause: error });
  }
}

/** The text of one file at a commit, by default the default branch's; undefined where it is not there. */
export async function fileOf(
  connection: Connection,
  path: string,
  sha?: string,
): Promise<string | undefined> {
  try {
    return await withRetries(
      connection,
      async () => {
        const answer = await connection.request("GET /repos/{owner}/{repo}/contents/{path}", {
          ...connection.repository,
          path,
          ...(sha === undefined ? {} : { ref: sha }),
          mediaType: { format: "raw" },
        });
        return rawText(answer.data);
      },
      { purpose: `read ${path} of ${sha?.slice(0, 7) ?? "the default branch"}` },
    );
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/**
 * The raw media type gives text, or bytes where no charset is named; servers that ignore it give the file in
 * base64. A directory of that name is no file; anything else must not pass for "there is none".
 */
function rawText(data: unknown): string | undefined {
  if (typeof data === "string") return data;
  if (data instanceof ArrayBuffer) return new TextDecoder().decode(data);
  if (Array.isArray(data)) return undefined;
  if (typeof data === "object" && data !== null && "content" in data && typeof data.content === "string") {
    return Buffer.from(data.content, "base64").toString("utf8");
  }
  throw new LostAnswer("the file came in a form that is not known");
}
