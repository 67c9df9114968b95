import type { Finding } from "../source/finding.ts";
import type { Check, CheckContext } from "./check.ts";
import { adminCredentialsCheck } from "./checks/admin-credentials.ts";
import { cgroupVersionCheck } from "./checks/cgroup-version.ts";
import { cloudProviderCheck } from "./checks/cloud-provider.ts";
import { controlPlaneRoleCheck } from "./checks/control-plane-role.ts";
import { etcdArgumentsCheck } from "./checks/etcd-arguments.ts";
import { imageRepositoryCheck } from "./checks/image-repository.ts";
import { kubeadmPolicyCheck } from "./checks/kubeadm-policy.ts";
import { kubeletConfigurationCheck } from "./checks/kubelet-configuration.ts";
import { nodeStateCheck } from "./checks/node-state.ts";
import { packageRepositoryCheck } from "./checks/package-repository.ts";
import { proxyModeCheck } from "./checks/proxy-mode.ts";
import { readableVersionsCheck } from "./checks/readable-versions.ts";
import { skewCheck } from "./checks/skew.ts";
import { supportCheck } from "./checks/support.ts";
import { targetCheck } from "./checks/target.ts";
import { sortFindings } from "./sort-findings.ts";

/** Every check, in the order of the reference table. */
export const checks: readonly Check[] = [
  skewCheck,
  readableVersionsCheck,
  kubeadmPolicyCheck,
  targetCheck,
  supportCheck,
  nodeStateCheck,
  packageRepositoryCheck,
  imageRepositoryCheck,
  cloudProviderCheck,
  etcdArgumentsCheck,
  kubeletConfigurationCheck,
  cgroupVersionCheck,
  proxyModeCheck,
  controlPlaneRoleCheck,
  adminCredentialsCheck,
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
