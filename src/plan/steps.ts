import { addOnSteps } from "./add-on-steps.ts";
import { backupSteps } from "./backup.ts";
import { configurationSteps } from "./configuration-steps.ts";
import { controlPlaneSteps } from "./control-plane-steps.ts";
import { etcdSteps } from "./etcd-steps.ts";
import type { HopContext } from "./hop-context.ts";
import { kubeletSteps } from "./kubelet-steps.ts";
import { lifecycleManager } from "./lifecycle-manager.ts";
import { managedSteps } from "./managed-steps.ts";
import { migrationSteps } from "./migration-steps.ts";
import type { Hop, Step } from "./plan.ts";
import { preflightSteps } from "./preflight.ts";
import { rollbackText } from "./rollback.ts";
import { numberSteps, type StepDraft } from "./step-draft.ts";
import { verifyStep } from "./verify.ts";
import { workerSteps } from "./worker-steps.ts";

/** Writes one hop: checks, backup, control plane, workers' kubeadm, kubelets, proof. */
export function writeHop(context: HopContext): Hop {
  const manager = lifecycleManager(context.terrain.cluster.distribution);
  const drafts = manager === undefined ? kubeadmSteps(context) : managedSteps(context, manager);
  const steps = numberSteps(context.number, drafts);
  return {
    from: context.from,
    to: context.to,
    kubeadm: context.to,
    steps,
    pointOfNoReturn: pointOfNoReturn(steps),
    rollback: rollbackText(context),
  };
}

function kubeadmSteps(context: HopContext): readonly StepDraft[] {
  return [
    ...preflightSteps(context),
    ...(context.leg.operations.length === 0 ? [] : backupSteps(context)),
    ...configurationSteps(context),
    ...migrationSteps(context),
    ...etcdSteps(context),
    ...controlPlaneSteps(context),
    ...addOnSteps(context),
    ...workerSteps(context),
    ...kubeletSteps(context),
    verifyStep(context),
  ];
}

/** The first change of a control-plane node; in a hop for kubelets only, the first kubelet. */
function pointOfNoReturn(steps: readonly Step[]): string {
  const onControlPlane = steps.find(
    ({ action, role, node, commands }) =>
      (action === "set-image" && commands.some(({ on }) => on === node)) ||
      action === "apply" ||
      (action === "upgrade-node" && role === "control-plane"),
  );
  const first = onControlPlane ?? steps.find(({ action }) => action === "upgrade-kubelet") ?? steps.at(-1);
  if (first === undefined) throw new Error("a hop without steps");
  return first.id;
}
