import type { Machine } from "./replay-machines.ts";
import { minor, order, type PlanJson } from "./replay-model.ts";

/** What is left behind at the end, and drains that were not counted right. */
export function arrivalProblems(machines: ReadonlyMap<string, Machine>, plan: PlanJson): string[] {
  const { to, strategy, drains, hops } = plan;
  const found: string[] = [];
  for (const { name, kubelet, apiServer, kubeProxy, managers } of machines.values()) {
    if (order(kubelet, to) < 0) found.push(`kubelet of ${name} left at ${kubelet}`);
    if (apiServer !== undefined && apiServer !== to) found.push(`API server of ${name} left at ${apiServer}`);
    if (kubeProxy !== undefined && minor(kubeProxy) < minor(to))
      found.push(`kube-proxy of ${name} left at ${kubeProxy}`);
    if (managers.some((version) => version !== to)) found.push(`managers of ${name} left behind`);
  }
  const steps = hops.flatMap((hop) => hop.steps);
  const weigh = (action: string) =>
    steps
      .filter((step) => step.action === action)
      .reduce((sum, { node }) => sum + (machines.get(node ?? "")?.count ?? 1), 0);
  const drained = machines.size === 1 ? weigh("upgrade-kubelet") : weigh("drain");
  if (drained !== drains.planned || weigh("upgrade-kubelet") !== drains.planned) {
    found.push(`${drained} drains, ${weigh("upgrade-kubelet")} kubelet changes, ${drains.planned} told`);
  }
  const expected = strategy === "node-by-node" ? drains.nodeByNode : drains.minimum;
  if (drains.planned !== expected)
    found.push(`${drains.planned} drains planned, ${expected} told for ${strategy}`);
  return found;
}
