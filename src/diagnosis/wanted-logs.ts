import type { Container, Pod } from "./pod.ts";
import { containerRoot } from "./pod-roots.ts";
import type { Situation } from "./situation.ts";
import type { LogRequest } from "./snapshot.ts";

/** More would cost more time than they tell. */
const MOST_LOGS = 20;

/** The logs that may tell why containers are unhealthy: one for all pods of one template, and none of healthy ones. */
export function wantedLogs({ pods, now }: Situation): readonly LogRequest[] {
  const wanted = new Map<string, LogRequest>();
  for (const pod of pods) {
    for (const container of pod.containers) {
      const root = containerRoot(pod, container);
      if (wanted.size < MOST_LOGS && !wanted.has(root) && mayTell(pod, container))
        wanted.set(root, requestOf(pod, container, now));
    }
  }
  return [...wanted.values()];
}

function mayTell(pod: Pod, { state, last, role, isReady }: Container): boolean {
  if (pod.phase === "Succeeded") return false;
  switch (state.is) {
    case "terminated":
      return state.end.exitCode !== 0 || (role === "main" && pod.restartPolicy === "Always");
    case "running":
      return role === "init" || !isReady;
    case "waiting":
    case "untold":
      return last !== undefined;
    default:
      return state satisfies never;
  }
}

/**
 * Where the container ended and is not started again yet, its log is still the present one; one that runs for long
 * tells more of what it does now than of what ended it before.
 */
function requestOf(
  { namespace, name }: Pod,
  { name: container, state, last }: Container,
  now: number,
): LogRequest {
  const isNew = state.is !== "running" || (state.since !== undefined && now - state.since < RECENT_MS);
  const previous = state.is !== "terminated" && last !== undefined && isNew;
  return { namespace, pod: name, container, previous };
}

const RECENT_MS = 60_000;
