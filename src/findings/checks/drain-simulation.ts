import { counted } from "../../source/counted.ts";
import type { Finding, Place } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { evictedPods, type NodeDrain, type PodFate, simulateDrains } from "../drain-simulation.ts";
import { makeFinding } from "../make-finding.ts";
import { disruptionBudgets } from "../views/disruption-budgets.ts";
import { nodeBoundStorage } from "../views/node-bound-storage.ts";
import { type Workload, workloads } from "../views/workloads.ts";

const SIMULATION: FindingDescription = {
  id: "drain-simulation",
  title: "What the drain of each node does to its pods",
  meaning: "For each pod of a snapshot: evictable, blocked, pinned, its data lost, or unmanaged.",
};

/** The finding that carries the simulated drains beside its text, in the order that is proposed. */
export interface DrainSimulationFinding extends Finding {
  readonly drains: readonly NodeDrain[];
}

/** Nodes that the text names; the JSON has them all. */
const SHOWN = 20;

/** The drains of the nodes on which pods run, where a snapshot of them or the live cluster was read. */
export const drainSimulationCheck: ManifestCheck = {
  name: "drain-simulation",
  reads: ["Pods with the node that they run on (kubectl get pods -A -o json); budgets and storage"],
  findings: [SIMULATION],
  views: [workloads, disruptionBudgets, nodeBoundStorage],
  judge: (context) => {
    const drains = simulateDrains(context.repository, context.cluster);
    return drains.length === 0 ? [] : [told(drains, context)];
  },
};

function told(drains: readonly NodeDrain[], context: ManifestContext): DrainSimulationFinding {
  const pods = drains.flatMap((drain) => drain.pods);
  const stops = pods.filter(({ fate }) => fate === "blocked" || fate === "unmanaged").length;
  const broken = drains.filter(({ breaks }) => breaks.length > 0).length;
  const finding = makeFinding(SIMULATION, context, {
    severity: stops + broken > 0 ? "risk" : "notice",
    certainty: "likely",
    places: firstOfEachFile(evictedPods(context.repository, context.cluster)),
    why: `The drains of ${counted(drains.length, "node")} move ${counted(pods.length, "pod")}, if they run as in the snapshot: ${summary(pods)}${broken === 0 ? "" : `; ${broken} of the nodes hold more members of a quorum system than may be away`}. Drain in the order below, and see every pod Ready before the next node.`,
    fix: [
      ...drains.slice(0, SHOWN).map(line),
      ...(drains.length > SHOWN ? [`and ${drains.length - SHOWN} more (--format json has them all)`] : []),
    ].join("\n"),
    sources: ["kubernetes.io/docs/tasks/administer-cluster/safely-drain-node"],
  });
  return { ...finding, drains };
}

/** Thousands of pods may stand in one file: its first tells which file it is. */
function firstOfEachFile(pods: readonly Workload[]): readonly Place[] {
  const byPath = Map.groupBy(pods, ({ place }) => place.path);
  return [...byPath.values()].flatMap(([first]) => first?.place ?? []);
}

function line({ node, pods, breaks }: NodeDrain): string {
  const held = pods.filter(({ fate }) => fate !== "evictable" && fate !== "data-lost");
  const reasons = held.map(({ pod, fate, by }) => `${pod} ${fate}${by === undefined ? "" : ` (${by})`}`);
  const quorum = breaks.map((system) => `takes the majority of ${system}`);
  return [`${node}: ${summary(pods)}`, ...quorum, ...reasons].join("; ");
}

const WORDS: Readonly<Record<PodFate["fate"], string>> = {
  evictable: "evictable",
  "data-lost": "with emptyDir data",
  pinned: "pinned to the node",
  blocked: "blocked",
  unmanaged: "unmanaged",
};

function summary(pods: readonly PodFate[]): string {
  const counts = Map.groupBy(pods, ({ fate }) => fate);
  const order = ["evictable", "data-lost", "pinned", "blocked", "unmanaged"] as const;
  return order
    .flatMap((fate) => {
      const count = counts.get(fate)?.length ?? 0;
      return count === 0 ? [] : [`${count} ${WORDS[fate]}`];
    })
    .join(", ");
}
