import type { Cluster, Inspection } from "../cluster/cluster.ts";
import { componentVersions as versionsOf } from "../cluster/component-versions.ts";
import { readCluster as read } from "../cluster/read-cluster.ts";
import {
  checkKubeadmPolicy as askKubeadm,
  type KubeadmPolicyInput,
  type KubeadmPolicyResult,
} from "../kubernetes/kubeadm-policy.ts";
import {
  type ComponentVersions,
  checkSkew as judge,
  type SkewPolicy,
  type SkewReport,
} from "../kubernetes/skew.ts";
import type { Plan } from "../plan/plan.ts";
import { type PlanOptions, planUpgrade as planWay } from "../plan/plan-upgrade.ts";
import { type MarkdownOptions, renderMarkdown as render } from "../report/render-markdown.ts";
import type { SourceFile } from "../source/finding.ts";
import { mustBeFiles, mustBeOneOf, mustBeRecord, mustHaveOnly } from "./argument.ts";
import { wholeCluster } from "./whole-cluster.ts";

/**
 * Reads every cluster that the files describe: `path` is the file's place in its repository (readers go by
 * names and directories, places in answers name it), `text` its content. Pure: no disk, no network; the
 * order of the files does not matter, and no content makes it throw. What looked like a cluster's and could
 * not be read is in `unread`.
 *
 * @throws KubehopError `invalid-argument`
 */
export function readCluster(files: readonly SourceFile[]): Inspection {
  mustBeFiles(files);
  return read(files);
}

/**
 * What runs in a cluster, component by component, as `checkSkew` takes it. A pool of which only the replicas
 * are known is one entry under the pool's name.
 *
 * @throws KubehopError `invalid-argument`
 */
export function componentVersions(cluster: Cluster): ComponentVersions {
  return versionsOf(wholeCluster(cluster));
}

/**
 * Judges what runs by the official version skew policy, which holds for every minor
 * (https://kubernetes.io/releases/version-skew-policy/). Versions are compared by minor. A list that is
 * missing has nothing to judge; without any API server the policy says nothing, and that is an error.
 *
 * @throws KubehopError `invalid-argument`, `invalid-version`, `invalid-policy`, `no-api-server`
 */
export function checkSkew(versions: ComponentVersions, policy: SkewPolicy = {}): SkewReport {
  mustBeRecord("versions", versions, "what componentVersions gives");
  mustBeRecord("policy", policy, "{ kubeProxy?, controlPlaneReach? }");
  return judge(versions, policy);
}

/**
 * What `kubeadm upgrade apply` itself would refuse (`fatal`), and what only without `--force` (`forceable`),
 * by the ids of `upgradePolicyRules` in `data/kubeadm.json`; from `cmd/kubeadm/app/phases/upgrade/policy.go`.
 *
 * @throws KubehopError `invalid-argument`, `invalid-version`
 */
export function checkKubeadmPolicy(upgrade: KubeadmPolicyInput): KubeadmPolicyResult {
  mustBeRecord("upgrade", upgrade, "{ clusterVersion, kubeadmVersion, targetVersion, kubeletVersions }");
  return askKubeadm(upgrade);
}

/**
 * Plans the way from what runs to `options.to` (`1.36`: its newest known patch; or `1.36.4`), minor by
 * minor, so that the version skew policy and kubeadm's own rules hold at every moment. Pure and
 * deterministic: the same input gives the same plan, byte for byte. The cluster comes from `readCluster` or
 * is written by hand; lists that a hand-written one leaves out are empty.
 *
 * A target that is unknown or below what runs, and a cluster that kubeadm does not manage, give a plan
 * without hops whose findings say why. `options.facts.releases` adds releases and dates that are newer than
 * those of `data/releases.json`: the newest patch of a minor, support dates and `facts.asOf` follow them.
 *
 * @throws KubehopError `invalid-argument`, `invalid-version`, `invalid-date`, `invalid-facts`
 */
export function planUpgrade(cluster: Cluster, options: PlanOptions): Plan {
  mustBeRecord("options", options, '{ to: "1.36" }');
  mustHaveOnly("options", options, ["to", "strategy", "today", "facts"]);
  mustBeOneOf("options.strategy", options.strategy, ["fewest-drains", "node-by-node"]);
  if (options.facts !== undefined) {
    mustBeRecord("options.facts", options.facts, "{ releases: … }");
    mustHaveOnly("options.facts", options.facts, ["releases"]);
  }
  return planWay(wholeCluster(cluster), options);
}

/**
 * A plan as Markdown that GitHub shows: the plan part of a comment, within a comment's 65,536 characters.
 * Text from files is escaped. Pure.
 *
 * @throws KubehopError `invalid-argument`
 */
export function renderMarkdown(plan: Plan, options: MarkdownOptions = {}): string {
  mustBeRecord("plan", plan, "a Plan, such as planUpgrade gives");
  mustBeRecord("plan.drains", plan.drains, "{ planned, minimum, nodeByNode }");
  mustBeRecord("options", options, "an object");
  return render(plan, options);
}
