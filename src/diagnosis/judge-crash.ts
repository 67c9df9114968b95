import type { ClusterEvent } from "./cluster-event.ts";
import { endLine, lastEnd, logsCommand } from "./container-end.ts";
import type { DiagnosisClass } from "./diagnosis-classes.ts";
import { exitMeaning } from "./exit-codes.ts";
import { failedHandshake } from "./failed-handshake.ts";
import { killedByProbe } from "./judge-probes.ts";
import { type Judgement, logLines, quoted, statusLine } from "./judgement.ts";
import { describe, kubectlIn } from "./kubectl.ts";
import type { Container, Pod, Termination } from "./pod.ts";
import { containerRoot } from "./pod-roots.ts";
import type { LogLines, Situation } from "./situation.ts";

/**
 * A container that ended and should not have. What ended it comes before how it ended: a probe, its memory, a TLS
 * handshake, an image for another processor; then its exit code.
 */
export function judgeCrash(pod: Pod, container: Container, situation: Situation): Judgement {
  const log = situation.logOf(pod, container.name);
  const end = lastEnd(container);
  return (
    killedByProbe(pod, container, situation) ??
    outOfMemory(pod, container, situation) ??
    (end?.exitCode === 0 ? undefined : failedHandshake(pod, container, { log, effect: "ends" })) ??
    wrongArchitecture(pod, container, log) ?? {
      class: classOf(pod, container),
      subject: pod,
      root: `${containerRoot(pod, container)} ${end?.exitCode ?? ""}`,
      cause: causeOf(pod, container),
      evidence: [endLine(pod, container), ...logLines(pod, container.name, log)],
      next: logsCommand(pod, container),
    }
  );
}

/** The lines of a log that may tell why it ended. */
const TAIL = 15;

function classOf(pod: Pod, { role }: Container): DiagnosisClass {
  if (role === "init") return "init-container-failed";
  const restarts = role === "sidecar" || pod.restartPolicy !== "Never";
  return restarts && pod.phase !== "Failed" ? "crash-loop-back-off" : "container-failed";
}

function causeOf(pod: Pod, container: Container): string {
  const name = container.role === "init" ? `Init container ${container.name}` : `Container ${container.name}`;
  const end = lastEnd(container);
  const start = startFailure(container);
  if (start !== undefined) return `${name} cannot be started: ${start}.`;
  if (end === undefined) return `${name} keeps ending, and its status does not say how.`;
  const holds = container.role === "init" ? ", so that the pod's other containers never start" : "";
  const again = classOf(pod, container) === "crash-loop-back-off" ? "keeps ending" : "ended";
  return `${name} ${again} with ${exitMeaning(end.exitCode)}${holds}.`;
}

/** What the runtime says of a command that it could not even start; runc's words lie at the end of containerd's. */
function startFailure(container: Container): string | undefined {
  const end = lastEnd(container);
  const { state } = container;
  const isStart = end !== undefined && /^(?:StartError|ContainerCannotRun)$/.test(end.reason);
  const isRunError =
    state.is === "waiting" && /^(?:RunContainerError|StartError|PostStartHookError)$/.test(state.reason);
  const message = isRunError ? state.message : isStart ? end.message : "";
  if (message === "") return undefined;
  const [, why = message] = /unable to start container process: (.*)$/s.exec(message) ?? [];
  if (/no such file or directory|executable file not found/.test(why)) {
    return `its command is not in the image (${quoted(why, 200)})`;
  }
  if (/permission denied/.test(why)) return `its command may not be executed (${quoted(why, 200)})`;
  return quoted(why, 200);
}

function outOfMemory(pod: Pod, container: Container, situation: Situation): Judgement | undefined {
  const { state, last } = container;
  const ends = [...(state.is === "terminated" ? [state.end] : []), ...(last === undefined ? [] : [last])];
  const isMarked = ends.some(({ reason }) => reason === "OOMKilled");
  const onNode = isMarked ? undefined : nodeOutOfMemory(pod, ends[0], situation);
  if (!isMarked && onNode === undefined) return undefined;
  const limit = container.memoryLimit;
  const scope =
    limit === undefined ? "more memory than its node could give" : `more memory than its limit of ${limit}`;
  return {
    class: "oom-killed",
    subject: pod,
    root: containerRoot(pod, container),
    cause:
      onNode === undefined
        ? `Container ${container.name} used ${scope} and was killed (OOMKilled).`
        : `Node ${pod.node} ran out of memory and its kernel killed container ${container.name}.`,
    evidence: [
      endLine(pod, container),
      statusLine(
        pod,
        `container ${container.name} has ${limit === undefined ? "no memory limit" : `the memory limit ${limit}`}`,
      ),
      ...(onNode === undefined ? [] : [`Event Node ${pod.node} ${onNode.reason}: ${onNode.message}`]),
    ],
    next: describe(pod),
  };
}

const NEAR_MS = 60_000;

/** A SIGKILL that the kernel sent for the node's memory is only in an event of the node. */
function nodeOutOfMemory(
  pod: Pod,
  end: Termination | undefined,
  { eventsOf }: Situation,
): ClusterEvent | undefined {
  if (end?.exitCode !== 137 || pod.node === undefined) return undefined;
  const { finishedAt } = end;
  return eventsOf({ kind: "Node", name: pod.node }).findLast(
    ({ reason, lastSeen }) =>
      reason === "SystemOOM" && finishedAt !== undefined && Math.abs(lastSeen - finishedAt) < NEAR_MS,
  );
}

function wrongArchitecture(pod: Pod, container: Container, log: LogLines): Judgement | undefined {
  const { state } = container;
  const texts = [
    lastEnd(container)?.message ?? "",
    state.is === "waiting" ? state.message : "",
    ...log.lines.slice(-TAIL),
  ];
  const said = texts.find((text) => /exec format error/i.test(text));
  if (said === undefined) return undefined;
  return {
    class: "image-wrong-architecture",
    subject: pod,
    root: container.image,
    cause: `Image ${container.image} is for another processor type than the node${pod.node === undefined ? "" : ` ${pod.node}`}, or its command is a script without a first line that names its interpreter (exec format error).`,
    evidence: [
      endLine(pod, container),
      ...(log.lines.includes(said) ? logLines(pod, container.name, { lines: [said] }) : []),
    ],
    next: kubectlIn({}, "get", "nodes", "-L", "kubernetes.io/arch"),
  };
}
