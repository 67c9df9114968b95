import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Door } from "../door.ts";

/**
 * Reads the pull request again just before reporting: the result stays true of its own commit, and says that it is not
 * the last. Where GitHub does not tell, it is reported all the same.
 */
export async function withMovedHead(
  run: PlaybookRun,
  { pull, headSha }: { readonly pull: number; readonly headSha: string },
  door: Door,
): Promise<PlaybookRun> {
  try {
    const now = await door.gitHub.pullRequest(pull);
    if (now.headSha === headSha) return run;
    const note = `The branch has moved on to ${now.headSha.slice(0, 7)}; this is about ${headSha.slice(0, 7)} only.`;
    return { ...run, warnings: [note, ...run.warnings] };
  } catch (error) {
    if (!(error instanceof KubehopError)) throw error;
    door.note(error);
    return run;
  }
}
