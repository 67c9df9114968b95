import { type ClusterJson, minor, order } from "./replay-model.ts";

/** A kubelet at exactly the target; below it only the minor matters to any rule. */
const ARRIVED = Number.POSITIVE_INFINITY;

/** Where a search stands: how far the API servers have come, and each kubelet's minor. */
interface State {
  readonly stage: number;
  readonly kubelets: readonly number[];
}

/** One move of the API servers, from one spread to one version. */
interface Stage {
  readonly oldest: number;
  readonly newest: number;
  readonly applies: boolean;
}

/**
 * The fewest kubelet changes that bring every node to `to`, found by trying every order of moving the API
 * servers a minor on and any one kubelet to any minor that it may have. Knows nothing of how plans are made:
 * only which states are allowed by the skew policy, and when kubeadm refuses to start.
 */
export function fewestDrains(cluster: ClusterJson, to: string): number {
  const stages = stagesTo(cluster, to);
  const start: State = {
    stage: 0,
    kubelets: cluster.nodes.map(({ kubeletVersion }) =>
      order(kubeletVersion, to) >= 0 ? ARRIVED : minor(kubeletVersion),
    ),
  };
  const seen = new Set<string>();
  let frontier: readonly State[] = [start];
  for (let cost = 0; frontier.length > 0; cost += 1) {
    const reached = advanced(frontier, stages, seen);
    if (
      reached.some(
        ({ stage, kubelets }) => stage === stages.length && kubelets.every((value) => value === ARRIVED),
      )
    )
      return cost;
    frontier = reached.flatMap((state) => moved(state, stages, minor(to)));
  }
  throw new Error("no way at all");
}

function stagesTo(cluster: ClusterJson, to: string): readonly Stage[] {
  const versions = cluster.controlPlane.apiServers.map(({ version }) => version).toSorted(order);
  const [oldest, newest] = [versions[0] ?? "", versions.at(-1) ?? ""];
  const stages: Stage[] = [];
  if (minor(oldest) < minor(newest)) {
    stages.push({
      oldest: minor(oldest),
      newest: minor(newest),
      applies: minor(newest) === minor(to) && order(newest, to) < 0,
    });
  }
  for (let current = minor(newest); current < minor(to); current += 1) {
    stages.push({ oldest: current, newest: current + 1, applies: true });
  }
  const isPatch = stages.length === 0 && order(newest, to) < 0;
  if (isPatch) stages.push({ oldest: minor(newest), newest: minor(newest), applies: true });
  return stages;
}

/** Every state that costs no drain: API servers move on as long as every kubelet may stand beside them. */
function advanced(frontier: readonly State[], stages: readonly Stage[], seen: Set<string>): readonly State[] {
  const reached: State[] = [];
  const waiting = [...frontier];
  while (waiting.length > 0) {
    const state = waiting.pop();
    if (state === undefined) break;
    const key = `${state.stage}/${state.kubelets.join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    reached.push(state);
    const stage = stages[state.stage];
    if (stage !== undefined && state.kubelets.every((kubelet) => mayWatch(kubelet, stage))) {
      waiting.push({ ...state, stage: state.stage + 1 });
    }
  }
  return reached;
}

function mayWatch(kubelet: number, { oldest, newest, applies }: Stage): boolean {
  if (kubelet === ARRIVED) return true;
  if (kubelet > oldest || newest - kubelet > (kubelet < 25 ? 2 : 3)) return false;
  return !applies || newest - kubelet <= (newest <= 28 ? 1 : 3);
}

/** Every state that one drain away: any kubelet to any minor above its own and not above the API servers. */
function moved({ stage, kubelets }: State, stages: readonly Stage[], target: number): readonly State[] {
  const isLast = stage === stages.length;
  const ceiling = isLast ? target : (stages[stage]?.oldest ?? target);
  return kubelets.flatMap((kubelet, index) => {
    if (kubelet === ARRIVED) return [];
    const choices = Array.from({ length: Math.max(0, ceiling - kubelet) }, (_, above) => kubelet + above + 1);
    return [...choices, ...(isLast ? [ARRIVED] : [])].map((choice) => ({
      stage,
      kubelets: kubelets.with(index, choice),
    }));
  });
}
