// oxlint-disable-next-line import/no-unassigned-import -- it throws on a Node.js that is too old
import "./node-version.ts";

export type { Cluster, Inspection } from "./cluster/cluster.ts";
export type { GivenRelease, GivenReleases } from "./kubernetes/given-releases.ts";
export type { KubeadmPolicyInput, KubeadmPolicyResult } from "./kubernetes/kubeadm-policy.ts";
export type { ComponentVersions, SkewPolicy, SkewReport, SkewViolation } from "./kubernetes/skew.ts";
export { type UpgradePath, upgradePath } from "./kubernetes/upgrade-path.ts";
export { parseVersion, type Version } from "./kubernetes/version.ts";
export {
  checkKubeadmPolicy,
  checkSkew,
  componentVersions,
  planUpgrade,
  readCluster,
  renderMarkdown,
} from "./library/functions.ts";
export type { Hop, Plan, Step } from "./plan/plan.ts";
export type { PlanFacts, PlanOptions } from "./plan/plan-upgrade.ts";
export type { MarkdownOptions } from "./report/render-markdown.ts";
export type { Finding, SourceFile, Unread } from "./source/finding.ts";
export { KubehopError } from "./source/kubehop-error.ts";
export type { Origin } from "./source/origin.ts";
