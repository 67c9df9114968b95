import { arrivalProblems } from "./replay-arrival.ts";
import { chainProblems } from "./replay-chain.ts";
import { isEtcdSettled } from "./replay-etcd.ts";
import { malformed } from "./replay-form.ts";
import { leftOut } from "./replay-hop.ts";
import { apiServersOf, type Machine, machinesOf } from "./replay-machines.ts";
import {
  type ClusterJson,
  type HopJson,
  minor,
  order,
  type PlanJson,
  type StepJson,
} from "./replay-model.ts";
import { skewViolations } from "./replay-skew.ts";

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
    this.stored = apiServersOf(this.machines).toSorted(order).at(-1) ?? "";
    this.tolerated = new Set(skewViolations(this.machines));
  }

  problems(): readonly string[] {
    this.found.push(...chainProblems(this.plan));
    for (const hop of this.plan.hops) this.hop(hop);
    this.where = "end";
    if (this.plan.hops.length > 0) {
      for (const problem of arrivalProblems(this.machines, this.plan)) this.bad(problem);
    }
    return [...new Set(this.found)];
  }

  private bad(message: string): void {
    this.found.push(`${this.where}: ${message}`);
  }

  private hop(hop: HopJson): void {
    const state = {
      hop,
      backup: false,
      snapshot: false,
      applies: new Map<string, number>(),
      changedAfterVerify: true,
    };
    const touched = new Map<string, Set<string>>();
    if (!hop.steps.some(({ id }) => id === hop.pointOfNoReturn)) this.bad("point of no return names no step");
    if (hop.rollback.trim() === "") this.bad("no rollback");
    const atStart = new Map([...this.machines].map(([name, { apiServer }]) => [name, apiServer]));
    for (const step of hop.steps) {
      this.where = step.id;
      for (const problem of malformed(step, { ids: this.ids, machines: this.machines })) this.bad(problem);
      const actions = touched.get(step.node ?? "") ?? new Set();
      touched.set(step.node ?? "", actions.add(`${step.action} ${step.version ?? ""}`));
      this.step(step, state);
      this.skew();
    }
    this.where = `hop ${hop.from} to ${hop.to}`;
    if (state.changedAfterVerify) this.bad("no verify after the last change");
    for (const { name, cordoned } of this.machines.values()) if (cordoned) this.bad(`${name} stays cordoned`);
    for (const problem of leftOut({ hop, machines: this.machines, touched, atStart })) this.bad(problem);
  }

  private step(step: StepJson, state: HopState): void {
    switch (step.action) {
      case "plan":
      case "approve":
      case "rollback":
        return;
      case "check":
        this.unproved = false;
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
    if (apiServersOf(this.machines).some((server) => order(server, version) < 0))
      this.bad("a worker before the control plane");
    machine.configured = version;
  }

  private apply(version: string, state: HopState): void {
    const count = (state.applies.get(version) ?? 0) + 1;
    state.applies.set(version, count);
    if (count > 1) this.bad(`apply ${version} twice in one hop`);
    const target = minor(version);
    if (
      apiServersOf(this.machines).some((server) => target - minor(server) > 1 || order(server, version) > 0)
    )
      this.bad("kubeadm refuses: cluster version");
    const behind = target <= 28 ? 1 : 3;
    for (const { name, kubelet } of this.machines.values()) {
      if (target - minor(kubelet) > behind) this.bad(`kubeadm refuses: kubelet of ${name} at ${kubelet}`);
    }
    const minimum = target === 34 ? [3, 5, 26] : target === 37 ? [3, 6, 11] : undefined;
    const crosses = minor(state.hop.from) < target && this.cluster.controlPlane.etcd.topology !== "external";
    if (
      minimum !== undefined &&
      crosses &&
      !isEtcdSettled({ hop: state.hop, machines: this.machines }, minimum)
    )
      this.bad(`etcd below ${minimum.join(".")}`);
    this.stored = version;
  }

  private gates(state: HopState): void {
    if (!state.backup || !this.backedUp) this.bad("no backup before the control plane changes");
    if (this.cluster.controlPlane.etcd.topology !== "external" && !state.snapshot)
      this.bad("no etcd snapshot");
  }

  /** kubeadm up to 1.27 moves kube-proxy at the first apply, later ones with the last control-plane node. */
  private moveProxies(version: string, isApply: boolean): void {
    const servers = apiServersOf(this.machines);
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
    if (apiServersOf(this.machines).some((server) => order(server, version) < 0))
      this.bad("kubelet before every API server of the hop");
    if (order(version, machine.kubelet) <= 0) this.bad(`kubelet from ${machine.kubelet} to ${version}`);
    machine.kubelet = version;
    if (machine.controlPlane) this.unproved = true;
  }

  private skew(): void {
    for (const violation of skewViolations(this.machines))
      if (!this.tolerated.has(violation)) this.bad(violation);
  }
}

interface HopState {
  readonly hop: HopJson;
  backup: boolean;
  snapshot: boolean;
  applies: Map<string, number>;
  changedAfterVerify: boolean;
}
