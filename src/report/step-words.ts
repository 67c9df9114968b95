import type { Step } from "../plan/plan.ts";
import { checkSubject } from "./check-words.ts";
import { code, type Phrase } from "./document.ts";

/** What a step does, in a few words without its node. */
export function stepTitle(step: Step): string {
  const version = step.version ?? "";
  switch (step.action) {
    case "check":
      return `Check: ${checkSubject(step)}`;
    case "backup":
      return "Back up";
    case "snapshot-etcd":
      return "Snapshot etcd";
    case "pin-repository":
      return `Point the package repository at ${version}`;
    case "upgrade-kubeadm":
      return `Install kubeadm ${version}`;
    case "plan":
      return "Ask kubeadm for its own plan";
    case "apply":
      return `kubeadm upgrade apply ${version}`;
    case "upgrade-node":
      return `kubeadm upgrade node ${version}`;
    case "drain":
      return "Drain";
    case "upgrade-kubelet":
      return `Install kubelet ${version} and restart it`;
    case "uncordon":
      return "Uncordon";
    case "set-image":
      return imageTitle(step);
    case "verify":
      return "Verify the hop";
    case "approve":
      return "Decide";
    case "rollback":
      return "Go back";
    default:
      return step.action satisfies never;
  }
}

/** What a step does as a noun, for the end of `no way back after …`. */
export function stepDeed(step: Step): Phrase {
  const { action, version = "" } = step;
  if (action === "apply") return [code("apply")];
  if (action === "upgrade-node") return [code("kubeadm upgrade node")];
  if (action === "upgrade-kubelet") return [`the kubelet's move to ${version}`];
  if (action !== "set-image") return [stepTitle(step)];
  return [movesEtcd(step) ? `etcd's move to ${version}` : "the end of etcd's pin"];
}

function imageTitle(step: Step): string {
  const { version = "" } = step;
  return movesEtcd(step) ? `Move etcd to ${version}` : `Take out the pin of etcd to ${version}`;
}

/** A pin that is taken out moves no member: nothing runs on its node. */
function movesEtcd({ node, commands }: Step): boolean {
  return commands.some(({ on }) => on === node);
}
