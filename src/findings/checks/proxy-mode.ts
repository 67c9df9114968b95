import type { KubeadmDocument } from "../../cluster/cluster.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { finalVersion, hopEntering, isAtLeast } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { settingAt, settingOrigin } from "../setting.ts";
import { trapSource } from "../trap-source.ts";

const IPVS: FindingDescription = {
  id: "ipvs-deprecated",
  title: "kube-proxy's ipvs mode is deprecated",
  meaning: "ipvs still works, warns from 1.35 on, and has no future: nftables is the successor.",
};
const EMPTY: FindingDescription = {
  id: "proxy-mode-empty",
  title: "kube-proxy's mode is not written down",
  meaning:
    "An empty mode means iptables today and warns from 1.37, because the default is to become nftables.",
};

/** The mode in KubeProxyConfiguration documents. */
export const proxyModeCheck: Check = {
  name: "proxy-mode",
  reads: ["KubeProxyConfiguration: mode"],
  findings: [IPVS, EMPTY],
  run(context) {
    const documents = context.cluster.kubeadm?.documents ?? [];
    return documents
      .filter(({ kind }) => kind === "KubeProxyConfiguration")
      .flatMap((document) => judge(context, document));
  },
};

function judge(context: CheckContext, document: KubeadmDocument): readonly Finding[] {
  const mode = settingAt(document.content, "mode") ?? "";
  if (mode === "ipvs") return ipvs(context, document);
  return mode === "" ? empty(context, document) : [];
}

function ipvs(context: CheckContext, document: KubeadmDocument): readonly Finding[] {
  const to = finalVersion(context);
  if (to === undefined || !isAtLeast(to, "1.35")) return [];
  return [
    makeFinding(IPVS, context, {
      severity: "notice",
      certainty: "proven",
      hop: hopEntering(context, "1.35"),
      origins: [settingOrigin(document, "mode")],
      why: "KubeProxyConfiguration has mode: ipvs, deprecated since 1.35; kubeadm warns from 1.37.",
      fix: "Plan the move to nftables (stable since 1.33, kernel 5.13 or newer) or to iptables, apart from this upgrade.",
      sources: [trapSource("ipvs-deprecated")],
    }),
  ];
}

function empty(context: CheckContext, document: KubeadmDocument): readonly Finding[] {
  const hop = hopEntering(context, "1.37");
  if (hop === undefined) return [];
  return [
    makeFinding(EMPTY, context, {
      severity: "notice",
      certainty: "proven",
      hop,
      origins: [settingOrigin(document, "mode")],
      why: "KubeProxyConfiguration names no mode; kube-proxy 1.37 warns, and kubeadm 1.37 writes iptables.",
      fix: "Write mode: iptables, or nftables where the kernels allow it.",
      sources: [trapSource("kube-proxy-mode-explicit")],
    }),
  ];
}
