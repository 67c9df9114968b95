import type { Cluster, KubeadmDocument } from "../../cluster/cluster.ts";
import { kubesprayDefault } from "../../kubernetes/kubespray-defaults.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { finalVersion, hopEntering, isAtLeast } from "../hops.ts";
import { type FindingParts, makeFinding } from "../make-finding.ts";
import { mayConcern } from "../may-concern.ts";
import { settingAt, settingOrigin } from "../setting.ts";
import { trapSource } from "../trap-source.ts";
import { kubesprayProxy } from "../views/kubespray-proxy.ts";

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

/** The mode in KubeProxyConfiguration documents, and in kubespray's variables or by its default. */
export const proxyModeCheck: ManifestCheck = {
  name: "proxy-mode",
  reads: ["KubeProxyConfiguration: mode", "kubespray: kube_proxy_mode, and what takes kube-proxy's place"],
  findings: [IPVS, EMPTY],
  views: [kubesprayProxy],
  judge(context) {
    const { cluster } = context;
    const documents = cluster?.kubeadm?.documents ?? [];
    return [
      ...documents
        .filter(({ kind }) => kind === "KubeProxyConfiguration")
        .flatMap((document) => judge(context, document)),
      ...(cluster?.distribution === "kubespray" ? kubespray(context, cluster) : []),
    ];
  },
};

function judge(context: ManifestContext, document: KubeadmDocument): readonly Finding[] {
  const mode = settingAt(document.content, "mode") ?? "";
  if (mode === "ipvs") return ipvs(context, document);
  return mode === "" ? empty(context, document) : [];
}

function ipvs(context: ManifestContext, document: KubeadmDocument): readonly Finding[] {
  const origins = [settingOrigin(document, "mode")];
  return told(context, { certainty: "proven", origins, what: "KubeProxyConfiguration has mode: ipvs" });
}

/** Where nothing is said, kubespray's default counts, unless another program takes kube-proxy's place. */
function kubespray(context: ManifestContext, cluster: Cluster): readonly Finding[] {
  const set = context.repository.of(kubesprayProxy).filter(({ place }) => mayConcern(place, cluster));
  const modes = set.filter(({ name }) => name === "kube_proxy_mode");
  if (set.some((variable) => !modes.includes(variable) && isOn(variable.value))) return [];
  if (modes.length > 0) {
    const places = modes.filter(({ value }) => value === "ipvs").map(({ place }) => place);
    const certainty = places.length === modes.length ? "proven" : "likely";
    return places.length === 0 ? [] : told(context, { certainty, places, what: "kube_proxy_mode is ipvs" });
  }
  const byDefault = kubesprayDefault("kube_proxy_mode");
  if (byDefault?.value !== "ipvs") return [];
  const what = `No file sets kube_proxy_mode, and kubespray's own default (v${byDefault.from} to v${byDefault.lastRead}) is ipvs`;
  return told(context, { certainty: "likely", origins: cluster.origins.slice(0, 1), what });
}

/** A value that a template works out may be on. */
function isOn(value: string): boolean {
  return !/^(?:false|no|off|0|disabled|partial)?$/i.test(value);
}

function told(
  context: ManifestContext,
  { what, ...parts }: Pick<FindingParts, "certainty" | "origins" | "places"> & { readonly what: string },
): readonly Finding[] {
  const to = finalVersion(context);
  if (to === undefined || !isAtLeast(to, "1.35")) return [];
  return [
    makeFinding(IPVS, context, {
      ...parts,
      severity: "notice",
      hop: hopEntering(context, "1.35"),
      why: `${what}, deprecated since 1.35; kubeadm warns from 1.37.`,
      fix: "Plan the move to nftables (stable since 1.33, kernel 5.13 or newer) or to iptables, apart from this upgrade.",
      sources: [trapSource("ipvs-deprecated")],
    }),
  ];
}

function empty(context: ManifestContext, document: KubeadmDocument): readonly Finding[] {
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
