import type { Finding } from "../source/finding.ts";
import type { Check, CheckContext } from "./check.ts";
import { kubeadmPolicyCheck } from "./checks/kubeadm-policy.ts";
import { skewCheck } from "./checks/skew.ts";
import { sortFindings } from "./sort-findings.ts";

/** Every check, in the order of the reference table. */
export const checks: readonly Check[] = [skewCheck, kubeadmPolicyCheck];

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
