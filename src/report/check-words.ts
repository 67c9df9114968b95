import type { Step } from "../plan/plan.ts";

/** What the checks of a plan are about, by their phase and the page that they refer to. */
const SUBJECTS: Readonly<Record<string, string>> = {
  "preflight ": "the tool can bring the version",
  "preflight node-not-ready": "the cluster's health",
  "preflight drain-blocked": "what a drain would refuse",
  "preflight trailing-kubelet-gate": "feature gates beside the kubelets that stay",
  "preflight certificates": "certificates and disk space",
  "preflight etcd-below-minimum": "etcd's health",
  "configuration kubeadm-config-deprecated": "the API version of kubeadm's configuration",
  "configuration removed-api": "who uses the APIs that go away",
  "etcd etcd-below-minimum": "etcd's members",
  "control-plane image-mirror": "the images can be pulled",
  "control-plane apply-failed": "the control plane serves",
  "control-plane api-server-not-ready": "every API server serves",
  "add-ons super-admin-conf": "kubeadm's admin credentials",
  "kubelets kubelet-does-not-start": "what the new kubelet needs of its host",
  "kubelets node-not-ready": "the node is Ready",
};

/** What a check step looks at, in a few words; its phase where it says nothing closer. */
export function checkSubject({ phase, runbook, version }: Step): string {
  const page = /([^/]+)\.md$/.exec(runbook ?? "")?.[1] ?? "";
  const subject = SUBJECTS[`${phase} ${page}`];
  if (subject === undefined) return phase.replaceAll("-", " ");
  return version === undefined ? subject : `${subject} at ${version}`;
}
