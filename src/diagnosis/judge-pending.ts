import { conditionWith } from "./cluster-object.ts";
import { at, entriesAt, listAt, textAt } from "./fields.ts";
import { claimProblem } from "./judge-claim.ts";
import { nodeJudgement } from "./judge-node.ts";
import { eventLine, type Judgement, quoted, statusLine } from "./judgement.ts";
import { describe, kubectl } from "./kubectl.ts";
import { isSelected, type Taint, untolerated } from "./node-fit.ts";
import type { Pod } from "./pod.ts";
import { podRoot } from "./pod-roots.ts";
import { decisiveReason, type Hindrance, NODE_SELECTION, schedulerReasons } from "./scheduler-message.ts";
import type { Situation } from "./situation.ts";

/** A pod without a node: why no node takes it, or why nobody has looked for one. */
export function judgePending(pod: Pod, situation: Situation): Judgement | undefined {
  const gated = judgeGates(pod);
  if (gated !== undefined) return gated;
  const event = situation.eventsOf(pod).findLast(({ reason }) => reason === "FailedScheduling");
  const condition = conditionWith(pod, "PodScheduled", "False");
  const message = condition?.message || (event?.message ?? "");
  if (message === "") return condition === undefined ? judgeIgnored(pod, situation) : undefined;
  const evidence = [
    statusLine(pod, `Pending, ${condition?.reason ?? "not scheduled"}: ${message}`),
    ...(event === undefined || event.message === message ? [] : [eventLine(event)]),
  ];
  const ill = allIll(pod, situation);
  if (ill !== undefined) return { ...ill, subject: pod, evidence };
  const { hindrance, text } = decisive(pod, message, situation);
  const base = { subject: pod, root: podRoot(pod), evidence, next: describe(pod) };
  switch (hindrance) {
    case "claim":
      return { ...base, class: "pending-unbound-claim", ...unboundClaim(pod, text, situation) };
    case "taint":
      return behindTaint({ pod, message, situation, base });
    case "affinity":
      return {
        ...base,
        class: "pending-affinity",
        cause: noNode(affinityDetail(pod, text)),
        next: kubectl("get", "nodes", "--show-labels"),
      };
    case "resources":
      return {
        ...base,
        class: "pending-resources",
        cause: noNode(shortened(text)),
        next: kubectl("describe", "nodes"),
      };
    case "volume":
    case "topology-spread":
    case "host-port":
      return { ...base, class: `pending-${hindrance}`, cause: noNode(shortened(text)) };
    case "other":
      return undefined;
    default:
      return hindrance satisfies never;
  }
}

function noNode(detail: string): string {
  return `No node takes the pod: ${quoted(detail)}.`;
}

/** `node(s) didn't have free ports …` is told of some nodes; a reader wants to know which it is, not how many. */
function shortened(text: string): string {
  return text.replace(/^node\(s\) /, "nodes ");
}

interface Decisive {
  readonly hindrance: Hindrance;
  readonly text: string;
}

/**
 * Where only taints and selectors keep the nodes off, their objects tell which: a node that the pod asks for and
 * that has a taint is the way, one that it does not ask for is none.
 */
function decisive(pod: Pod, message: string, situation: Situation): Decisive {
  const reasons = schedulerReasons(message);
  const told = decisiveReason(reasons) ?? { hindrance: "other" as const, text: message };
  const isSelector = told.hindrance === "affinity" && NODE_SELECTION.test(told.text);
  const taint = reasons.find(({ hindrance }) => hindrance === "taint");
  if (!isSelector || taint === undefined) return told;
  const asked = situation.ofKind("Node").filter((node) => isSelected(pod, node));
  return asked.length > 0 && asked.every((node) => untolerated(pod, node).length > 0) ? taint : told;
}

/** Where every node that the pod may use is not ready, the first of them is the cause. */
function allIll(pod: Pod, situation: Situation): Judgement | undefined {
  const asked = situation.ofKind("Node").filter((node) => isSelected(pod, node));
  const usable = asked.filter((node) => untolerated(pod, node).every(isOfHealth));
  const ill = usable.map((node) => nodeJudgement(node, situation));
  return ill.includes(undefined) ? undefined : ill[0];
}

function judgeGates(pod: Pod): Judgement | undefined {
  if (pod.gates.length === 0) return undefined;
  return {
    class: "pending-gated",
    subject: pod,
    root: `${podRoot(pod)} ${pod.gates.join()}`,
    cause: `The pod waits for its scheduling gates to be removed: ${pod.gates.join(", ")}.`,
    evidence: [statusLine(pod, `Pending, spec.schedulingGates: ${pod.gates.join(", ")}`)],
    next: describe(pod),
  };
}

/** No scheduler has said anything: there is none of that name, or it does not run. */
function judgeIgnored(pod: Pod, { now }: Situation): Judgement | undefined {
  if (pod.createdAt !== undefined && now - pod.createdAt < PATIENCE_MS) return undefined;
  const scheduler = textAt(pod.spec, "schedulerName") ?? "default-scheduler";
  return {
    class: "pending-not-scheduled",
    subject: pod,
    root: scheduler,
    cause: `No scheduler has looked at the pod: it asks for ${scheduler}, which does not run or has another name.`,
    evidence: [
      statusLine(
        pod,
        `Pending, without a node and without a condition PodScheduled; spec.schedulerName is ${scheduler}`,
      ),
    ],
    next: kubectl(
      "--namespace",
      "kube-system",
      "get",
      "pods",
      "--selector",
      "component=kube-scheduler",
      "-o",
      "wide",
    ),
  };
}

const PATIENCE_MS = 30_000;

function affinityDetail(pod: Pod, text: string): string {
  const selector = entriesAt(pod.spec, "nodeSelector").flatMap(([key, value]) =>
    typeof value === "string" ? `${key}=${value}` : [],
  );
  if (!NODE_SELECTION.test(text) || selector.length === 0) return shortened(text);
  return `none has the labels of its node selector (${selector.join(", ")})`;
}

interface BehindTaint {
  readonly pod: Pod;
  readonly message: string;
  readonly situation: Situation;
  readonly base: Pick<Judgement, "subject" | "root" | "evidence" | "next">;
}

/** Nodes that are not ready carry taints too: then the node is the cause, and the pod only waits for it. */
function behindTaint({ pod, message, situation, base }: BehindTaint): Judgement {
  const nodes = situation.ofKind("Node").filter((node) => isSelected(pod, node));
  const taints = nodes.flatMap((node) =>
    untolerated(pod, node).map((taint) => `${node.name}: ${taintText(taint)}`),
  );
  const told = taints.length > 0 ? taints.slice(0, 5).join(", ") : quoted(message);
  return {
    ...base,
    class: "pending-taint",
    cause: `No node takes the pod: the nodes that it may use have taints that it does not tolerate, or are cordoned (${told}).`,
    next: kubectl(
      "get",
      "nodes",
      "-o",
      "custom-columns=NAME:.metadata.name,UNSCHEDULABLE:.spec.unschedulable,TAINTS:.spec.taints",
    ),
  };
}

function isOfHealth({ key }: Taint): boolean {
  return /^node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable|(?:memory|disk|pid)-pressure)$/.test(
    key,
  );
}

function taintText({ key, value, effect }: Taint): string {
  return `${key}${value === "" ? "" : `=${value}`}:${effect}`;
}

function unboundClaim(
  pod: Pod,
  text: string,
  situation: Situation,
): Pick<Judgement, "root" | "cause" | "next"> {
  const named = /persistentvolumeclaim "([^"]+)"/i.exec(text)?.[1];
  const claims = named === undefined ? claimsOf(pod) : [named];
  const problems = claims.map((name) =>
    claimProblem({ kind: "PersistentVolumeClaim", namespace: pod.namespace, name }, situation),
  );
  const problem = problems.find((one) => one !== undefined);
  return {
    root: problem?.root ?? podRoot(pod),
    cause: `The pod waits for a volume: ${problem?.says ?? quoted(shortened(text))}.`,
    next: problem?.next ?? describe(pod),
  };
}

function claimsOf(pod: Pod): readonly string[] {
  return listAt(pod.spec, "volumes").flatMap(
    (volume) =>
      textAt(volume, "persistentVolumeClaim", "claimName") ??
      (at(volume, "ephemeral") === undefined ? [] : `${pod.name}-${textAt(volume, "name") ?? ""}`),
  );
}
