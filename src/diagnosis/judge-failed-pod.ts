import { conditionWith } from "./cluster-object.ts";
import { endLine } from "./container-end.ts";
import type { DiagnosisClass } from "./diagnosis-classes.ts";
import { numberAt } from "./fields.ts";
import { judgeCrash } from "./judge-crash.ts";
import { nodeJudgement } from "./judge-node.ts";
import { type Judgement, quoted, statusLine } from "./judgement.ts";
import { describe } from "./kubectl.ts";
import type { Pod } from "./pod.ts";
import { podRoot } from "./pod-roots.ts";
import type { Situation } from "./situation.ts";

/** A pod that ended in failure; nothing where its controller has long replaced it. */
export function judgeFailedPod(pod: Pod, situation: Situation): readonly Judgement[] {
  if (isReplaced(pod, situation)) return [];
  const ended = endedByOthers(pod, situation);
  if (ended !== undefined) return [ended];
  const failed = pod.containers.filter(({ state }) => state.is === "terminated" && state.end.exitCode !== 0);
  if (failed.length > 0) return failed.map((container) => judgeCrash(pod, container, situation));
  const why = pod.reason === "" ? "its status does not say why" : `${pod.reason}: ${quoted(pod.message)}`;
  return [judgement(pod, "unclassified", `The pod has failed, and ${why}.`)];
}

function endedByOthers(pod: Pod, situation: Situation): Judgement | undefined {
  const { reason, message } = pod;
  const said = quoted(message) || "the kubelet gives no reason";
  if (reason === "Evicted")
    return (
      lackingNode(pod, situation) ??
      judgement(pod, "pod-evicted", `The pod was evicted from node ${pod.node ?? "?"}: ${said}.`)
    );
  if (/^(?:NodeShutdown|Shutdown|Terminated|NodeLost|Preempting)$/.test(reason)) {
    return judgement(
      pod,
      "pod-evicted",
      `The pod was ended with its node ${pod.node ?? "?"} (${reason}): ${said}.`,
    );
  }
  if (reason === "DeadlineExceeded")
    return judgement(
      pod,
      "container-failed",
      `The pod ran longer than its activeDeadlineSeconds allow, and was ended.`,
    );
  const hasRun = pod.containers.some(({ state }) => state.is === "terminated");
  if (reason === "" || hasRun) return undefined;
  return judgement(
    pod,
    "pod-rejected",
    `The kubelet of node ${pod.node ?? "?"} does not accept the pod (${reason}): ${said}.`,
  );
}

/** An eviction for what the node still lacks is the node's. */
function lackingNode(pod: Pod, situation: Situation): Judgement | undefined {
  const node = situation.find({ kind: "Node", name: pod.node ?? "" });
  const illness = node === undefined ? undefined : nodeJudgement(node, situation);
  return illness?.class.endsWith("-pressure") && /low on resource/.test(pod.message)
    ? { ...illness, subject: pod, evidence: [] }
    : undefined;
}

function judgement(pod: Pod, found: DiagnosisClass, cause: string): Judgement {
  const told = `phase Failed${pod.reason === "" ? "" : `, ${pod.reason}`}${pod.message === "" ? "" : `: ${pod.message}`}`;
  const ends = pod.containers
    .filter(({ state }) => state.is === "terminated")
    .map((one) => endLine(pod, one));
  return {
    class: found,
    subject: pod,
    root: `${podRoot(pod)} ${pod.reason}`,
    cause,
    evidence: [statusLine(pod, told), ...ends],
    next: describe(pod),
  };
}

/** Whether who made the pod has what it wants: then this one is a left-over. */
function isReplaced(pod: Pod, { find }: Situation): boolean {
  const owner = pod.owner === undefined ? undefined : find(pod.owner);
  if (owner === undefined) return false;
  const { raw } = owner;
  switch (owner.kind) {
    case "Job":
      return (
        conditionWith(owner, "Complete", "True") !== undefined ||
        conditionWith(owner, "SuccessCriteriaMet", "True") !== undefined
      );
    case "DaemonSet":
      return (
        (numberAt(raw, "status", "numberReady") ?? 0) >=
        (numberAt(raw, "status", "desiredNumberScheduled") ?? 0)
      );
    default:
      return (numberAt(raw, "status", "readyReplicas") ?? 0) >= (numberAt(raw, "spec", "replicas") ?? 1);
  }
}
