import type { Cluster, ComponentInstance } from "../cluster/cluster.ts";
import { compareVersions, tryParseVersion } from "../kubernetes/version.ts";
import type { Hop, Step } from "../plan/plan.ts";

/** How many instances run at a version, oldest first. */
export type Tally = readonly { readonly version: string; readonly count: number }[];

/** The versions that run at one moment; an empty tally means that no file tells. */
export interface VersionState {
  readonly apiServers: Tally;
  /** Controller managers and schedulers together. */
  readonly managers: Tally;
  readonly kubelets: Tally;
  readonly kubeProxies: Tally;
}

/** A version after a step has been done; `step` is its index in the plan, counted over all hops. */
export interface VersionMoment {
  readonly step: number;
  readonly state: VersionState;
}

/** The versions now and after each hop. */
export function statesAfterHops(cluster: Cluster, hops: readonly Hop[]): readonly VersionState[] {
  const replay = new VersionReplay(cluster);
  const states = [replay.state()];
  for (const hop of hops) {
    for (const step of hop.steps) replay.done(step, hop);
    states.push(replay.state());
  }
  return states;
}

/** Every moment at which a version moves, the start (`step` -1) included. */
export function versionMoments(cluster: Cluster, hops: readonly Hop[]): readonly VersionMoment[] {
  const replay = new VersionReplay(cluster);
  const moments: VersionMoment[] = [{ step: -1, state: replay.state() }];
  let index = 0;
  for (const hop of hops) {
    for (const step of hop.steps) {
      if (replay.done(step, hop)) moments.push({ step: index, state: replay.state() });
      index += 1;
    }
  }
  return moments;
}

/** Orders version texts, oldest first; a text that is no version stands before all. */
export function versionOrder(left: string, right: string): number {
  const [one, other] = [tryParseVersion(left), tryParseVersion(right)];
  if (one !== undefined && other !== undefined) return compareVersions(one, other);
  if (one === undefined && other === undefined) return left < right ? -1 : 1;
  return one === undefined ? -1 : 1;
}

/** Counts per version, changed one instance at a time so that 5,000 nodes stay cheap. */
class Counter {
  private readonly versions = new Map<string, string>();
  private readonly weights = new Map<string, number>();
  private readonly counts = new Map<string, number>();

  add(name: string, version: string, weight = 1): void {
    this.versions.set(name, version);
    this.weights.set(name, weight);
    this.counts.set(version, (this.counts.get(version) ?? 0) + weight);
  }

  has(name: string): boolean {
    return this.versions.has(name);
  }

  names(): readonly string[] {
    return [...this.versions.keys()];
  }

  move(name: string, version: string): void {
    const [before, weight] = [this.versions.get(name), this.weights.get(name)];
    if (before === undefined || weight === undefined) return;
    const left = (this.counts.get(before) ?? 0) - weight;
    if (left === 0) this.counts.delete(before);
    else this.counts.set(before, left);
    this.add(name, version, weight);
  }

  tally(): Tally {
    return [...this.counts]
      .map(([version, count]) => ({ version, count }))
      .toSorted((left, right) => versionOrder(left.version, right.version));
  }
}

class VersionReplay {
  private readonly apiServers: Counter;
  private readonly managers: Counter;
  private readonly kubelets = new Counter();
  private readonly kubeProxies = new Counter();
  private readonly workers: ReadonlySet<string>;

  constructor(cluster: Cluster) {
    const { apiServers, controllerManagers, schedulers } = cluster.controlPlane;
    this.apiServers = counterOf([apiServers]);
    this.managers = counterOf([controllerManagers, schedulers]);
    this.workers = new Set(cluster.nodes.filter(({ role }) => role === "worker").map(({ name }) => name));
    for (const node of cluster.nodes) {
      this.kubelets.add(node.name, node.kubeletVersion, node.count);
      if (node.kubeProxyVersion !== undefined) {
        this.kubeProxies.add(node.name, node.kubeProxyVersion, node.count);
      }
    }
  }

  /** Takes one step as done; true where it moves a version. */
  done(step: Step, hop: Hop): boolean {
    if (step.node === undefined) return false;
    const version = step.version ?? hop.to;
    if (step.action === "upgrade-kubelet") {
      this.kubelets.move(step.node, version);
      return true;
    }
    if (step.action !== "apply" && step.action !== "upgrade-node") return false;
    return !this.workers.has(step.node) && this.controlPlaneMoved(step.node, version);
  }

  state(): VersionState {
    return {
      apiServers: this.apiServers.tally(),
      managers: this.managers.tally(),
      kubelets: this.kubelets.tally(),
      kubeProxies: this.kubeProxies.tally(),
    };
  }

  private controlPlaneMoved(node: string, version: string): true {
    moveNode(this.apiServers, node, version);
    moveNode(this.managers, node, version);
    if (this.isLastApiServer(version)) {
      for (const name of this.kubeProxies.names()) this.kubeProxies.move(name, version);
    }
    return true;
  }

  /** kubeadm moves kube-proxy with the last control-plane node. */
  private isLastApiServer(version: string): boolean {
    const tally = this.apiServers.tally();
    return tally.length === 1 && tally[0]?.version === version;
  }
}

const ANONYMOUS = "\u0000";

/** Instances that name no node get a name of their own; several kinds on one node are counted each. */
function counterOf(lists: readonly (readonly ComponentInstance[])[]): Counter {
  const counter = new Counter();
  for (const [kind, list] of lists.entries()) {
    for (const [index, { node, version }] of list.entries()) {
      counter.add(`${kind}/${node ?? `${ANONYMOUS}${index}`}`, version);
    }
  }
  return counter;
}

/** Instances without a node's name move with the first control-plane node that does. */
function moveNode(counter: Counter, node: string, version: string): void {
  for (const name of counter.names()) {
    if (name.slice(2) === node || name.slice(2).startsWith(ANONYMOUS)) counter.move(name, version);
  }
}
