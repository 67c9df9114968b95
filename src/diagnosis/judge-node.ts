import { type Condition, conditionWith } from "./cluster-object.ts";
import type { DiagnosisClass } from "./diagnosis-classes.ts";
import { type Judgement, quoted, statusLine } from "./judgement.ts";
import { describe } from "./kubectl.ts";
import { isLost, type RawObject, type Situation } from "./situation.ts";

/** Why a node is not ready, or close to it; undefined for a healthy one. */
export function nodeJudgement(node: RawObject, { eventsOf }: Situation): Judgement | undefined {
  const ready = node.conditions.find(({ type }) => type === "Ready");
  const bad = ready === undefined || ready.status === "True" ? undefined : ready;
  const pressure = PRESSURES.find(({ type }) => conditionWith(node, type, "True") !== undefined);
  const network = conditionWith(node, "NetworkUnavailable", "True");
  const problem = bad === undefined ? undefined : readyProblem(node, bad);
  const found =
    problem ??
    (pressure === undefined ? undefined : pressureProblem(node, pressure)) ??
    (network === undefined ? undefined : networkProblem(node, network));
  if (found === undefined) return undefined;
  const told = [bad, network, ...PRESSURES.map(({ type }) => conditionWith(node, type, "True"))];
  const events = eventsOf(node).filter(({ isWarning }) => isWarning);
  return {
    class: found.class,
    subject: node,
    root: `Node ${node.name}`,
    cause: found.cause,
    evidence: [
      ...told.flatMap((one) => (one === undefined ? [] : [conditionLine(node, one)])),
      ...events
        .slice(-2)
        .map(({ reason, message }) => `Event Node ${node.name} ${reason}: ${quoted(message)}`),
    ],
    next: describe(node),
  };
}

interface Problem {
  readonly class: DiagnosisClass;
  readonly cause: string;
}

function readyProblem(node: RawObject, ready: Condition): Problem {
  if (isLost(node)) {
    const never = ready.reason === "NodeStatusNeverUpdated";
    return {
      class: "node-kubelet-stopped",
      cause: `The kubelet of node ${node.name} ${never ? "has never reported" : "has stopped reporting"}: it does not run, or cannot reach the API server.`,
    };
  }
  const said = quoted(ready.message);
  if (RUNTIME.test(ready.message)) {
    return {
      class: "node-runtime-down",
      cause: `The container runtime of node ${node.name} does not answer its kubelet: ${said}.`,
    };
  }
  if (NETWORK.test(ready.message)) return networkProblem(node, ready);
  return {
    class: "node-not-ready",
    cause: `Node ${node.name} is not ready: ${said === "" ? ready.reason : said}.`,
  };
}

/** The kubelet's words (pkg/kubelet/runtime.go) where the runtime does not answer; what it said of the network is old then. */
const RUNTIME =
  /container runtime is down|PLEG is not (?:healthy|active)|RuntimeReady=false|\b(?:containerd|crio|cri-dockerd)\.sock/i;
const NETWORK =
  /NetworkPluginNotReady|cni plugin not initialized|cni config|network not ready|NetworkReady=false/i;

function networkProblem(node: RawObject, { message }: Condition): Problem {
  return {
    class: "node-network-not-ready",
    cause: `The network plugin of node ${node.name} is not ready: ${quoted(message)}.`,
  };
}

interface Pressure {
  readonly type: string;
  readonly class: DiagnosisClass;
  readonly lacks: string;
}

const PRESSURES: readonly Pressure[] = [
  { type: "DiskPressure", class: "node-disk-pressure", lacks: "disk space or inodes" },
  { type: "MemoryPressure", class: "node-memory-pressure", lacks: "memory" },
  { type: "PIDPressure", class: "node-pid-pressure", lacks: "process ids" },
];

function pressureProblem(node: RawObject, { class: found, lacks, type }: Pressure): Problem {
  return {
    class: found,
    cause: `Node ${node.name} runs out of ${lacks} (${type}): it evicts pods and takes no new ones.`,
  };
}

function conditionLine(node: RawObject, { type, status, reason, message }: Condition): string {
  return statusLine(node, `condition ${type} is ${status}, ${reason}: ${message}`);
}
