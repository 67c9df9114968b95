import type { ClusterEvent } from "./cluster-event.ts";
import type { DiagnosisClass } from "./diagnosis-classes.ts";
import { eventLine, type Judgement, quoted, statusLine } from "./judgement.ts";
import { describe, kubectl, kubectlIn } from "./kubectl.ts";
import { missingObject } from "./missing-object.ts";
import type { Container, Pod } from "./pod.ts";
import { containerRoot, podRoot } from "./pod-roots.ts";
import type { Situation } from "./situation.ts";

/** A pod that has its node and no container yet: its volumes, its network or its sandbox is missing. */
export function judgeCreating(pod: Pod, situation: Situation): Judgement | undefined {
  const events = situation.eventsOf(pod).filter(({ isWarning }) => isWarning);
  const told = mostTelling(events.filter(({ reason }) => REASONS.test(reason)));
  if (told === undefined) return undefined;
  return {
    ...problemOf(pod, told),
    subject: pod,
    evidence: [statusLine(pod, "is scheduled and none of its containers is created"), eventLine(told)],
  };
}

const REASONS =
  /^(?:FailedMount|FailedMapVolume|FailedAttachVolume|FailedCreatePodSandBox|NetworkNotReady|FailedPrepareDynamicResources|FailedMountOnFilesystemMismatch)$/;

/** The newest; "timed out waiting" says less than what was being waited for. */
function mostTelling(events: readonly ClusterEvent[]): ClusterEvent | undefined {
  return (
    events.findLast(({ message }) => !message.startsWith("Unable to attach or mount volumes")) ??
    events.at(-1)
  );
}

type Problem = Pick<Judgement, "class" | "root" | "cause" | "next">;

function problemOf(pod: Pod, { reason, message }: ClusterEvent): Problem {
  const missing = missingObject(message, pod.namespace);
  if (missing !== undefined)
    return {
      ...missing,
      class: "container-creating-missing-object",
      cause: `A volume of the pod cannot be made: ${missing.cause}.`,
    };
  if (NETWORK.test(message)) {
    return {
      class: "container-creating-network",
      root: `${pod.node ?? ""} ${quoted(message.replaceAll(/"[^"]*"|[0-9a-f]{12,}/g, ""), 120)}`,
      cause: `The network plugin on node ${pod.node ?? "?"} cannot connect the pod: ${quoted(innermost(message), 200)}.`,
      next: kubectl(
        "--namespace",
        "kube-system",
        "get",
        "pods",
        "-o",
        "wide",
        `--field-selector=spec.nodeName=${pod.node ?? ""}`,
      ),
    };
  }
  const isVolume = /Mount|Volume/.test(reason) && reason !== "FailedCreatePodSandBox";
  const kind: DiagnosisClass = isVolume ? "container-creating-volume" : "container-creating-sandbox";
  const subject = isVolume
    ? volumeSubject(message)
    : `The sandbox of the pod cannot be made on node ${pod.node ?? "?"}`;
  return {
    class: kind,
    root: podRoot(pod),
    cause: `${subject}: ${quoted(innermost(message), 250)}.`,
    next: describe(pod),
  };
}

const NETWORK =
  /failed to set ?up network for sandbox|network plugin|networkplugin|cni plugin|cni config|NetworkReady=false|network is not ready|plugin type="[^"]*" failed|failed to set up pod .* network|no IP addresses available|failed to (?:assign|allocate) (?:an )?ip/i;

function volumeSubject(message: string): string {
  const volume = /for volume "([^"]*)"/.exec(message)?.[1];
  const name = volume === undefined ? "A volume of the pod" : `Volume ${volume} of the pod`;
  if (/Multi-Attach error/.test(message)) return `${name} is attached to another node`;
  return message.startsWith("AttachVolume")
    ? `${name} cannot be attached to the node`
    : `${name} cannot be mounted`;
}

/** Behind the chain of those who only pass the error on. */
function innermost(message: string): string {
  return message
    .replace(/^(?:\w+\.)?\w+ (?:error|failed) for volume "[^"]*" : /, "")
    .replace(/^Multi-Attach error for volume "[^"]*" ?/, "")
    .replace(/^Failed to create pod sandbox: (?:rpc error: code = \w+ desc = )?/, "")
    .replace(/^network is not ready: /, "");
}

/** A container that the kubelet cannot put together from what the pod says. */
export function judgeConfiguration(pod: Pod, container: Container): Judgement | undefined {
  const { state, name } = container;
  if (
    state.is !== "waiting" ||
    !/^(?:CreateContainerConfigError|CreateContainerError|PreCreateHookError|PreStartHookError)$/.test(
      state.reason,
    )
  )
    return undefined;
  const missing = missingObject(state.message, pod.namespace);
  const isConfiguration = state.reason === "CreateContainerConfigError";
  return {
    class: isConfiguration ? "create-container-config-error" : "create-container-error",
    subject: pod,
    root: missing?.root ?? containerRoot(pod, container),
    cause: `Container ${name} cannot be created: ${missing?.cause ?? quoted(state.message.replace(/ \(pod: "[^"]*", container: [^)]*\)$/, ""), 250)}.`,
    evidence: [statusLine(pod, `container ${name} waiting, ${state.reason}: ${state.message}`)],
    next: missing?.next ?? kubectlIn(pod, "get", `pod/${pod.name}`, "-o", "yaml"),
  };
}
