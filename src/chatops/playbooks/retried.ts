import { KubehopError } from "../../source/kubehop-error.ts";
import type { Ask, CommandComment, RunAsk } from "../command.ts";
import type { Door } from "../door.ts";
import type { Admitted } from "./answer-about-runs.ts";
import { noRun } from "./cancel-run.ts";
import { isRunOf, ownRuns } from "./own-runs.ts";
import type { RunRecord } from "./run-record.ts";

interface RetryComment extends CommandComment {
  readonly ask: Extract<Ask, { command: "retry" }>;
}

/**
 * What the last run was asked for, to be asked again at the current head.
 *
 * @throws {KubehopError} `no-playbook-run`; `playbook-text-changed` where the pull request's own text of a playbook
 *   was run, which somebody allowed for another commit
 */
export async function againOf(
  { pull, ask }: RetryComment,
  admission: Admitted,
  { gitHub, self }: Door,
): Promise<RunAsk> {
  const runs = ownRuns(await gitHub.comments(pull), await self());
  const record = runs.findLast((run) => isRunOf(run, ask.playbook))?.record;
  if (record === undefined) throw noRun(ask.playbook, "was run");
  const { headSha } = admission.pull;
  if (record.from === "pull-request" && record.headSha !== headSha) throw allowedForAnother(record);
  const { playbook, path, from, inputs } = record;
  return { command: "playbook-run", playbook, from, inputs, ...(path === undefined ? {} : { path }) };
}

function allowedForAnother({ name, headSha }: RunRecord): KubehopError {
  return new KubehopError({
    code: "playbook-text-changed",
    message: `The pull request's own text of ${name} was allowed for \`${headSha.slice(0, 7)}\` only, and the branch has moved on.`,
    remedy: `Look at the change, then ask \`/playbook run ${name} from=pr\`.`,
  });
}
