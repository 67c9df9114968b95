import type { Door } from "../chatops/door.ts";
import type { CommentAuthor } from "../github/comments.ts";
import type { Connection } from "../github/connection.ts";
import { connectGitHub } from "../github/github.ts";
import { wholeOctokit } from "../github/octokit.ts";
import { statusOf } from "../github/request-failure.ts";
import { withRetries } from "../github/retries.ts";
import { systemClock } from "../github/system-clock.ts";
import { timedFetch } from "../github/timed-fetch.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { errorDetails } from "./error-details.ts";
import type { Environment, Inputs } from "./inputs.ts";
import { withOneComment } from "./one-comment.ts";
import type { Run } from "./run.ts";
import { cleaned, inert } from "./runner-files.ts";

/** The workflow's own token writes as this account. */
const WORKFLOW_ACCOUNT = "github-actions[bot]";

/**
 * The door of a workflow run: the repository it runs in, seen with the token of `github-token`.
 *
 * @throws KubehopError `invalid-input` without a token, `event-not-readable` outside of a workflow
 */
export function actionDoor({ environment, inputs, log }: Run, defaultBranch = ""): Door {
  const connection = connect(environment, inputs);
  const gitHub = connectGitHub(connection);
  const note = (error: unknown): void => {
    const details = errorDetails(error);
    if (details !== undefined) log(inert(details));
  };
  return {
    gitHub: { ...gitHub, ...withOneComment(gitHub, note) },
    repository: connection.repository,
    serverUrl: environment.GITHUB_SERVER_URL ?? "https://github.com",
    defaultBranch,
    self: () => accountOf(connection, inputs),
    hearsOfRuns: async () => false,
    today: () => new Date().toISOString().slice(0, 10),
    note,
  };
}

function connect(environment: Environment, { token }: Inputs): Connection {
  if (token === "") {
    throw new KubehopError({
      code: "invalid-input",
      message: "The input github-token is empty, so GitHub cannot be asked for anything.",
      remedy: "Leave the input out: the workflow's own token is its default.",
    });
  }
  const [owner, repo] = (environment.GITHUB_REPOSITORY ?? "").split("/");
  if (owner === undefined || repo === undefined) {
    throw new KubehopError({
      code: "event-not-readable",
      message: "GITHUB_REPOSITORY does not say OWNER/NAME.",
      remedy: "Run the Action in a workflow.",
    });
  }
  const { request } = wholeOctokit({
    auth: token,
    baseUrl: environment.GITHUB_API_URL ?? "https://api.github.com",
    fetch: timedFetch,
  });
  return {
    request,
    repository: { owner, repo },
    clock: systemClock,
    redact: (text) => cleaned(environment, text),
  };
}

/** A person's token says who it is; an app's (`ghs_`, as the workflow's own) may not ask. */
async function accountOf(connection: Connection, { commentAuthor, token }: Inputs): Promise<CommentAuthor> {
  if (commentAuthor !== undefined) return { login: commentAuthor };
  if (token.startsWith("ghs_")) return { login: WORKFLOW_ACCOUNT };
  try {
    const purpose = "learn whose token it uses";
    const { data } = await withRetries(connection, () => connection.request("GET /user"), { purpose });
    return { login: data.login };
  } catch (error) {
    const status = statusOf(error);
    if (status === 401 || status === 403 || status === 404) return { login: WORKFLOW_ACCOUNT };
    throw error;
  }
}
