import type { Cluster, ClusterNode, ComponentInstance } from "../cluster/cluster.ts";
import type { Hop, Step } from "../plan/plan.ts";
import { type Tally, VersionCounter } from "./version-counter.ts";

/** The versions that run at one moment; an empty tally means that no file tells. */
export interface VersionState {
  readonly apiServers: Tally;
  /** Controller managers and schedulers together. */
  readonly managers: Tally;
  readonly kubelets: Tally;
  readonly kubeletPools: ReadonlyMap<string, Tally>;
  readonly kubeProxies: Tally;
}

/** The versions after a step; `step` is its index in the plan, counted over all hops. */
export interface VersionMoment {
  readonly step: number;
  readonly state: VersionState;
}

/** The versions now and after each hop. */
export function statesAfterHops(cluster: Cluster, hops: readonly Hop[]): readonly VersionState[] {
  const replay = new VersionReplay(cluster);
  const states = [replay.state()];
  for (const hop of hops) {
    hop.steps.forEach((step) => {
      replay.done(step, hop);
    });
    states.push(replay.state());
  }
  return states;
}

/** Every moment at which a version moves, the start (`step` -1) included, one after the other. */
export function* versionMoments(cluster: Cluster, hops: readonly Hop[]): Generator<VersionMoment> {
  const replay = new VersionReplay(cluster);
  yield { step: -1, state: replay.state() };
  let index = 0;
  for (const hop of hops) {
    for (const step of hop.steps) {
      if (replay.done(step, hop)) yield { step: index, state: replay.state() };
      index += 1;
    }
  }
}

class VersionReplay {
  private readonly apiServers: ControlPlaneCounter;
  private readonly managers: ControlPlaneCounter;
  private readonly kubelets = new VersionCounter();
  private readonly pools = new Map<string, VersionCounter>();
  private readonly kubeProxies = new VersionCounter();
  private readonly nodes: ReadonlyMap<string, ClusterNode>;

  constructor(cluster: Cluster) {
    const { apiServers, controllerManagers, schedulers } = cluster.controlPlane;
    const planes = controlPlaneMachines(cluster);
    this.apiServers = new ControlPlaneCounter([apiServers], planes);
    this.managers = new ControlPlaneCounter([controllerManagers, schedulers], planes);
    this.nodes = new Map(cluster.nodes.map((node) => [node.name, node]));
    for (const node of this.nodes.values()) this.addNode(node);
  }

  /** Takes one step as done; true where it moves a version. */
  done(step: Step, hop: Hop): boolean {
    if (step.node === undefined) return false;
    const version = step.version ?? hop.to;
    if (step.action === "upgrade-kubelet") return this.kubeletMoved(step.node, version);
    if (step.action !== "apply" && step.action !== "upgrade-node") return false;
    return this.nodes.get(step.node)?.role !== "worker" && this.controlPlaneMoved(step.node, version);
  }

  state(): VersionState {
    return {
      apiServers: this.apiServers.tally(),
      managers: this.managers.tally(),
      kubelets: this.kubelets.tally(),
      kubeletPools: new Map([...this.pools].map(([pool, counter]) => [pool, counter.tally()])),
      kubeProxies: this.kubeProxies.tally(),
    };
  }

  private addNode(node: ClusterNode): void {
    const pool = this.pools.get(poolOf(node)) ?? new VersionCounter();
    this.pools.set(poolOf(node), pool);
    pool.add(node.name, node.kubeletVersion, node.count);
    this.kubelets.add(node.name, node.kubeletVersion, node.count);
    if (node.kubeProxyVersion !== undefined) {
      this.kubeProxies.add(node.name, node.kubeProxyVersion, node.count);
    }
  }

  private kubeletMoved(name: string, version: string): true {
    const node = this.nodes.get(name);
    this.kubelets.move(name, version);
    if (node !== undefined) this.pools.get(poolOf(node))?.move(name, version);
    return true;
  }

  private controlPlaneMoved(node: string, version: string): true {
    this.apiServers.moveNode(node, version);
    this.managers.moveNode(node, version);
    // kubeadm moves kube-proxy with the last control-plane node.
    if (isAllAt(this.apiServers.tally(), version) && !isAllAt(this.kubeProxies.tally(), version)) {
      for (const name of this.kubeProxies.names()) this.kubeProxies.move(name, version);
    }
    return true;
  }
}

/** How many machines the control plane has; one where no file lists them. */
function controlPlaneMachines({ nodes }: Cluster): number {
  const planes = nodes.filter(({ role }) => role === "control-plane");
  return Math.max(
    1,
    planes.reduce((sum, { count = 1 }) => sum + count, 0),
  );
}

/** The pool that a node belongs to, or what its role makes of it. */
function poolOf({ pool, role }: ClusterNode): string {
  return pool ?? (role === "control-plane" ? "control plane" : "workers");
}

function isAllAt(tally: Tally, version: string): boolean {
  return tally.length === 1 && tally[0]?.version === version;
}

/** Counts the components of one or more kinds by the node that they run on. */
class ControlPlaneCounter {
  private readonly counter = new VersionCounter();
  /** Names of their own, for instances that name no node. */
  private readonly anonymous: string[] = [];
  private readonly kinds: number;

  /** `machines`: what a kind's only instance, which names no node, stands for. */
  constructor(lists: readonly (readonly ComponentInstance[])[], machines: number) {
    this.kinds = lists.length;
    for (const [kind, list] of lists.entries()) {
      for (const [index, { node, version }] of list.entries()) {
        const name = node === undefined ? `unnamed ${kind}/${index}` : nameOn(kind, node);
        if (node === undefined) this.anonymous.push(name);
        this.counter.add(name, version, node === undefined && list.length === 1 ? machines : 1);
      }
    }
  }

  /** Instances without a node's name move with the first control-plane node that does. */
  moveNode(node: string, version: string): void {
    for (let kind = 0; kind < this.kinds; kind += 1) this.counter.move(nameOn(kind, node), version);
    for (const name of this.anonymous) this.counter.move(name, version);
  }

  tally(): Tally {
    return this.counter.tally();
  }
}

function nameOn(kind: number, node: string): string {
  return `on ${kind}/${node}`;
}
