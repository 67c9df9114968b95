import type { Machine } from "./replay-machines.ts";
import type { HopJson } from "./replay-model.ts";

/** One hop after its last step. */
export interface DoneHop {
  readonly hop: HopJson;
  readonly machines: ReadonlyMap<string, Machine>;
  /** `action version` of every step, by node; steps without a node under the empty name. */
  readonly touched: ReadonlyMap<string, ReadonlySet<string>>;
  /** The API server of each node when the hop began. */
  readonly atStart: ReadonlyMap<string, string | undefined>;
}

/** Nodes that a hop of the control plane left out: each needs the repository, kubeadm and its upgrade. */
export function leftOut({ hop, machines, touched, atStart }: DoneHop): string[] {
  if (hop.from === hop.to) return [];
  const found: string[] = [];
  const everywhere = touched.get("")?.has(`pin-repository ${hop.to}`) ?? false;
  for (const { name, apiServer } of machines.values()) {
    const actions = touched.get(name) ?? new Set();
    const moved = actions.has(`apply ${hop.to}`) || actions.has(`upgrade-node ${hop.to}`);
    if (!everywhere && !actions.has(`pin-repository ${hop.to}`)) found.push(`${name}: repository not pinned`);
    if (!actions.has(`upgrade-kubeadm ${hop.kubeadm}`)) found.push(`${name}: no kubeadm`);
    if (!moved && atStart.get(name) !== hop.to) found.push(`${name}: kubeadm upgrade did not run`);
    if (apiServer !== undefined && apiServer !== hop.to) found.push(`${name}: API server at ${apiServer}`);
  }
  return found;
}
