import {
  type ClusterJson,
  type HopJson,
  type InstanceJson,
  minor,
  order,
  type PlanJson,
  type StepJson,
} from "./replay-model.ts";

interface Machine {
  readonly name: string;
  readonly controlPlane: boolean;
  readonly count: number;
  kubelet: string;
  kubeProxy: string | undefined;
  apiServer: string | undefined;
  managers: string[];
  kubeadm: string | undefined;
  /** Newest minor that `kubeadm apply` or `kubeadm upgrade node` brought this machine to. */
  configured: string | undefined;
  repository: number | undefined;
  cordoned: boolean;
}

/**
 * Does a plan step by step on a cluster, knowing only their JSON, and tells every broken rule: the version
 * skew policy at every moment, kubeadm's own policy, the order of a hop, gates left out, nodes left behind.
 */
export function replay(cluster: ClusterJson, plan: PlanJson): readonly string[] {
  const run = new Replay(cluster, plan);
  return run.problems();
}

class Replay {
  private readonly found: string[] = [];
  private readonly machines: Map<string, Machine>;
  private readonly cluster: ClusterJson;
  private readonly plan: PlanJson;
  private readonly tolerated: ReadonlySet<string>;
  private stored: string;
  private ids = new Set<string>();
  private where = "";
  private backedUp = false;
  private unproved = false;

  constructor(cluster: ClusterJson, plan: PlanJson) {
    this.cluster = cluster;
    this.plan = plan;
    this.machines = machinesOf(cluster);
    this.stored = this.apiServers().toSorted(order).at(-1) ?? "";
    this.tolerated = new Set(this.violations());
  }

  problems(): readonly string[] {
    this.chain();
    for (const hop of this.plan.hops) this.hop(hop);
    this.where = "end";
    if (this.plan.hops.length > 0) this.arrived();
    return [...new Set(this.found)];
  }

  private bad(message: string): void {
    this.found.push(`${this.where}: ${message}`);
  }

  private chain(): void {
    this.where = "chain";
    const { hops, from, to } = this.plan;
    if (hops.length === 0) return;
    if (hops[0]?.from !== from) this.bad(`first hop starts at ${hops[0]?.from}, plan at ${from}`);
    if (hops.at(-1)?.to !== to) this.bad(`last hop ends at ${hops.at(-1)?.to}, plan at ${to}`);
    for (const [index, hop] of hops.entries()) {
      const before = hops[index - 1];
      if (
        before !== undefined &&
        before.to !== hop.from &&
        !(before.from === before.to && order(before.to, hop.from) <= 0)
      ) {
        this.bad(`hop starts at ${hop.from} after ${before.to}`);
      }
      if (minor(hop.to) - minor(hop.from) > 1) this.bad(`skips a minor: ${hop.from} to ${hop.to}`);
      if (order(hop.to, hop.from) < 0) this.bad(`goes down: ${hop.from} to ${hop.to}`);
      if (hop.kubeadm !== hop.to) this.bad(`kubeadm ${hop.kubeadm} for ${hop.to}`);
    }
  }

  private hop(hop: HopJson): void {
    const state = {
      hop,
      backup: false,
      snapshot: false,
      applies: new Map<string, number>(),
      changedAfterVerify: true,
      etcdAsked: false,
    };
    const touched = new Map<string, Set<string>>();
    if (!hop.steps.some(({ id }) => id === hop.pointOfNoReturn)) this.bad("point of no return names no step");
    if (hop.rollback.trim() === "") this.bad("no rollback");
    const atStart = new Map([...this.machines].map(([name, { apiServer }]) => [name, apiServer]));
    for (const step of hop.steps) {
      this.where = step.id;
      this.form(step);
      const actions = touched.get(step.node ?? "") ?? new Set();
      touched.set(step.node ?? "", actions.add(`${step.action} ${step.version ?? ""}`));
      this.step(step, state);
      this.skew();
    }
    this.where = `hop ${hop.from} to ${hop.to}`;
    if (state.changedAfterVerify) this.bad("no verify after the last change");
    for (const { name, cordoned } of this.machines.values()) if (cordoned) this.bad(`${name} stays cordoned`);
    if (hop.from !== hop.to) this.everyNode(hop, touched, atStart);
  }

  private everyNode(
    hop: HopJson,
    touched: Map<string, Set<string>>,
    atStart: Map<string, string | undefined>,
  ): void {
    for (const { name } of this.machines.values()) {
      const actions = touched.get(name) ?? new Set();
      const everywhere = touched.get("")?.has(`pin-repository ${hop.to}`) ?? false;
      if (!everywhere && !actions.has(`pin-repository ${hop.to}`)) this.bad(`${name}: repository not pinned`);
      if (!actions.has(`upgrade-kubeadm ${hop.kubeadm}`)) this.bad(`${name}: no kubeadm`);
      const moved = actions.has(`apply ${hop.to}`) || actions.has(`upgrade-node ${hop.to}`);
      if (!moved && atStart.get(name) !== hop.to) this.bad(`${name}: kubeadm upgrade did not run`);
    }
    for (const { name, apiServer } of this.machines.values()) {
      if (apiServer !== undefined && apiServer !== hop.to) this.bad(`${name}: API server at ${apiServer}`);
    }
  }

  private form(step: StepJson): void {
    if (this.ids.has(step.id)) this.bad("id stands twice");
    this.ids.add(step.id);
    if (step.why.trim() === "") this.bad("no why");
    if (
      ["upgrade-kubeadm", "apply", "upgrade-node", "upgrade-kubelet", "pin-repository"].includes(step.action)
    ) {
      if (!/^1\.\d+\.\d+/.test(step.version ?? "")) this.bad(`no full version: ${step.version}`);
    }
    for (const { run, on } of step.commands) {
      if (/[\r\n]/.test(run)) this.bad("a command with a line break");
      if (on !== "workstation" && !this.machines.has(on)) this.bad(`runs on ${on}, which is no node`);
    }
  }

  private step(step: StepJson, state: HopState): void {
    switch (step.action) {
      case "plan":
      case "approve":
      case "rollback":
        return;
      case "check":
        this.unproved = false;
        if (/etcd/.test(step.commands.map(({ run }) => run).join())) state.etcdAsked = true;
        return;
      case "verify":
        state.changedAfterVerify = false;
        return;
      case "backup":
        state.backup = true;
        this.backedUp = true;
        return;
      case "snapshot-etcd":
        state.snapshot = true;
        return;
      default:
        state.changedAfterVerify = true;
        this.change(step, state);
    }
  }

  private change(step: StepJson, state: HopState): void {
    if (step.action === "pin-repository" && step.node === undefined) {
      for (const machine of this.machines.values()) machine.repository = minor(step.version ?? "");
      return;
    }
    const machine = this.machines.get(step.node ?? "");
    if (machine === undefined) {
      this.bad(`${step.action} names no node of the cluster: ${step.node}`);
      return;
    }
    const version = step.version ?? "";
    switch (step.action) {
      case "pin-repository":
        machine.repository = minor(version);
        return;
      case "upgrade-kubeadm":
        this.kubeadm(machine, version, state);
        return;
      case "apply":
      case "upgrade-node":
        this.move(machine, step, state);
        return;
      case "set-image":
        this.gates(state);
        return;
      case "drain":
        this.drain(machine);
        return;
      case "upgrade-kubelet":
        this.kubelet(machine, step, state);
        return;
      case "uncordon":
        machine.cordoned = false;
        return;
      default:
        this.bad(`unknown action ${step.action}`);
    }
  }

  private kubeadm(machine: Machine, version: string, { hop }: HopState): void {
    if (version !== hop.kubeadm) this.bad(`kubeadm ${version} in a hop of ${hop.kubeadm}`);
    if (machine.repository !== minor(version)) this.bad("kubeadm without its repository");
    if (machine.kubeadm !== undefined && minor(version) - minor(machine.kubeadm) > 1)
      this.bad("kubeadm skips a minor");
    machine.kubeadm = version;
  }

  private move(machine: Machine, step: StepJson, state: HopState): void {
    const version = step.version ?? "";
    if (version !== state.hop.to) this.bad(`${step.action} ${version} in a hop to ${state.hop.to}`);
    if (machine.kubeadm !== version) this.bad(`${step.action} ${version} with kubeadm ${machine.kubeadm}`);
    if (machine.configured !== undefined && minor(version) - minor(machine.configured) > 1)
      this.bad("skips a minor on this node");
    if (!machine.controlPlane) {
      this.worker(machine, step, version);
      return;
    }
    this.gates(state);
    if ([...this.machines.values()].some(({ cordoned }) => cordoned))
      this.bad("the control plane moves beside a drained node");
    if (step.action === "apply") this.apply(version, state);
    else if (this.stored !== version) this.bad(`upgrade-node to ${version}, but apply stored ${this.stored}`);
    machine.apiServer = version;
    machine.managers = machine.managers.map(() => version);
    machine.configured = version;
    this.unproved = true;
    this.moveProxies(version, step.action === "apply");
  }

  private worker(machine: Machine, step: StepJson, version: string): void {
    if (step.action === "apply") this.bad("apply on a worker");
    if (this.apiServers().some((server) => order(server, version) < 0))
      this.bad("a worker before the control plane");
    machine.configured = version;
  }

  private apply(version: string, state: HopState): void {
    const count = (state.applies.get(version) ?? 0) + 1;
    state.applies.set(version, count);
    if (count > 1) this.bad(`apply ${version} twice in one hop`);
    const target = minor(version);
    if (this.apiServers().some((server) => target - minor(server) > 1 || order(server, version) > 0))
      this.bad("kubeadm refuses: cluster version");
    const behind = target <= 28 ? 1 : 3;
    for (const { name, kubelet } of this.machines.values()) {
      if (target - minor(kubelet) > behind) this.bad(`kubeadm refuses: kubelet of ${name} at ${kubelet}`);
    }
    const minimum = target === 34 ? [3, 5, 26] : target === 37 ? [3, 6, 11] : undefined;
    const crosses = minor(state.hop.from) < target && this.cluster.controlPlane.etcd.topology !== "external";
    if (minimum !== undefined && crosses && !this.etcdSettled(state, minimum))
      this.bad(`etcd below ${minimum.join(".")}`);
    this.stored = version;
  }

  private etcdSettled({ hop }: HopState, minimum: readonly number[]): boolean {
    const before = hop.steps.slice(
      0,
      hop.steps.findIndex(({ action, version }) => action === "apply" && version === hop.to),
    );
    const images = before.filter(({ action }) => action === "set-image");
    const raised = (name: string) =>
      images.some(({ node, version }) => node === name && atLeast(version ?? "", minimum));
    const servers = [...this.machines.values()].filter(({ controlPlane }) => controlPlane);
    const asked = before.some(
      ({ action, commands }) =>
        action === "check" &&
        commands.some(
          ({ run, expect }) => run.includes("component=etcd") && (expect ?? "").includes(minimum.join(".")),
        ),
    );
    return servers.every(({ name }) => raised(name)) || asked;
  }

  private gates(state: HopState): void {
    if (!state.backup || !this.backedUp) this.bad("no backup before the control plane changes");
    if (this.cluster.controlPlane.etcd.topology !== "external" && !state.snapshot)
      this.bad("no etcd snapshot");
  }

  /** kubeadm up to 1.27 moves kube-proxy at the first apply, later ones with the last control-plane node. */
  private moveProxies(version: string, isApply: boolean): void {
    const servers = this.apiServers();
    const isLast = servers.every((server) => server === version);
    if (!isLast && !(isApply && minor(version) <= 27)) return;
    for (const machine of this.machines.values()) {
      if (machine.kubeProxy !== undefined) machine.kubeProxy = version;
    }
  }

  private drain(machine: Machine): void {
    if (this.unproved) this.bad("a drain with no check since an API server restarted");
    if ([...this.machines.values()].some(({ cordoned }) => cordoned)) this.bad("two nodes drained at once");
    machine.cordoned = true;
  }

  private kubelet(machine: Machine, step: StepJson, { hop }: HopState): void {
    const version = step.version ?? "";
    const isAlone = this.machines.size === 1 && machine.controlPlane;
    if (!machine.cordoned && !(isAlone && /not drained/i.test(step.why)))
      this.bad("kubelet changed on a node that was not drained");
    if (version !== hop.to) this.bad(`kubelet ${version} in a hop to ${hop.to}`);
    if (machine.repository !== minor(version)) this.bad("kubelet without its repository");
    if (machine.configured === undefined || minor(machine.configured) < minor(version))
      this.bad("kubelet before kubeadm upgrade node");
    if (this.apiServers().some((server) => order(server, version) < 0))
      this.bad("kubelet before every API server of the hop");
    if (order(version, machine.kubelet) <= 0) this.bad(`kubelet from ${machine.kubelet} to ${version}`);
    machine.kubelet = version;
    if (machine.controlPlane) this.unproved = true;
  }

  private arrived(): void {
    const { to, strategy, drains, hops } = this.plan;
    for (const { name, kubelet, apiServer, kubeProxy, managers } of this.machines.values()) {
      if (order(kubelet, to) < 0) this.bad(`kubelet of ${name} left at ${kubelet}`);
      if (apiServer !== undefined && apiServer !== to) this.bad(`API server of ${name} left at ${apiServer}`);
      if (kubeProxy !== undefined && minor(kubeProxy) < minor(to))
        this.bad(`kube-proxy of ${name} left at ${kubeProxy}`);
      if (managers.some((version) => version !== to)) this.bad(`managers of ${name} left behind`);
    }
    const steps = hops.flatMap((hop) => hop.steps);
    const weigh = (action: string) =>
      steps
        .filter((step) => step.action === action)
        .reduce((sum, { node }) => sum + (this.machines.get(node ?? "")?.count ?? 1), 0);
    const drained = this.machines.size === 1 ? weigh("upgrade-kubelet") : weigh("drain");
    if (drained !== drains.planned || weigh("upgrade-kubelet") !== drains.planned) {
      this.bad(`${drained} drains, ${weigh("upgrade-kubelet")} kubelet changes, ${drains.planned} told`);
    }
    const expected = strategy === "node-by-node" ? drains.nodeByNode : drains.minimum;
    if (drains.planned !== expected)
      this.bad(`${drains.planned} drains planned, ${expected} told for ${strategy}`);
  }

  private apiServers(): string[] {
    return [...this.machines.values()].flatMap(({ apiServer }) => apiServer ?? []);
  }

  private skew(): void {
    for (const violation of this.violations()) if (!this.tolerated.has(violation)) this.bad(violation);
  }

  private violations(): string[] {
    const servers = this.apiServers().map(minor);
    const [oldest, newest] = [Math.min(...servers), Math.max(...servers)];
    const found: string[] = [];
    if (newest - oldest > 1) found.push(`API servers at 1.${oldest} and 1.${newest}`);
    for (const machine of this.machines.values()) {
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
}

interface HopState {
  readonly hop: HopJson;
  backup: boolean;
  snapshot: boolean;
  applies: Map<string, number>;
  changedAfterVerify: boolean;
  etcdAsked: boolean;
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

function machinesOf(cluster: ClusterJson): Map<string, Machine> {
  const { apiServers, controllerManagers, schedulers } = cluster.controlPlane;
  return new Map(
    cluster.nodes.map((node): [string, Machine] => {
      const controlPlane = node.role === "control-plane";
      const apiServer = controlPlane ? on(apiServers, node.name)[0] : undefined;
      const machine: Machine = {
        name: node.name,
        controlPlane,
        count: node.count ?? 1,
        kubelet: node.kubeletVersion,
        kubeProxy: node.kubeProxyVersion,
        apiServer,
        managers: controlPlane ? [...on(controllerManagers, node.name), ...on(schedulers, node.name)] : [],
        kubeadm: undefined,
        configured: apiServer,
        repository: undefined,
        cordoned: false,
      };
      return [node.name, machine];
    }),
  );
}

function on(list: readonly InstanceJson[], name: string): string[] {
  return list.filter(({ node }) => node === name || node === undefined).map(({ version }) => version);
}

function atLeast(version: string, minimum: readonly number[]): boolean {
  const parts = version.split(/[.-]/).map(Number);
  const index = minimum.findIndex((number, position) => number !== parts[position]);
  return index === -1 || (parts[index] ?? 0) > (minimum[index] ?? 0);
}
