import { apiServersOf, type Machine } from "./replay-machines.ts";
import { minor } from "./replay-model.ts";

/** Everything that breaks the version skew policy at this moment. */
export function skewViolations(machines: ReadonlyMap<string, Machine>): string[] {
  const servers = apiServersOf(machines).map(minor);
  const [oldest, newest] = [Math.min(...servers), Math.max(...servers)];
  const found: string[] = [];
  if (newest - oldest > 1) found.push(`API servers at 1.${oldest} and 1.${newest}`);
  for (const machine of machines.values()) {
    const kubelet = minor(machine.kubelet);
    if (kubelet > oldest || newest - kubelet > (kubelet < 25 ? 2 : 3))
      found.push(`kubelet of ${machine.name} at ${kubelet}, API ${oldest}..${newest}`);
    found.push(...proxyViolations(machine, oldest, newest));
    const beside = machine.apiServer === undefined ? undefined : minor(machine.apiServer);
    for (const manager of machine.managers.map(minor)) {
      if (beside !== undefined && (manager > beside || beside - manager > 1))
        found.push(`manager of ${machine.name} at ${manager}, API ${beside}`);
    }
  }
  return found;
}

function proxyViolations(machine: Machine, oldest: number, newest: number): string[] {
  if (machine.kubeProxy === undefined) return [];
  const [proxy, kubelet] = [minor(machine.kubeProxy), minor(machine.kubelet)];
  const reach = proxy < 25 ? 2 : 3;
  const found: string[] = [];
  // kubeadm up to 1.27 moves kube-proxy before the other API servers, whatever one plans.
  if (proxy > oldest && !(proxy <= 27 && proxy === newest))
    found.push(`kube-proxy of ${machine.name} at ${proxy} above API ${oldest}`);
  if (newest - proxy > reach) found.push(`kube-proxy of ${machine.name} at ${proxy}, API ${newest}`);
  if (Math.abs(proxy - kubelet) > reach)
    found.push(`kube-proxy of ${machine.name} at ${proxy}, kubelet ${kubelet}`);
  return found;
}
