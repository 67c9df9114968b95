import { type ObjectName, written } from "./cluster-object.ts";
import { textAt } from "./fields.ts";
import { eventLine, type Judgement, quoted, statusLine } from "./judgement.ts";
import { describe, kubectl, kubectlIn } from "./kubectl.ts";
import type { RawObject, Situation } from "./situation.ts";

/** Why a PersistentVolumeClaim has no volume. */
interface ClaimProblem {
  readonly root: string;
  /** To stand inside a sentence. */
  readonly says: string;
  readonly next: string;
}

/** Why that claim is not bound; undefined where it is, or where it only waits for a pod. */
export function claimProblem(name: ObjectName, situation: Situation): ClaimProblem | undefined {
  const claim = situation.find(name);
  const problem = (says: string, next = describe(name)): ClaimProblem => ({
    root: written(name),
    says,
    next,
  });
  if (claim === undefined) {
    if (!situation.knows("PersistentVolumeClaim", name.namespace)) return undefined;
    return problem(`${written(name)} does not exist`, kubectlIn(name, "get", "persistentvolumeclaims"));
  }
  const phase = textAt(claim.raw, "status", "phase");
  if (phase === "Bound") return undefined;
  if (phase === "Lost")
    return problem(
      `${written(name)} is Lost: its PersistentVolume ${textAt(claim.raw, "spec", "volumeName") ?? ""} is gone`,
    );
  const storageClass = textAt(claim.raw, "spec", "storageClassName");
  const says = pendingBecause(claim, storageClass, situation);
  if (says === undefined) return undefined;
  const isClass = /StorageClass/.test(says);
  return problem(
    `${written(name)} is not bound, ${says}`,
    isClass ? kubectl("get", "storageclasses") : describe(name),
  );
}

/** A claim that is not bound although it should be, and that no pod need tell of. */
export function judgeClaim(claim: RawObject, situation: Situation): Judgement | undefined {
  const { now } = situation;
  if (claim.createdAt !== undefined && now - claim.createdAt < PATIENCE_MS) return undefined;
  const problem = claimProblem(claim, situation);
  if (problem === undefined) return undefined;
  const event = situation.eventsOf(claim).at(-1);
  return {
    class: "pending-unbound-claim",
    subject: claim,
    root: problem.root,
    cause: `${problem.says}.`,
    evidence: [
      statusLine(claim, textAt(claim.raw, "status", "phase") ?? "Pending"),
      ...(event === undefined ? [] : [eventLine(event)]),
    ],
    next: problem.next,
  };
}

const PATIENCE_MS = 30_000;

function pendingBecause(
  claim: RawObject,
  storageClass: string | undefined,
  situation: Situation,
): string | undefined {
  const { knows, find, eventsOf } = situation;
  if (
    storageClass !== undefined &&
    knows("StorageClass") &&
    find({ kind: "StorageClass", name: storageClass }) === undefined &&
    !hasVolumeFor(storageClass, situation)
  ) {
    return `since there is no StorageClass ${storageClass}`;
  }
  const event = eventsOf(claim).at(-1);
  switch (event?.reason) {
    case "WaitForFirstConsumer":
    case "WaitForPodScheduled":
      return undefined;
    case "FailedBinding":
      return "since no PersistentVolume fits and no StorageClass makes one";
    case "ExternalProvisioning":
      return `since its provisioner has not made a volume: ${quoted(event.message)}`;
    case undefined:
      return "and no event says why";
    default:
      return quoted(event?.message ?? "");
  }
}

/** A name that only PersistentVolumes carry needs no StorageClass object. */
function hasVolumeFor(storageClass: string, { ofKind }: Situation): boolean {
  return ofKind("PersistentVolume").some(
    ({ raw }) => textAt(raw, "spec", "storageClassName") === storageClass,
  );
}
