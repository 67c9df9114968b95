// oxlint-disable-next-line import/no-unassigned-import -- it throws on a Node.js that is too old
import "./node-version.ts";

export type { Cluster, Inspection } from "./cluster/cluster.ts";
export { componentVersions } from "./cluster/component-versions.ts";
export { readCluster } from "./cluster/read-cluster.ts";
export { checkKubeadmPolicy } from "./kubernetes/kubeadm-policy.ts";
export { checkSkew } from "./kubernetes/skew.ts";
export { upgradePath } from "./kubernetes/upgrade-path.ts";
export { parseVersion, type Version } from "./kubernetes/version.ts";
export type { Hop, Plan, Step } from "./plan/plan.ts";
export { planUpgrade } from "./plan/plan-upgrade.ts";
export { renderMarkdown } from "./report/render-markdown.ts";
export { KubehopError } from "./source/kubehop-error.ts";
