import type { Check, FindingDescription } from "../check.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { trapSource } from "../trap-source.ts";

const SUPER_ADMIN: FindingDescription = {
  id: "super-admin-conf",
  title: "admin.conf stops being above RBAC",
  meaning:
    "kubeadm 1.29 binds admin.conf to a group under RBAC and creates super-admin.conf, which bypasses it.",
};

/** The change of kubeadm's own credentials at 1.29. */
export const adminCredentialsCheck: Check = {
  name: "admin-credentials",
  reads: ["the hops"],
  findings: [SUPER_ADMIN],
  run(context) {
    const hop = hopEntering(context, "1.29");
    if (hop === undefined) return [];
    return [
      makeFinding(SUPER_ADMIN, context, {
        severity: "notice",
        certainty: "proven",
        hop,
        why: `The hop to ${hop.to} converts admin.conf: it loses system:masters, and /etc/kubernetes/super-admin.conf appears on the node where apply runs. The conversion needs the CA's key.`,
        fix: "Move super-admin.conf to where break-glass credentials are kept; with an external CA, create both files by hand before the hop; check automation that used admin.conf to bypass RBAC.",
        sources: [trapSource("super-admin-conf")],
      }),
    ];
  },
};
