import type { ObjectName } from "./cluster-object.ts";
import { written } from "./cluster-object.ts";
import { listAt, textAt } from "./fields.ts";
import { nodeJudgement } from "./judge-node.ts";
import { eventLine, type Judgement, statusLine } from "./judgement.ts";
import { describe, kubectl, kubectlIn, slashed } from "./kubectl.ts";
import type { Pod } from "./pod.ts";
import { isLost, type RawObject, type Situation } from "./situation.ts";

/** Deletion takes its time; what is left this long after it should be gone is stuck. */
const PATIENCE_MS = 30_000;

/** A pod that was deleted and does not go: its node, a finalizer or a volume keeps it. */
export function judgeTerminatingPod(pod: Pod, situation: Situation): Judgement | undefined {
  if (!isOverdue(pod, situation)) return undefined;
  const lost = lostNode(pod, situation);
  if (lost !== undefined) return lost;
  if (pod.finalizers.length > 0) return heldByFinalizers(pod, pod.finalizers);
  const event = situation
    .eventsOf(pod)
    .findLast(
      ({ isWarning, message, reason }) =>
        isWarning && /unmount|detach|TearDown|device is busy/i.test(`${reason} ${message}`),
    );
  if (event !== undefined) {
    return {
      class: "terminating-volume",
      subject: pod,
      root: written(pod),
      cause: `${written(pod)} stays Terminating because a volume cannot be taken away from it.`,
      evidence: [statusLine(pod, "deleted, and still there"), eventLine(event)],
      next: kubectl("get", "volumeattachments"),
    };
  }
  const events = situation.eventsOf(pod).slice(-2).map(eventLine);
  return {
    class: "unclassified",
    subject: pod,
    root: `${written(pod)} terminating`,
    cause: `${written(pod)} stays Terminating, and neither its node nor a finalizer says why.`,
    evidence: [
      statusLine(pod, `deleted, and still there; phase ${pod.phase}, node ${pod.node ?? "none"}`),
      ...events,
    ],
    next: describe(pod),
  };
}

/** Claims and volumes that were deleted and are still in use, or that a finalizer keeps. */
export function judgeTerminating(object: RawObject, situation: Situation): Judgement | undefined {
  if (!isOverdue(object, situation)) return undefined;
  const foreign = object.finalizers.filter((name) => !PROTECTION.test(name));
  if (foreign.length > 0) return heldByFinalizers(object, foreign);
  if (object.finalizers.length === 0) return undefined;
  const user = userOf(object, situation);
  return {
    class: "terminating-volume",
    subject: object,
    root: written(object),
    cause: `${written(object)} stays Terminating because ${user === undefined ? "something still uses it" : `${written(user)} still uses it`}.`,
    evidence: [statusLine(object, `deleted, and still there; finalizers ${object.finalizers.join(", ")}`)],
    next: user === undefined ? describe(object) : describe(user),
  };
}

/** What Kubernetes itself puts on claims and volumes that are in use. */
const PROTECTION = /^kubernetes\.io\/(?:pvc|pv)-protection$/;

function isOverdue({ goneBy }: { readonly goneBy: number | undefined }, { now }: Situation): boolean {
  return goneBy !== undefined && now - goneBy >= PATIENCE_MS;
}

function lostNode(pod: Pod, situation: Situation): Judgement | undefined {
  if (pod.node === undefined || !situation.knows("Node")) return undefined;
  const node = situation.find({ kind: "Node", name: pod.node });
  if (node !== undefined && !isLost(node)) return undefined;
  const why = node === undefined ? "does not exist any more" : "does not report";
  const told = node === undefined ? [] : (nodeJudgement(node, situation)?.evidence ?? []).slice(0, 1);
  return {
    class: "terminating-node-lost",
    subject: pod,
    root: `Node ${pod.node}`,
    cause: `The pod stays Terminating because its node ${pod.node} ${why}: nobody can confirm that its containers have ended.`,
    evidence: [statusLine(pod, `deleted, and still there; node ${pod.node}`), ...told],
    next: kubectl("get", `node/${pod.node}`, "-o", "wide"),
  };
}

function heldByFinalizers(object: ObjectName, finalizers: readonly string[]): Judgement {
  return {
    class: "terminating-finalizer",
    subject: object,
    root: `${object.kind} ${finalizers.join()}`,
    cause: `${object.kind} ${object.name} stays Terminating because nobody has removed its finalizers: ${finalizers.join(", ")}.`,
    evidence: [statusLine(object, `deleted, and still there; finalizers ${finalizers.join(", ")}`)],
    next: kubectlIn(object, "get", slashed(object), "-o", "jsonpath={.metadata.finalizers}"),
  };
}

function userOf(object: RawObject, { pods, find }: Situation): ObjectName | undefined {
  if (object.kind === "PersistentVolume") {
    const namespace = textAt(object.raw, "spec", "claimRef", "namespace") ?? "";
    return find({
      kind: "PersistentVolumeClaim",
      namespace,
      name: textAt(object.raw, "spec", "claimRef", "name") ?? "",
    });
  }
  return pods.find(
    (pod) =>
      pod.namespace === object.namespace &&
      listAt(pod.spec, "volumes").some(
        (volume) => textAt(volume, "persistentVolumeClaim", "claimName") === object.name,
      ),
  );
}
