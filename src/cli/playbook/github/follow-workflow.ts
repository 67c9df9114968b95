import type { Clock } from "../../../github/connection.ts";
import type { WorkflowResults } from "../../../github/workflow-results.ts";
import type { WorkflowRun, Workflows } from "../../../github/workflows.ts";
import { KubehopError } from "../../../source/kubehop-error.ts";

/** What following a workflow needs of the world. */
export interface Following {
  readonly gitHub: Pick<Workflows, "cancelWorkflowRun"> & Pick<WorkflowResults, "workflowState">;
  readonly clock: Clock;
  /** Aborted where the user cancels: the workflow is cancelled then, and followed until it is over. */
  readonly signal: AbortSignal;
  /** Takes one line of progress. */
  readonly say: (line: string) => void;
}

/** How a workflow ended, in GitHub's word; or why it was followed no longer. */
export type FollowedWorkflow = { readonly conclusion: string } | { readonly reason: string };

const HOUR_MS = 3_600_000;
/** The longest job of GitHub's own runners (6 h), and an hour in the queue. */
export const LONGEST_RUN_MS = 7 * HOUR_MS;
/** A cancelled job may take its time for the teardown; GitHub ends it after five minutes, its `post:` too. */
export const LONGEST_CANCELLATION_MS = HOUR_MS / 4;
const LONGEST_PAUSE_MS = 15_000;

/** Waits until a workflow is over, and cancels it where the user wishes or it takes longer than seven hours. */
export async function followWorkflow({ id, url }: WorkflowRun, world: Following): Promise<FollowedWorkflow> {
  const { clock, signal, say, gitHub } = world;
  const ending = new Ending(world, id);
  let told = "";
  for (let looks = 0; ; looks += 1) {
    if (signal.aborted || clock.now() > ending.latest) await ending.cancel();
    if (clock.now() > ending.latest) return { reason: `It was cancelled and is still not over: ${url}` };
    const state = await looked(() => gitHub.workflowState(id));
    if (state?.status === "completed") {
      return ending.isOverdue
        ? { reason: `It took longer than ${LONGEST_RUN_MS / HOUR_MS} h and was cancelled: ${url}` }
        : { conclusion: state.conclusion ?? "unknown" };
    }
    const line = state?.status ?? "no answer, asking again";
    if (line !== told) say(line);
    told = line;
    await pause(Math.min(1000 * 2 ** looks, LONGEST_PAUSE_MS), world, ending.isCancelled);
  }
}

/** The one cancellation of a workflow: by the user, or because it took too long. */
class Ending {
  latest: number;
  isCancelled = false;
  isOverdue = false;
  private readonly world: Following;
  private readonly run: number;

  constructor(world: Following, run: number) {
    this.world = world;
    this.run = run;
    this.latest = world.clock.now() + LONGEST_RUN_MS;
  }

  async cancel(): Promise<void> {
    if (this.isCancelled) return;
    const { gitHub, clock, signal, say } = this.world;
    this.isCancelled = true;
    this.isOverdue = !signal.aborted;
    this.latest = clock.now() + LONGEST_CANCELLATION_MS;
    say("cancelling it");
    await gitHub.cancelWorkflowRun(this.run);
  }
}

/** A GitHub that is away for some minutes does not end the run: it is asked again. */
async function looked<State>(look: () => Promise<State>): Promise<State | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof KubehopError && TRANSIENT.has(error.code)) return undefined;
    throw error;
  }
}

const TRANSIENT: ReadonlySet<string> = new Set(["github-unavailable", "github-rate-limited"]);

/** A wish to cancel ends the pause, once. */
async function pause(
  milliseconds: number,
  { clock, signal }: Following,
  isCancelled: boolean,
): Promise<void> {
  try {
    await clock.sleep(milliseconds, isCancelled ? undefined : signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
