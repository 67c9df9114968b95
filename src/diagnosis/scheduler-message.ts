/** Why nodes cannot take a pod, by the scheduler's own words. */
export type Hindrance =
  | "claim"
  | "volume"
  | "topology-spread"
  | "affinity"
  | "host-port"
  | "resources"
  | "taint"
  | "other";

/** One reason of the scheduler and how many nodes it holds for; all of them where it does not count them. */
export interface SchedulerReason {
  readonly nodes: number;
  readonly text: string;
  readonly hindrance: Hindrance;
}

/**
 * Takes apart what the scheduler says about a pod: `0/4 nodes are available: 1 Insufficient cpu, 3 node(s) had
 * untolerated taint(s). preemption: …`. The words are those of 1.24 to 1.36 (pkg/scheduler/framework/plugins); up to
 * 1.23 taints have a comma of their own.
 */
export function schedulerReasons(message: string): readonly SchedulerReason[] {
  const [, total = "0", told = message] =
    /^0\/(\d+) nodes are available: (.*?)\.?(?: preemption: .*| no new claims to deallocate.*| not found)?$/s.exec(
      message,
    ) ?? [];
  return told.split(/, (?=\d+ )/).flatMap((part) => {
    const [, count, text = part] = /^(\d+) (.*)$/s.exec(part) ?? [];
    if (text.trim() === "") return [];
    return { nodes: Number(count ?? total), text: text.replace(/\.$/, ""), hindrance: hindranceOf(text) };
  });
}

function hindranceOf(text: string): Hindrance {
  return TEXTS.find(([texts]) => texts.test(text))?.[1] ?? "other";
}

const TEXTS: readonly (readonly [texts: RegExp, hindrance: Hindrance])[] = [
  [
    /unbound immediate PersistentVolumeClaims|persistentvolumeclaim "|find available persistent volumes to bind|bound to non-existent pv|enough free storage|ephemeral volume controller|binding volumes|provisioning failed/i,
    "claim",
  ],
  [
    /volume node affinity conflict|PersistentVolume's node affinity|no available (?:volume zone|disk)|ReadWriteOncePod/i,
    "volume",
  ],
  [/topology spread constraints/i, "topology-spread"],
  [/free ports/i, "host-port"],
  [/\btaint|were unschedulable/i, "taint"],
  [/affinity|selector|requested node name|required features/i, "affinity"],
  [
    /Insufficient |Too many pods|exceed max volume count|cannot allocate all claims|no nodes available/i,
    "resources",
  ],
];

/**
 * The reason to name of several. The scheduler asks its filters in order and tells of each node the first one that
 * refused it, so that nodes which a taint or a selector keeps off say nothing about the others: what most of the
 * others lack counts, and where as many lack something else, what was asked last.
 */
export function decisiveReason(reasons: readonly SchedulerReason[]): SchedulerReason | undefined {
  const reached = reasons.filter(({ hindrance }) => hindrance !== "taint");
  const fitting = reached.filter(
    ({ hindrance, text }) => hindrance !== "affinity" || !NODE_SELECTION.test(text),
  );
  const candidates = [fitting, reached, reasons].find((list) => list.length > 0) ?? [];
  return candidates.toSorted(
    (left, right) =>
      right.nodes - left.nodes || ORDER.indexOf(right.hindrance) - ORDER.indexOf(left.hindrance),
  )[0];
}

/** By labels of nodes; affinity to other pods is another matter. */
export const NODE_SELECTION = /node affinity|selector|\bNodeAffinity\b|requested node name/;

/** As kube-scheduler's default plugins filter. */
const ORDER: readonly Hindrance[] = [
  "other",
  "taint",
  "affinity",
  "host-port",
  "resources",
  "volume",
  "claim",
  "topology-spread",
];
