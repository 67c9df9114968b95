import { type ObjectName, written } from "./cluster-object.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { judgeClaim } from "./judge-claim.ts";
import { judgeNamespace } from "./judge-namespace.ts";
import { nodeJudgement } from "./judge-node.ts";
import { judgePod } from "./judge-pod.ts";
import { judgeTerminating } from "./judge-terminating.ts";
import { judgeJob, judgeRefused, judgeShort, WORKLOADS } from "./judge-workload.ts";
import type { Judgement } from "./judgement.ts";
import { type Situation, situationOf } from "./situation.ts";
import type { ClusterSnapshot } from "./snapshot.ts";
import { incomplete, toDiagnoses } from "./to-diagnoses.ts";

/** What is asked of a snapshot. */
export interface DiagnoseOptions {
  /** Only what lies in these, and what has no namespace; without any: everything. */
  readonly namespaces?: readonly string[];
  /** Options that each kubectl command needs to reach this cluster: `["--context", "kind-lab"]`. */
  readonly kubectlOptions?: readonly string[];
}

/**
 * Why objects of a cluster are unhealthy: one diagnosis per root cause, what others rest on first. Healthy objects
 * give none, and an unhealthy one that fits no class gives `unclassified`. Never throws on content.
 */
export function diagnose(snapshot: ClusterSnapshot, options: DiagnoseOptions = {}): readonly Diagnosis[] {
  const judgements = judge(situationOf(snapshot, options.namespaces));
  return [...incomplete(snapshot.unread), ...toDiagnoses(judgements, options.kubectlOptions ?? [])];
}

/** Everything that is wrong, object by object. */
export function judge(situation: Situation): readonly Judgement[] {
  const { ofKind, pods } = situation;
  const each = (
    kinds: readonly string[],
    judgeOne: (object: ReturnType<Situation["ofKind"]>[number]) => Judgement | undefined,
  ) => kinds.flatMap(ofKind).flatMap((object) => judgeOne(object) ?? []);
  const roots = [
    ...each(["Node"], (node) => nodeJudgement(node, situation)),
    ...each(["Namespace"], (namespace) => judgeNamespace(namespace, situation)),
    ...each(WORKLOADS, (workload) => judgeRefused(workload, situation)),
    ...pods.flatMap((pod) => judgePod(pod, situation)),
    ...each(["PersistentVolumeClaim", "PersistentVolume"], (object) => judgeTerminating(object, situation)),
    ...each(["PersistentVolumeClaim"], (claim) => judgeClaim(claim, situation)),
  ];
  const isTold = toldAbout(roots, situation);
  const jobs = each(["Job"], (job) => judgeJob(job, situation, isTold));
  const short = each(WORKLOADS, (workload) => {
    const judgement = isTold(workload) ? undefined : judgeShort(workload, situation);
    return judgement === undefined || hasPodOnItsWay(workload, situation) ? undefined : judgement;
  });
  return [...roots, ...jobs, ...short].map((judgement) => underNamespace(judgement, roots));
}

/** Of which objects something is known already: those that were judged, and who made them. */
function toldAbout(judgements: readonly Judgement[], { find }: Situation): (name: ObjectName) => boolean {
  const told = new Set<string>();
  for (const { subject } of judgements) {
    let next: (ObjectName & { readonly owner?: ObjectName | undefined }) | undefined = subject;
    for (let depth = 0; next !== undefined && depth < MOST_OWNERS; depth += 1) {
      told.add(written(next));
      const { owner }: { readonly owner?: ObjectName | undefined } = next;
      next = owner === undefined ? undefined : (find(owner) ?? owner);
    }
  }
  return (name) => told.has(written(name));
}

/** Pod, ReplicaSet, Deployment, and what an operator puts above. */
const MOST_OWNERS = 6;

/** Pods that were created just now are not judged, and their workload need not be either. */
function hasPodOnItsWay(workload: ObjectName, { pods, find }: Situation): boolean {
  return pods.some(({ owner, phase, containers }) => {
    if (owner === undefined) return false;
    const above = find(owner)?.owner;
    const isIts = [owner, above].some((one) => one !== undefined && written(one) === written(workload));
    return isIts && (phase === "Pending" || containers.some(({ isReady }) => !isReady));
  });
}

/** What a finalizer keeps in a namespace that is to go is a part of why the namespace stays. */
function underNamespace(judgement: Judgement, roots: readonly Judgement[]): Judgement {
  if (judgement.class !== "terminating-finalizer") return judgement;
  const stuck = roots.find(
    ({ subject, class: found }) =>
      subject.kind === "Namespace" &&
      subject.name === judgement.subject.namespace &&
      found.startsWith("namespace-"),
  );
  return stuck === undefined
    ? judgement
    : { ...stuck, subject: judgement.subject, evidence: judgement.evidence };
}
