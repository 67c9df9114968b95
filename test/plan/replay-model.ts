/**
 * The replay checker knows a plan and a cluster by their JSON only: these shapes are its own, so that a
 * mistake in the product's types or rules cannot hide in both.
 */
export interface PlanJson {
  readonly from: string;
  readonly to: string;
  readonly strategy: string;
  readonly verdict: string;
  readonly nothingToDo?: boolean;
  readonly hops: readonly HopJson[];
  readonly drains: { readonly planned: number; readonly minimum: number; readonly nodeByNode: number };
}

export interface HopJson {
  readonly from: string;
  readonly to: string;
  readonly kubeadm: string;
  readonly steps: readonly StepJson[];
  readonly pointOfNoReturn: string;
  readonly rollback: string;
}

export interface StepJson {
  readonly id: string;
  readonly action: string;
  readonly node?: string;
  readonly version?: string;
  readonly commands: readonly { readonly run: string; readonly on: string; readonly expect?: string }[];
  readonly why: string;
}

export interface InstanceJson {
  readonly node?: string;
  readonly version: string;
}

export interface ClusterJson {
  readonly controlPlane: {
    readonly apiServers: readonly InstanceJson[];
    readonly controllerManagers: readonly InstanceJson[];
    readonly schedulers: readonly InstanceJson[];
    readonly etcd: { readonly topology: string; readonly version?: string };
  };
  readonly nodes: readonly {
    readonly name: string;
    readonly role: string;
    readonly count?: number;
    readonly kubeletVersion: string;
    readonly kubeProxyVersion?: string;
  }[];
}

/** [minor, patch]; a vendor's suffix counts for nothing. */
export type Numbers = readonly [number, number];

export function numbers(version: string): Numbers {
  const match = /^v?1\.(\d+)(?:\.(\d+))?/.exec(version);
  if (match === null) throw new Error(`no version: ${version}`);
  return [Number(match[1]), Number(match[2] ?? 0)];
}

export function minor(version: string): number {
  return numbers(version)[0];
}

export function order(left: string, right: string): number {
  const [one, other] = [numbers(left), numbers(right)];
  return one[0] - other[0] || one[1] - other[1];
}
