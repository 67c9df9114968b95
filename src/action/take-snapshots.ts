import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { RepositorySnapshot } from "../assessment/assessment.ts";
import { forkPoint } from "../chatops/check-change.ts";
import type { Door } from "../chatops/door.ts";
import { readDirectory } from "../workspace/read-directory.ts";
import type { Run } from "./run.ts";
import type { RunEvent } from "./run-event.ts";

type AssessedEvent = Exclude<RunEvent, { kind: "comment" }>;

/**
 * The files to judge. A change is read as the app reads it, head and fork point each as one archive, so that
 * both give the same verdict and no checkout is needed. A commit is the workspace where something is
 * checked out, else its archive. `directory` always means that directory of the workspace.
 */
export async function takeSnapshots(
  event: AssessedEvent,
  door: Door,
  { environment, inputs }: Pick<Run, "environment" | "inputs">,
): Promise<{ readonly head: RepositorySnapshot; readonly base?: RepositorySnapshot }> {
  const workspace = environment.GITHUB_WORKSPACE ?? ".";
  const sha = event.kind === "change" ? event.headSha : event.sha;
  if (inputs.directory !== undefined) {
    return { head: { sha, ...readDirectory(resolve(workspace, inputs.directory)) } };
  }
  if (event.kind === "commit") {
    return {
      head: isEmpty(workspace) ? await door.gitHub.snapshot(sha) : { sha, ...readDirectory(workspace) },
    };
  }
  const baseSha = event.pull === undefined ? event.baseSha : await forkPoint(event, door.gitHub);
  const [head, base] = await Promise.all([door.gitHub.snapshot(sha), door.gitHub.snapshot(baseSha)]);
  return { head: { ...head, sha }, base };
}

function isEmpty(directory: string): boolean {
  try {
    return readdirSync(directory).length === 0;
  } catch {
    // A job without a checkout may have no workspace directory at all.
    return true;
  }
}
