import type { StepAction } from "./plan.ts";

/** Where to look when a step of this kind does not end as it should: a page of the Kubehop repository. */
const PAGES: Partial<Readonly<Record<StepAction, string>>> = {
  backup: "docs/runbooks/backup.md",
  "snapshot-etcd": "docs/runbooks/backup.md",
  "pin-repository": "docs/runbooks/package-repository.md",
  "upgrade-kubeadm": "docs/runbooks/package-repository.md",
  plan: "docs/runbooks/apply-failed.md",
  apply: "docs/runbooks/apply-failed.md",
  "upgrade-node": "docs/runbooks/apply-failed.md",
  drain: "docs/runbooks/drain-blocked.md",
  "upgrade-kubelet": "docs/runbooks/kubelet-does-not-start.md",
  uncordon: "docs/runbooks/node-not-ready.md",
  "set-image": "docs/runbooks/etcd-below-minimum.md",
  verify: "docs/runbooks/api-server-not-ready.md",
};

/** The runbook of an action; undefined for checks and approvals, which name their own. */
export function runbookOf(action: StepAction): string | undefined {
  return PAGES[action];
}
