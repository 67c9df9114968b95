import type { Executor } from "../executor.ts";
import { runSandboxCommand } from "../sandbox-command.ts";
import { KIND_CLUSTER_PREFIX } from "./kind-cluster.ts";

export interface StrayOptions {
  readonly executor: Executor;
  /** Where the container engine is: {@link engineEnvironment}. */
  readonly engine: Readonly<Record<string, string>>;
  /** The ids of runs that are noted on this machine: their clusters have somebody who looks after them. */
  readonly noted: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What became of the clusters that nobody looks after. */
export interface StraySweep {
  readonly deleted: readonly string[];
  /** In sentences what could not be deleted. */
  readonly left: readonly string[];
}

/**
 * No run takes so long: its clusters are also deleted where no note of it is left, after a machine was thrown away
 * for instance whose engine was another one's. Younger ones may belong to a run on another machine.
 */
const STRAY_AGE_MILLISECONDS = 6 * 3_600_000;
const LIST_MILLISECONDS = 60_000;
const DELETE_MILLISECONDS = 120_000;

/** Deletes the kind clusters of runs that are not noted here and are older than six hours. */
export async function sweepStrayClusters(options: StrayOptions): Promise<StraySweep> {
  const { executor, engine } = options;
  const stray = (await runClusters(options)).filter((cluster) => isStray(cluster, options));
  const deleted: string[] = [];
  const left: string[] = [];
  for (const { name } of stray) {
    const command = {
      text: 'kind delete cluster --name "$KUBEHOP_CLUSTER"',
      environment: { ...engine, KUBEHOP_CLUSTER: name },
      timeoutMilliseconds: DELETE_MILLISECONDS,
    };
    const flaw = await runSandboxCommand(executor, command, {
      what: `The kind cluster ${name} could not be deleted`,
    });
    if (flaw === undefined) deleted.push(name);
    else left.push(flaw);
  }
  return { deleted, left };
}

interface RunCluster {
  readonly name: string;
  /** As the engine tells it; NaN where it does not. */
  readonly created: number;
}

/** A cluster of which nobody knows how old it is stays. */
function isStray({ name, created }: RunCluster, { noted, now }: StrayOptions): boolean {
  return !noted.has(name.slice(KIND_CLUSTER_PREFIX.length)) && now - created > STRAY_AGE_MILLISECONDS;
}

/** One line for each cluster of a run: its name, and when its first node was made. Nothing where kind is not there. */
const LIST = `for cluster in $(kind get clusters 2>/dev/null); do
  [[ $cluster =~ ^${KIND_CLUSTER_PREFIX}[0-9a-f]{16}$ ]] || continue
  created=
  node=$(kind get nodes --name "$cluster" 2>/dev/null | head -n 1) || continue
  for engine in docker podman nerdctl; do
    created=$("$engine" inspect --format '{{.Created}}' "$node" 2>/dev/null) && break
  done
  echo "$cluster $created"
done`;

async function runClusters({ executor, engine }: StrayOptions): Promise<readonly RunCluster[]> {
  let output = "";
  await executor.run({
    text: LIST,
    environment: engine,
    timeoutMilliseconds: LIST_MILLISECONDS,
    signal: new AbortController().signal,
    onOutput: (chunk) => {
      output += Buffer.from(chunk).toString("latin1");
    },
  });
  return output
    .split("\n")
    .map((line) => line.split(" "))
    .flatMap(([name = "", created = ""]) => (name === "" ? [] : [{ name, created: Date.parse(created) }]));
}
