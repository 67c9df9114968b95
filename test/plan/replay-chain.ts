import { minor, order, type PlanJson } from "./replay-model.ts";

/** What is wrong with the hops as a chain: gaps, skipped minors, ways down. */
export function chainProblems({ hops, from, to }: PlanJson): string[] {
  const found: string[] = [];
  if (hops.length === 0) return found;
  if (hops[0]?.from !== from) found.push(`first hop starts at ${hops[0]?.from}, plan at ${from}`);
  if (hops.at(-1)?.to !== to) found.push(`last hop ends at ${hops.at(-1)?.to}, plan at ${to}`);
  for (const [index, hop] of hops.entries()) {
    const before = hops[index - 1];
    if (
      before !== undefined &&
      before.to !== hop.from &&
      !(before.from === before.to && order(before.to, hop.from) <= 0)
    ) {
      found.push(`hop starts at ${hop.from} after ${before.to}`);
    }
    if (minor(hop.to) - minor(hop.from) > 1) found.push(`skips a minor: ${hop.from} to ${hop.to}`);
    if (order(hop.to, hop.from) < 0) found.push(`goes down: ${hop.from} to ${hop.to}`);
    if (hop.kubeadm !== hop.to) found.push(`kubeadm ${hop.kubeadm} for ${hop.to}`);
  }
  return found;
}
