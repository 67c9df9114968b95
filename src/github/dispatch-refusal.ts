import { KubehopError } from "../source/kubehop-error.ts";
import { requestFailure } from "./request-failure.ts";

/**
 * Why a workflow could not be started, where the repository's set-up is the reason: one sentence, and what to do.
 * GitHub's words are those of "Create a workflow dispatch event" and of the Actions pages; other failures stay as
 * they are.
 */
export function dispatchRefusal(error: unknown, workflow: string): unknown {
  if (!(error instanceof KubehopError)) return error;
  const failure = requestFailure(error.cause);
  if (failure === undefined || error.code === "github-rate-limited") return error;
  const { status, message } = failure;
  const reason = reasonOf(status ?? 0, message, `.github/workflows/${workflow}`);
  if (reason === undefined) return error;
  return new KubehopError({ code: "playbook-not-dispatched", ...reason, cause: error.cause });
}

const SETUP = "docs/playbooks-on-github.md shows the file.";

function reasonOf(
  status: number,
  words: string,
  file: string,
): { readonly message: string; readonly remedy: string } | undefined {
  if ((status === 403 || status === 409 || status === 422) && /disabled/i.test(words)) {
    return {
      message: `GitHub Actions, or the workflow \`${file}\`, is disabled in this repository.`,
      remedy:
        "Enable it on the repository's Actions page (Settings, Actions for all of them), and ask again.",
    };
  }
  if (status === 403) {
    return {
      message: "Kubehop may not start workflows here: it lacks the permission `actions: write`.",
      remedy:
        "An administrator accepts it on the page of the app's installation; a workflow's job gets it by `permissions`, a person's token when it is made.",
    };
  }
  if (status === 404) {
    return {
      message: `The default branch has no workflow \`${file}\`, which runs playbooks.`,
      remedy: `Add it, or name another one as \`playbooks.workflow\` in \`.github/kubehop.yml\`: ${SETUP}`,
    };
  }
  if (status !== 422) return undefined;
  if (/workflow_dispatch/.test(words)) {
    return {
      message: `The workflow \`${file}\` has no trigger \`workflow_dispatch\`.`,
      remedy: `Add it: ${SETUP}`,
    };
  }
  if (/input/i.test(words)) {
    return {
      message: `The workflow \`${file}\` takes other inputs than Kubehop gives.`,
      remedy: `Give it those of this release: ${SETUP}`,
    };
  }
  return undefined;
}
