import { addOnSteps } from "./add-on-steps.ts";
import { etcdQuestions } from "./etcd-steps.ts";
import { apiServerEndpoints, apiServerSteady, nodeReady, servedVersion } from "./health-commands.ts";
import type { HopContext } from "./hop-context.ts";
import type { LifecycleManager } from "./lifecycle-manager.ts";
import { migrationSteps } from "./migration-steps.ts";
import type { Command } from "./plan.ts";
import { preflightSteps } from "./preflight.ts";
import { onWorkstation, type StepDraft } from "./step-draft.ts";
import type { PlanNode } from "./terrain.ts";
import { verifyStep } from "./verify.ts";

/**
 * A hop of a cluster whose lifecycle somebody's tool manages. The same moves as everywhere, so that the plan
 * can be replayed; the commands are the tool's, on the first node that they move, and none on the others.
 */
export function managedSteps(hop: HopContext, manager: LifecycleManager): readonly StepDraft[] {
  const moves = hop.moves.map(({ node }) => node);
  return [
    ...preflightSteps(hop).slice(0, 1),
    offered(hop, manager),
    ...(hop.leg.operations.length === 0 ? [] : gates(hop, manager)),
    ...migrationSteps(hop),
    ...etcdQuestions(hop),
    ...hop.concerned.filter(isControlPlane).flatMap((node) => prepared(node, hop, manager)),
    ...controlPlane(hop, manager),
    ...addOnSteps(hop),
    ...hop.concerned.filter((node) => !isControlPlane(node)).flatMap((node) => prepared(node, hop, manager)),
    ...moves.flatMap((node) => replaced(node, hop, { manager, commands: commandsFor(node, hop, manager) })),
    verifyStep(hop),
  ];
}

function offered(hop: HopContext, manager: LifecycleManager): StepDraft {
  return {
    id: "",
    phase: "preflight",
    action: "check",
    commands: [manager.offered(hop)],
    why: `${manager.name} runs kubeadm here: the version is changed where it is declared, one minor at a time, and every node follows in the same hop.`,
  };
}

function gates(hop: HopContext, manager: LifecycleManager): readonly StepDraft[] {
  const [node] = hop.terrain.controlPlanes;
  const name = `hop-${hop.number}-${hop.from}`;
  return [
    {
      id: "",
      phase: "backup",
      action: "backup",
      version: hop.from,
      commands: [
        onWorkstation(
          `(umask 077 && kubectl get all,configmaps,secrets -n kube-system -o yaml > ${name}-kube-system.yaml)`,
        ),
        onWorkstation(
          `git status --short`,
          "nothing: what is declared is committed, and the commit of before can be found again",
        ),
      ],
      why: `What ${manager.name} works from, and what kubeadm stored, as it was before the hop.`,
      undo: "Nothing to undo.",
    },
    {
      id: "",
      phase: "backup",
      action: "snapshot-etcd",
      node: node.name,
      role: node.role,
      commands: manager.snapshot(hop, `${name}-etcd.db`),
      why: "A control plane is never moved back a minor; a snapshot of before is the only way back.",
      undo: "Nothing to undo.",
    },
  ];
}

function controlPlane(hop: HopContext, manager: LifecycleManager): readonly StepDraft[] {
  const { operations } = hop.leg;
  if (operations.length === 0) return [];
  const moves = operations.map(
    ({ node, action }, index): StepDraft => ({
      ...onlyTold(node, manager),
      id: "",
      phase: "control-plane",
      action,
      version: hop.to,
      ...(index === 0 ? toType(manager.moveControlPlane(hop), manager) : {}),
      undo: "Only a restore from the backup leads back.",
    }),
  );
  return [...moves, serves(hop)];
}

function isControlPlane({ role }: PlanNode): boolean {
  return role === "control-plane";
}

function serves(hop: HopContext): StepDraft {
  return {
    id: "",
    phase: "control-plane",
    action: "check",
    commands: [apiServerSteady(), apiServerEndpoints(hop), servedVersion(hop.to)],
    why: "The workers may follow when every API server serves the new version.",
    runbook: "docs/runbooks/api-server-not-ready.md",
  };
}

/** Packages, and on workers the new kubelet configuration: nothing to type, the tool brings them. */
function prepared(node: PlanNode, hop: HopContext, manager: LifecycleManager): readonly StepDraft[] {
  const told = { ...onlyTold(node, manager), phase: "packages", version: hop.to };
  const packages: readonly StepDraft[] = [
    { ...told, action: "pin-repository" },
    { ...told, action: "upgrade-kubeadm" },
  ];
  return node.role === "worker"
    ? [...packages, { ...told, phase: "workers", action: "upgrade-node" }]
    : packages;
}

function commandsFor(node: PlanNode, hop: HopContext, manager: LifecycleManager): readonly Command[] {
  const workers = hop.moves.map((move) => move.node).filter(({ role }) => role === "worker");
  return workers[0] === node ? manager.moveWorkers(workers, hop) : [];
}

interface Replacement {
  readonly manager: LifecycleManager;
  readonly commands: readonly Command[];
}

function replaced(node: PlanNode, hop: HopContext, { manager, commands }: Replacement): readonly StepDraft[] {
  const told = { ...onlyTold(node, manager), phase: "kubelets" };
  const isNamed = node.source?.count === undefined;
  return [
    { ...told, action: "drain" },
    {
      ...told,
      action: "upgrade-kubelet",
      version: hop.to,
      ...(commands.length === 0 ? {} : toType(commands, manager)),
    },
    {
      ...told,
      action: "check",
      version: hop.to,
      commands: [apiServerSteady(), ...(isNamed ? [nodeReady(node, hop)] : [])],
      why: "The next node may follow when this one is Ready at the new version.",
      runbook: "docs/runbooks/node-not-ready.md",
    },
    { ...told, action: "uncordon" },
  ];
}

function onlyTold(
  node: PlanNode,
  { does }: LifecycleManager,
): Pick<StepDraft, "id" | "node" | "role" | "commands" | "why"> {
  return { id: "", node: node.name, role: node.role, commands: [], why: `Nothing to type: ${does}.` };
}

/** What starts the tool, on the first of the nodes that it then moves by itself. */
function toType(
  commands: readonly Command[],
  { does }: LifecycleManager,
): Pick<StepDraft, "commands" | "why"> {
  return { commands, why: `Once for all nodes that follow: ${does}.` };
}
