import type { Finding } from "../../source/finding.ts";
import type { Origin } from "../../source/origin.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { settingAt, settingOrigin } from "../setting.ts";

const OFF: FindingDescription = {
  id: "certificate-renewal-off",
  title: "The upgrade is told not to renew certificates",
  meaning: "kubeadm's leaf certificates last a year, and the upgrade is what renews them in most clusters.",
};

/** Where an UpgradeConfiguration (v1beta4) switches the renewal off. */
const SPOTS = [["apply"], ["node"]] as const;

/** `certificateRenewal: false` of kubeadm's UpgradeConfiguration. */
export const certificateRenewalCheck: Check = {
  name: "certificate-renewal",
  reads: ["UpgradeConfiguration: apply.certificateRenewal, node.certificateRenewal"],
  findings: [OFF],
  run: (context) => {
    const origins = switchedOff(context);
    return origins.length === 0 ? [] : [told(origins, context)];
  },
};

function switchedOff({ cluster }: CheckContext): readonly Origin[] {
  const documents = (cluster.kubeadm?.documents ?? []).filter(({ kind }) => kind === "UpgradeConfiguration");
  return documents.flatMap((document) =>
    SPOTS.flatMap(([command]) =>
      settingAt(document.content, command, "certificateRenewal") === false
        ? [settingOrigin(document, `${command}.certificateRenewal`)]
        : [],
    ),
  );
}

function told(origins: readonly Origin[], context: CheckContext): Finding {
  return makeFinding(OFF, context, {
    severity: "risk",
    certainty: "proven",
    origins,
    why: `certificateRenewal is false for ${context.cluster.name}: the upgrade leaves the control plane's certificates as old as they are.`,
    fix: "Take the setting out, or renew by hand before they end: sudo kubeadm certs renew all on each control-plane node, then restart the static pods.",
    sources: ["kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4: UpgradeApplyConfiguration"],
  });
}
