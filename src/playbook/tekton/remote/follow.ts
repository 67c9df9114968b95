import { askKubectl, type KubectlPlace } from "./kubectl.ts";
import { isOver, type ObservedRun, type ObservedTaskRun } from "./observed.ts";

/** A run that is over. */
export interface FollowedRun {
  readonly run: ObservedRun;
  readonly taskRuns: readonly ObservedTaskRun[];
}

export interface FollowOptions {
  /** Of the PipelineRun. */
  readonly name: string;
  /** Absolute path of the YAML documents to create. */
  readonly file: string;
  /** Between two looks. */
  readonly pause: () => Promise<void>;
  /** Ends the steps; Tekton still runs the teardown, which is waited for. */
  readonly signal: AbortSignal;
}

/** So often in a row the cluster may not answer before it is given up. */
const MOST_SILENCES = 10;

/** Creates the objects and looks at the run until it is over; in a sentence why that could not be seen. */
export async function followRun(
  place: KubectlPlace,
  options: FollowOptions,
): Promise<FollowedRun | { readonly refusal: string }> {
  const { name, file } = options;
  const created = await askKubectl(place, CREATE, { KUBEHOP_FILE: file });
  if ("refusal" in created) return { refusal: `Tekton's objects could not be created: ${created.refusal}` };
  const run = await untilOver(place, options);
  if ("refusal" in run) return run;
  const answer = await askKubectl(place, TASK_RUNS, { KUBEHOP_RUN: name });
  if ("refusal" in answer) return { refusal: `The TaskRuns of ${name} could not be read: ${answer.refusal}` };
  const list: { readonly items?: readonly ObservedTaskRun[] } = JSON.parse(answer.text);
  return { run, taskRuns: list.items ?? [] };
}

const CREATE = 'kubectl create -f "$KUBEHOP_FILE"';
const RUN = 'kubectl get pipelineruns.tekton.dev "$KUBEHOP_RUN" -o json';
const TASK_RUNS = 'kubectl get taskruns.tekton.dev -l "tekton.dev/pipelineRun=$KUBEHOP_RUN" -o json';
const CANCEL = `kubectl patch pipelineruns.tekton.dev "$KUBEHOP_RUN" --type merge -p '{"spec":{"status":"CancelledRunFinally"}}'`;

async function untilOver(
  place: KubectlPlace,
  { name, pause, signal }: FollowOptions,
): Promise<ObservedRun | { readonly refusal: string }> {
  let isCancelled = false;
  let silences = 0;
  for (;;) {
    if (signal.aborted && !isCancelled) {
      isCancelled = "text" in (await askKubectl(place, CANCEL, { KUBEHOP_RUN: name }));
    }
    const answer = await askKubectl(place, RUN, { KUBEHOP_RUN: name });
    silences = "refusal" in answer ? silences + 1 : 0;
    if ("refusal" in answer && silences >= MOST_SILENCES) {
      return { refusal: `The run ${name} could not be followed: ${answer.refusal}` };
    }
    if ("text" in answer) {
      const run: ObservedRun = JSON.parse(answer.text);
      if (isOver(run)) return run;
    }
    await pause();
  }
}

/**
 * Removes everything of a run; one that still runs is cancelled before, and its teardown waited for. It is also what
 * a sweep does where the process died that followed it.
 */
export const REMOVE_RUN = `run=$(kubectl get pipelineruns.tekton.dev "$KUBEHOP_RUN" --ignore-not-found -o name)
over() { [ -n "$(kubectl get pipelineruns.tekton.dev "$KUBEHOP_RUN" -o jsonpath='{.status.completionTime}')" ]; }
if [ -n "$run" ] && ! over; then
  ${CANCEL}
  until over; do sleep 2; done
fi
kubectl delete pipelineruns.tekton.dev,pipelines.tekton.dev,tasks.tekton.dev -l "app.kubernetes.io/instance=$KUBEHOP_RUN" --ignore-not-found`;
