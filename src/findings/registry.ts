import { emptyRepository } from "../manifests/repository.ts";
import type { View } from "../manifests/view.ts";
import type { Finding } from "../source/finding.ts";
import type { Check, CheckContext, ManifestCheck, ManifestContext } from "./check.ts";
import { type CheckSelection, isSelected } from "./check-selection.ts";
import { accessRulesCheck } from "./checks/access-rules.ts";
import { accountTokensCheck } from "./checks/account-tokens.ts";
import { addOnsCheck } from "./checks/add-ons.ts";
import { addonApisCheck } from "./checks/addon-apis.ts";
import { adminCredentialsCheck } from "./checks/admin-credentials.ts";
import { admissionPluginsCheck } from "./checks/admission-plugins.ts";
import { antiAffinityCheck } from "./checks/anti-affinity.ts";
import { apiVersionsCheck } from "./checks/api-versions.ts";
import { authorityBundlesCheck } from "./checks/authority-bundles.ts";
import { backupSchedulesCheck } from "./checks/backup-schedules.ts";
import { backupsCheck } from "./checks/backups.ts";
import { byHandCheck } from "./checks/by-hand.ts";
import { certificateChainsCheck } from "./checks/certificate-chains.ts";
import { certificateRenewalCheck } from "./checks/certificate-renewal.ts";
import { certificatesCheck } from "./checks/certificates.ts";
import { cgroupVersionCheck } from "./checks/cgroup-version.ts";
import { chartConstraintsCheck } from "./checks/chart-constraints.ts";
import { cloudProviderCheck } from "./checks/cloud-provider.ts";
import { componentFlagsCheck } from "./checks/component-flags.ts";
import { configurationFieldsCheck } from "./checks/configuration-fields.ts";
import { containerRuntimeCheck } from "./checks/container-runtime.ts";
import { containerdSupportCheck } from "./checks/containerd-support.ts";
import { controlPlaneRoleCheck } from "./checks/control-plane-role.ts";
import { criOCheck } from "./checks/cri-o.ts";
import { customResourcesCheck } from "./checks/custom-resources.ts";
import { declaredRuntimesCheck } from "./checks/declared-runtimes.ts";
import { definedVersionsCheck } from "./checks/defined-versions.ts";
import { disruptionBudgetsCheck } from "./checks/disruption-budgets.ts";
import { drainSimulationCheck } from "./checks/drain-simulation.ts";
import { earlyKubeProxyCheck } from "./checks/early-kube-proxy.ts";
import { etcdArgumentsCheck } from "./checks/etcd-arguments.ts";
import { etcdPinCheck } from "./checks/etcd-pin.ts";
import { etcdVersionCheck } from "./checks/etcd-version.ts";
import { evictionsCheck } from "./checks/evictions.ts";
import { externalEtcdCheck } from "./checks/external-etcd.ts";
import { featureGatesCheck } from "./checks/feature-gates.ts";
import { gateDependenciesCheck } from "./checks/gate-dependencies.ts";
import { helmReleasesCheck } from "./checks/helm-releases.ts";
import { imageRepositoryCheck } from "./checks/image-repository.ts";
import { kubeadmConfigApiCheck } from "./checks/kubeadm-config-api.ts";
import { kubeadmFeatureGatesCheck } from "./checks/kubeadm-feature-gates.ts";
import { kubeadmPolicyCheck } from "./checks/kubeadm-policy.ts";
import { kubeletConfigurationCheck } from "./checks/kubelet-configuration.ts";
import { laggingKubeletCheck } from "./checks/lagging-kubelet.ts";
import { listedNodesCheck } from "./checks/listed-nodes.ts";
import { managementCheck } from "./checks/management.ts";
import { nodeStateCheck } from "./checks/node-state.ts";
import { packageRepositoryCheck } from "./checks/package-repository.ts";
import { proxyModeCheck } from "./checks/proxy-mode.ts";
import { readableVersionsCheck } from "./checks/readable-versions.ts";
import { removedMetricsCheck } from "./checks/removed-metrics.ts";
import { repositoryTrapsCheck } from "./checks/repository-traps.ts";
import { runtimeConfigCheck } from "./checks/runtime-config.ts";
import { skewCheck } from "./checks/skew.ts";
import { statefulWorkloadsCheck } from "./checks/stateful-workloads.ts";
import { supportCheck } from "./checks/support.ts";
import { targetCheck } from "./checks/target.ts";
import { trailingKubeletGatesCheck } from "./checks/trailing-kubelet-gates.ts";
import { unknownApisCheck } from "./checks/unknown-apis.ts";
import { webhookBackendsCheck } from "./checks/webhook-backends.ts";
import { webhookSettingsCheck } from "./checks/webhook-settings.ts";
import { sortFindings } from "./sort-findings.ts";
import { toldOnce } from "./told-once.ts";
import { ignoreComments } from "./views/ignore-comments.ts";

/** Checks by the short names that `--only` and `--skip` take, in the order of the reference table. */
export const checkGroups: readonly CheckGroup[] = [
  {
    name: "skew",
    checks: [
      skewCheck,
      readableVersionsCheck,
      listedNodesCheck,
      kubeadmPolicyCheck,
      managementCheck,
      targetCheck,
    ],
  },
  {
    name: "apis",
    checks: [
      apiVersionsCheck,
      runtimeConfigCheck,
      customResourcesCheck,
      definedVersionsCheck,
      helmReleasesCheck,
      unknownApisCheck,
      addonApisCheck,
    ],
  },
  {
    name: "flags",
    checks: [
      componentFlagsCheck,
      featureGatesCheck,
      gateDependenciesCheck,
      trailingKubeletGatesCheck,
      admissionPluginsCheck,
      kubeletConfigurationCheck,
      configurationFieldsCheck,
      laggingKubeletCheck,
    ],
  },
  {
    name: "kubeadm",
    checks: [
      kubeadmConfigApiCheck,
      kubeadmFeatureGatesCheck,
      imageRepositoryCheck,
      packageRepositoryCheck,
      adminCredentialsCheck,
      earlyKubeProxyCheck,
    ],
  },
  {
    name: "traps",
    checks: [
      cloudProviderCheck,
      controlPlaneRoleCheck,
      proxyModeCheck,
      cgroupVersionCheck,
      repositoryTrapsCheck,
      removedMetricsCheck,
      byHandCheck,
    ],
  },
  {
    name: "disruption",
    checks: [
      nodeStateCheck,
      disruptionBudgetsCheck,
      evictionsCheck,
      statefulWorkloadsCheck,
      antiAffinityCheck,
      drainSimulationCheck,
    ],
  },
  {
    name: "certificates",
    checks: [certificatesCheck, certificateChainsCheck, certificateRenewalCheck],
  },
  { name: "backups", checks: [backupsCheck, backupSchedulesCheck] },
  { name: "accounts", checks: [accountTokensCheck, accessRulesCheck] },
  { name: "webhooks", checks: [webhookBackendsCheck, webhookSettingsCheck, authorityBundlesCheck] },
  {
    name: "add-ons",
    checks: [
      addOnsCheck,
      chartConstraintsCheck,
      etcdVersionCheck,
      etcdPinCheck,
      etcdArgumentsCheck,
      externalEtcdCheck,
      containerRuntimeCheck,
      containerdSupportCheck,
      criOCheck,
      declaredRuntimesCheck,
    ],
  },
  { name: "support", checks: [supportCheck] },
];

/** Checks that belong together; each of them has a name of its own too. */
export interface CheckGroup {
  readonly name: string;
  readonly checks: readonly (Check | ManifestCheck)[];
}

/** Every check, in the order of the reference table. */
export const checks: readonly (Check | ManifestCheck)[] = checkGroups.flatMap((group) => group.checks);

/** The checks that a run is about; all of them without a selection. */
function selectedChecks(selection?: CheckSelection): readonly (Check | ManifestCheck)[] {
  return checkGroups.flatMap(({ name, checks: members }) =>
    members.filter((check) => selection === undefined || isSelected([name, check.name], selection)),
  );
}

/** What the files of a repository have to be looked through for, each view once; ignore comments always. */
export function selectedViews(selection?: CheckSelection): readonly View[] {
  const own = selectedChecks(selection).flatMap((check) => ("views" in check ? check.views : []));
  return [...new Set([ignoreComments, ...own])];
}

/**
 * Runs the checks on one cluster, its repository where one was scanned, and its way. Pure and deterministic;
 * findings come most severe first, then in the order of the hops. Never throws on what files hold.
 *
 * @throws KubehopError `invalid-date` where `today` is no ISO date
 */
export function checkCluster(
  { repository = emptyRepository, ...context }: CheckContext & Partial<Pick<ManifestContext, "repository">>,
  selection?: CheckSelection,
): readonly Finding[] {
  const found = selectedChecks(selection).flatMap((check) =>
    "run" in check ? check.run(context) : check.judge({ ...context, repository }),
  );
  return sortFindings(toldOnce(found), context.hops);
}

/** Runs the checks that need no cluster, on a repository that describes none. */
export function checkManifests(context: ManifestContext, selection?: CheckSelection): readonly Finding[] {
  const found = selectedChecks(selection).flatMap((check) => ("judge" in check ? check.judge(context) : []));
  return sortFindings(toldOnce(found), context.hops);
}
