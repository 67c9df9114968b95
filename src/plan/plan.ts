import type { Finding } from "../source/finding.ts";

export type Strategy = "fewest-drains" | "node-by-node";

export type StepAction =
  | "check"
  | "backup"
  | "snapshot-etcd"
  | "pin-repository"
  | "upgrade-kubeadm"
  | "plan"
  | "apply"
  | "upgrade-node"
  | "drain"
  | "upgrade-kubelet"
  | "uncordon"
  | "set-image"
  | "verify"
  | "approve"
  | "rollback";

/** One command line; `on` is a node's name or `workstation` (a machine with kubectl and admin rights). */
export interface Command {
  readonly run: string;
  readonly on: string;
  /** What the output must show, in words or as the literal text. */
  readonly expect?: string;
}

/** One thing to do. Every action that changes a version carries the full `version` (`1.35.6`). */
export interface Step {
  /** Unique in the plan: `hop-1.07-apply-cp-1`. */
  readonly id: string;
  readonly phase: string;
  readonly action: StepAction;
  readonly node?: string;
  readonly role?: "control-plane" | "worker";
  readonly version?: string;
  readonly commands: readonly Command[];
  readonly why: string;
  readonly undo?: string;
  readonly runbook?: string;
}

/** One minor (or a patch, or a catch-up when `from` = `to`); versions are full. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  /** The kubeadm that this hop installs. */
  readonly kubeadm: string;
  readonly steps: readonly Step[];
  /** Id of the step after which only a restore from backup leads back. */
  readonly pointOfNoReturn: string;
  readonly rollback: string;
}

/** A drain is one kubelet version change of one node, control-plane nodes and patch changes included. */
export interface Drains {
  readonly planned: number;
  readonly minimum: number;
  readonly nodeByNode: number;
}

/** How an upgrade is done, replayable from this JSON and the cluster alone. `schemaVersion` is 1. */
export interface Plan {
  readonly schemaVersion: 1;
  readonly cluster: string;
  readonly from: string;
  readonly to: string;
  readonly strategy: Strategy;
  readonly verdict: "ready" | "blocked" | "unknown";
  readonly nothingToDo?: true;
  readonly hops: readonly Hop[];
  readonly drains: Drains;
  readonly findings: readonly Finding[];
  readonly facts: { readonly asOf: string; readonly sources: readonly string[] };
}
