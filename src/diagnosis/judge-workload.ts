import type { ClusterEvent } from "./cluster-event.ts";
import { conditionWith, type ObjectName, written } from "./cluster-object.ts";
import { numberAt, textAt } from "./fields.ts";
import { eventLine, type Judgement, quoted, statusLine } from "./judgement.ts";
import { describe } from "./kubectl.ts";
import { refusalOf } from "./refusal.ts";
import type { RawObject, Situation } from "./situation.ts";

/** The kinds whose controllers create pods, or who creates these. */
export const WORKLOADS = [
  "Deployment",
  "ReplicaSet",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "ReplicationController",
] as const;

/** Why a controller cannot create what it should; undefined where it can, or where its pods tell more. */
export function judgeRefused(workload: RawObject, situation: Situation): Judgement | undefined {
  if (isGone(workload) || lacks(workload) <= 0 || isToldBelow(workload, situation)) return undefined;
  const condition = conditionWith(workload, "ReplicaFailure", "True");
  const events = failures(workload, situation);
  // The condition keeps the text that it had when it became true, and events go on.
  const told = [
    ...events.map(({ message }) => message),
    ...(condition === undefined ? [] : [condition.message]),
  ];
  const message = told.find((text) => !CUT_OFF.test(text)) ?? told[0] ?? "";
  if (message === "") return undefined;
  const event = events.find((one) => one.message === message);
  const refusal = refusalOf(message, workload, situation);
  return {
    class: refusal.class,
    subject: workload,
    root: refusal.root ?? written(workload),
    cause: refusal.cause,
    evidence: [
      statusLine(
        workload,
        `${lacks(workload)} pods are missing${condition === undefined ? "" : `; ReplicaFailure, ${condition.reason}: ${condition.message}`}`,
      ),
      ...(event === undefined ? [] : [eventLine(event)]),
      ...(refusal.evidence ?? []),
    ],
    next: refusal.next,
  };
}

/** A Job that failed and whose pods tell nothing; `isTold` says of which objects something is known already. */
export function judgeJob(
  job: RawObject,
  situation: Situation,
  isTold: (name: ObjectName) => boolean,
): Judgement | undefined {
  const failed = conditionWith(job, "Failed", "True") ?? conditionWith(job, "FailureTarget", "True");
  if (failed === undefined || isTold(job) || hasSucceededSince(job, situation)) return undefined;
  return {
    class: "job-failed",
    subject: job,
    root: written(job.owner ?? job),
    cause: `Job ${job.name} has failed (${failed.reason}): ${quoted(failed.message)}.`,
    evidence: [
      statusLine(job, `condition Failed, ${failed.reason}: ${failed.message}`),
      ...situation.eventsOf(job).slice(-2).map(eventLine),
    ],
    next: describe(job),
  };
}

/** A workload that is short of ready pods, without any pod that would tell why. */
export function judgeShort(workload: RawObject, situation: Situation): Judgement | undefined {
  if (
    isGone(workload) ||
    workload.kind === "Job" ||
    workload.kind === "ReplicaSet" ||
    missingReady(workload) <= 0
  )
    return undefined;
  if (workload.createdAt !== undefined && situation.now - workload.createdAt < PATIENCE_MS) return undefined;
  const stalled = conditionWith(workload, "Progressing", "False");
  return {
    class: "unclassified",
    subject: workload,
    root: written(workload),
    cause: `${workload.kind} ${workload.name} is short of ${missingReady(workload)} ready pods, and nothing says why.`,
    evidence: [
      ...(stalled === undefined
        ? []
        : [statusLine(workload, `Progressing False, ${stalled.reason}: ${stalled.message}`)]),
      ...situation.eventsOf(workload).slice(-3).map(eventLine),
    ],
    next: describe(workload),
  };
}

const PATIENCE_MS = 60_000;

function isGone({ goneBy }: RawObject): boolean {
  return goneBy !== undefined;
}

/** Pods that should be there and were not created. */
function lacks({ kind, raw }: RawObject): number {
  const has = (name: string) => numberAt(raw, "status", name) ?? 0;
  switch (kind) {
    case "DaemonSet":
      return has("desiredNumberScheduled") - has("currentNumberScheduled");
    case "Job": {
      const isOver =
        textAt(raw, "status", "completionTime") !== undefined ||
        has("active") + has("succeeded") + has("failed") > 0;
      return isOver ? 0 : 1;
    }
    default:
      return (numberAt(raw, "spec", "replicas") ?? 1) - has("replicas");
  }
}

function missingReady({ kind, raw }: RawObject): number {
  const has = (name: string) => numberAt(raw, "status", name) ?? 0;
  if (kind === "DaemonSet") return has("desiredNumberScheduled") - has("numberReady");
  return (numberAt(raw, "spec", "replicas") ?? 1) - has("readyReplicas");
}

/** A Deployment's own condition repeats what its ReplicaSet says. */
function isToldBelow(workload: RawObject, { ofKind }: Situation): boolean {
  return (
    workload.kind === "Deployment" &&
    ofKind("ReplicaSet").some(({ owner }) => owner !== undefined && written(owner) === written(workload))
  );
}

/** What failed since something was created last, the newest first. */
function failures(workload: RawObject, { eventsOf }: Situation): readonly ClusterEvent[] {
  const events = eventsOf(workload)
    .filter(({ reason }) => /^(?:Failed|Successful)Create$/.test(reason))
    .toReversed();
  const success = events.findIndex(({ reason }) => reason === "SuccessfulCreate");
  return success < 0 ? events : events.slice(0, success);
}

/** A server that ends the connection while it is written to: the answer before or after says why. */
const CUT_OFF = /broken pipe|use of closed network connection|connection reset by peer|\bEOF$/;

/** Whether a later Job of the same CronJob has done its work. */
function hasSucceededSince(job: RawObject, { ofKind }: Situation): boolean {
  const { owner } = job;
  if (owner === undefined) return false;
  return ofKind("Job").some(
    (other) =>
      other.owner !== undefined &&
      written(other.owner) === written(owner) &&
      (other.createdAt ?? 0) > (job.createdAt ?? 0) &&
      conditionWith(other, "Complete", "True") !== undefined,
  );
}
