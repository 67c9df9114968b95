import type { Finding } from "../source/finding.ts";
import type { Check, CheckContext } from "./check.ts";
import { addOnsCheck } from "./checks/add-ons.ts";
import { adminCredentialsCheck } from "./checks/admin-credentials.ts";
import { admissionPluginsCheck } from "./checks/admission-plugins.ts";
import { byHandCheck } from "./checks/by-hand.ts";
import { cgroupVersionCheck } from "./checks/cgroup-version.ts";
import { cloudProviderCheck } from "./checks/cloud-provider.ts";
import { componentFlagsCheck } from "./checks/component-flags.ts";
import { containerRuntimeCheck } from "./checks/container-runtime.ts";
import { containerdSupportCheck } from "./checks/containerd-support.ts";
import { controlPlaneRoleCheck } from "./checks/control-plane-role.ts";
import { criOCheck } from "./checks/cri-o.ts";
import { earlyKubeProxyCheck } from "./checks/early-kube-proxy.ts";
import { etcdArgumentsCheck } from "./checks/etcd-arguments.ts";
import { etcdPinCheck } from "./checks/etcd-pin.ts";
import { etcdVersionCheck } from "./checks/etcd-version.ts";
import { externalEtcdCheck } from "./checks/external-etcd.ts";
import { featureGatesCheck } from "./checks/feature-gates.ts";
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
import { skewCheck } from "./checks/skew.ts";
import { supportCheck } from "./checks/support.ts";
import { targetCheck } from "./checks/target.ts";
import { trailingKubeletGatesCheck } from "./checks/trailing-kubelet-gates.ts";
import { sortFindings } from "./sort-findings.ts";

/** Every check, in the order of the reference table. */
export const checks: readonly Check[] = [
  skewCheck,
  readableVersionsCheck,
  listedNodesCheck,
  kubeadmPolicyCheck,
  managementCheck,
  targetCheck,
  supportCheck,
  nodeStateCheck,
  packageRepositoryCheck,
  imageRepositoryCheck,
  kubeadmConfigApiCheck,
  kubeadmFeatureGatesCheck,
  componentFlagsCheck,
  featureGatesCheck,
  trailingKubeletGatesCheck,
  admissionPluginsCheck,
  cloudProviderCheck,
  etcdVersionCheck,
  etcdPinCheck,
  etcdArgumentsCheck,
  externalEtcdCheck,
  containerRuntimeCheck,
  containerdSupportCheck,
  criOCheck,
  cgroupVersionCheck,
  kubeletConfigurationCheck,
  laggingKubeletCheck,
  proxyModeCheck,
  controlPlaneRoleCheck,
  adminCredentialsCheck,
  earlyKubeProxyCheck,
  addOnsCheck,
  byHandCheck,
];

/**
 * Runs every check on one cluster and its way. Pure and deterministic; findings come most severe first,
 * then in the order of the hops. Never throws on what a cluster's files hold.
 *
 * @throws KubehopError `invalid-date` where `today` is no ISO date
 */
export function checkCluster(context: CheckContext): readonly Finding[] {
  return sortFindings(
    checks.flatMap((check) => check.run(context)),
    context.hops,
  );
}
