import type { ClusterEvent } from "./cluster-event.ts";
import { statusLine } from "./judgement.ts";
import { kubectlIn, slashed } from "./kubectl.ts";
import type { Container, Pod, Termination } from "./pod.ts";
import type { Situation } from "./situation.ts";

/** How it ended last: a run that the state itself tells is newer than the one of `lastState`. */
export function lastEnd({ state, last }: Container): Termination | undefined {
  return state.is === "terminated" ? state.end : last;
}

/** The container's state and how it ended, in one line. */
export function endLine(pod: Pod, container: Container): string {
  const { state, restarts } = container;
  const end = lastEnd(container);
  const now =
    state.is === "waiting"
      ? `waiting, ${state.reason}${state.message === "" ? "" : `: ${state.message}`}`
      : state.is;
  const ended =
    end === undefined
      ? ""
      : `; ended with exit code ${end.exitCode}${end.reason === "" ? "" : ` (${end.reason})`}${end.message === "" ? "" : `: ${end.message}`}`;
  return statusLine(pod, `container ${container.name} ${now}${ended}; ${restarts} restarts`);
}

/** What was said of one container since that time; everything where it is not known. */
export function saidSince(
  start: number | undefined,
  {
    pod,
    container,
    situation,
  }: { readonly pod: Pod; readonly container: Container; readonly situation: Situation },
): readonly ClusterEvent[] {
  return situation
    .eventsOf(pod)
    .filter((event) => event.container === container.name)
    .filter(({ lastSeen }) => lastSeen === 0 || start === undefined || lastSeen >= start);
}

/** The log of the run that ended: the one before, unless it still is the last one. */
export function logsCommand(pod: Pod, { name, state, last }: Container): string {
  const previous = state.is === "terminated" || last === undefined ? [] : ["--previous"];
  return kubectlIn(pod, "logs", slashed(pod), `--container=${name}`, ...previous, "--tail=50");
}
