import { conditionWith } from "./cluster-object.ts";
import { lastEnd } from "./container-end.ts";
import { failedHandshake } from "./failed-handshake.ts";
import { judgeCrash } from "./judge-crash.ts";
import { judgeFailedPod } from "./judge-failed-pod.ts";
import { judgeImage } from "./judge-image.ts";
import { nodeJudgement } from "./judge-node.ts";
import { judgePending } from "./judge-pending.ts";
import { judgeRunning } from "./judge-probes.ts";
import { judgeConfiguration, judgeCreating } from "./judge-starting.ts";
import { judgeTerminatingPod } from "./judge-terminating.ts";
import { eventLine, type Judgement, logLines, statusLine } from "./judgement.ts";
import { describe, kubectlIn, slashed } from "./kubectl.ts";
import type { Container, Pod } from "./pod.ts";
import { containerRoot, podRoot } from "./pod-roots.ts";
import { isLost, type Situation } from "./situation.ts";

/** What is wrong with a pod: nothing where it is healthy, done or still on its way; else at least `unclassified`. */
export function judgePod(pod: Pod, situation: Situation): readonly Judgement[] {
  if (pod.goneBy !== undefined) return listOf(judgeTerminatingPod(pod, situation));
  if (pod.phase === "Succeeded") return [];
  if (pod.phase === "Failed") return judgeFailedPod(pod, situation);
  if (isReady(pod))
    return pod.containers
      .filter((one) => isRestarting(one, situation))
      .map((one) => judgeCrash(pod, one, situation));
  const node = pod.node === undefined ? undefined : situation.find({ kind: "Node", name: pod.node });
  const illness = node === undefined ? undefined : nodeJudgement(node, situation);
  const waits = illness === undefined ? undefined : { ...illness, subject: pod, evidence: [] };
  if (waits !== undefined && node !== undefined && isLost(node)) return [waits];
  const own = pod.node === undefined ? listOf(judgePending(pod, situation)) : judgeContainers(pod, situation);
  const isOfNode = own.every((one) => one.class.startsWith("container-creating-"));
  if (waits !== undefined && isOfNode && !waits.class.endsWith("-pressure")) return [waits];
  return own.length > 0 || isYoung(pod, situation) ? own : [unexplained(pod, situation)];
}

function listOf(judgement: Judgement | undefined): readonly Judgement[] {
  return judgement === undefined ? [] : [judgement];
}

function isReady(pod: Pod): boolean {
  if (pod.phase !== "Running") return false;
  const isTold = pod.conditions.some(({ type }) => type === "Ready");
  return isTold
    ? conditionWith(pod, "Ready", "True") !== undefined
    : pod.containers.every((one) => one.isReady);
}

const RECENT_MS = 60_000;
const MANY_RESTARTS = 3;

/** A crash loop caught while its container happens to run. */
function isRestarting({ state, restarts, last }: Container, { now }: Situation): boolean {
  if (state.is !== "running" || state.since === undefined || last === undefined) return false;
  return restarts >= MANY_RESTARTS && now - state.since < RECENT_MS;
}

/** The first init container that is not done keeps the others; after them each container counts. */
function judgeContainers(pod: Pod, situation: Situation): readonly Judgement[] {
  for (const container of pod.containers.filter(({ role }) => role !== "main")) {
    const judged = judgeContainer(pod, container, situation);
    if (judged !== undefined) return [judged];
    if (!isDone(container)) return listOf(judgeCreatingOf(pod, container, situation));
  }
  const main = pod.containers.filter(({ role }) => role === "main");
  const judged = main.flatMap((container) => listOf(judgeContainer(pod, container, situation)));
  if (judged.length > 0) return judged;
  return listOf(
    main.map((container) => judgeCreatingOf(pod, container, situation)).find((one) => one !== undefined),
  );
}

function isDone({ role, state, isStarted }: Container): boolean {
  if (role === "sidecar") return state.is === "running" && isStarted;
  return state.is === "terminated" && state.end.exitCode === 0;
}

function judgeCreatingOf(pod: Pod, { state }: Container, situation: Situation): Judgement | undefined {
  const isCreating = state.is === "untold" || (state.is === "waiting" && CREATING.test(state.reason));
  return isCreating ? judgeCreating(pod, situation) : undefined;
}

const CREATING = /^(?:|ContainerCreating|PodInitializing)$/;
const CRASHED = /^(?:CrashLoopBackOff|RunContainerError|StartError|PostStartHookError|KillContainerError)$/;

function judgeContainer(pod: Pod, container: Container, situation: Situation): Judgement | undefined {
  const { state } = container;
  switch (state.is) {
    case "waiting":
      if (CREATING.test(state.reason)) return undefined;
      if (CRASHED.test(state.reason)) return judgeCrash(pod, container, situation);
      return (
        judgeImage(pod, container, situation) ??
        judgeConfiguration(pod, container) ??
        unknownWait(pod, container, state)
      );
    case "terminated":
      return endsRightly(pod, container, state.end.exitCode)
        ? undefined
        : judgeCrash(pod, container, situation);
    case "running":
      return judgeStillRunning(pod, container, situation);
    case "untold":
      return undefined;
    default:
      return state satisfies never;
  }
}

function endsRightly(pod: Pod, { role }: Container, exitCode: number): boolean {
  const isRestarted = role === "sidecar" || (role === "main" && pod.restartPolicy === "Always");
  return !isRestarted && exitCode === 0;
}

function judgeStillRunning(pod: Pod, container: Container, situation: Situation): Judgement | undefined {
  const { state, role, isReady: ready, isStarted, restarts } = container;
  const since = state.is === "running" ? (state.since ?? 0) : 0;
  const isLong = situation.now - since >= RECENT_MS;
  if (role === "init") return isLong ? judgeHangingInit(pod, container, situation) : undefined;
  if (ready && isStarted) return undefined;
  const hasCrashed = restarts > 0 && lastEnd(container) !== undefined && !isLong;
  return hasCrashed ? judgeCrash(pod, container, situation) : judgeRunning(pod, container, situation);
}

function judgeHangingInit(pod: Pod, container: Container, situation: Situation): Judgement {
  const log = situation.logOf(pod, container.name);
  const handshake = failedHandshake(pod, container, { log, effect: "does not end" });
  if (handshake !== undefined) return handshake;
  return {
    class: "init-container-waiting",
    subject: pod,
    root: containerRoot(pod, container),
    cause: `Init container ${container.name} runs and does not end, so that the pod's other containers never start.`,
    evidence: [
      statusLine(pod, `init container ${container.name} running; ${container.restarts} restarts`),
      ...logLines(pod, container.name, log),
    ],
    next: kubectlIn(pod, "logs", slashed(pod), `--container=${container.name}`, "--tail=50"),
  };
}

function unknownWait(
  pod: Pod,
  container: Container,
  { reason, message }: { readonly reason: string; readonly message: string },
): Judgement {
  return {
    class: "unclassified",
    subject: pod,
    root: `${containerRoot(pod, container)} ${reason}`,
    cause: `Container ${container.name} waits (${reason}), and no known cause fits.`,
    evidence: [statusLine(pod, `container ${container.name} waiting, ${reason}: ${message}`)],
    next: describe(pod),
  };
}

function isYoung(pod: Pod, { now }: Situation): boolean {
  const starts = pod.containers.flatMap(({ state }) =>
    state.is === "running" && state.since !== undefined ? [state.since] : [],
  );
  const newest = Math.max(pod.createdAt ?? 0, ...starts);
  return now - newest < RECENT_MS;
}

function unexplained(pod: Pod, { eventsOf }: Situation): Judgement {
  const conditions = pod.conditions.filter(({ status }) => status !== "True");
  return {
    class: "unclassified",
    subject: pod,
    root: podRoot(pod),
    cause: `The pod is not ready (phase ${pod.phase || "unknown"}), and no known cause fits.`,
    evidence: [
      ...conditions.map(({ type, status, reason, message }) =>
        statusLine(pod, `condition ${type} is ${status}, ${reason}: ${message}`),
      ),
      ...eventsOf(pod)
        .filter(({ isWarning }) => isWarning)
        .slice(-3)
        .map(eventLine),
    ],
    next: describe(pod),
  };
}
