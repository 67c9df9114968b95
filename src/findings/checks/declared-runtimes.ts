import { minorOf, tryParseVersion } from "../../kubernetes/version.ts";
import type { Finding, Severity } from "../../source/finding.ts";
import type { FindingDescription, HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import { finalVersion, hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { mayConcern } from "../may-concern.ts";
import { nameList } from "../name-list.ts";
import { trapSource } from "../trap-source.ts";
import { type DeclaredRuntime, declaredRuntimes } from "../views/declared-runtimes.ts";

const DECLARED: FindingDescription = {
  id: "declared-runtime-old",
  title: "A container runtime that files install does not suit the way",
  meaning:
    "Nodes that are made or mended by these files get a runtime that the kubelets of the way do not want.",
};

/** The runtime that variables and scripts install, where no snapshot of the nodes tells which one runs. */
export const declaredRuntimesCheck: ManifestCheck = {
  name: "declared-runtimes",
  reads: ["containerd_version, crio_version and pinned packages in variables and scripts"],
  findings: [DECLARED],
  views: [declaredRuntimes],
  judge: (context) => {
    const { cluster, repository } = context;
    if (cluster?.nodes.some(({ containerRuntime }) => containerRuntime !== undefined) === true) return [];
    const declared = repository.of(declaredRuntimes).filter(({ place }) => mayConcern(place, cluster));
    return [
      ...told(declared.filter(isBefore16), tooOld(context), context),
      ...told(declared.filter(isLastOf1), ends(context), context),
      ...told(
        declared.filter((one) => isOtherMinor(one, context)),
        otherMinor(context),
        context,
      ),
    ];
  },
};

interface Telling {
  readonly severity: Severity;
  readonly hop: HopRange | undefined;
  readonly says: string;
  readonly fix: string;
  readonly source: string;
}

function isBefore16({ runtime, version }: DeclaredRuntime): boolean {
  return runtime === "containerd" && /^(?:0|1\.[0-5])(?:\.|$)/.test(version);
}

function isLastOf1({ runtime, version }: DeclaredRuntime): boolean {
  return runtime === "containerd" && /^1\.(?:[6-9]|\d\d)(?:\.|$)/.test(version);
}

function isOtherMinor({ runtime, version }: DeclaredRuntime, context: ManifestContext): boolean {
  const target = tryParseVersion(finalVersion(context) ?? "");
  return runtime === "CRI-O" && target !== undefined && tryParseVersion(version)?.minor !== target.minor;
}

function tooOld(context: ManifestContext): Telling {
  return {
    severity: "risk",
    hop: hopEntering(context, "1.26"),
    says: "kubelets from 1.26 on speak CRI v1 only, which containerd has from 1.6 on",
    fix: "Write a containerd that its project recommends for the kubelets of the way, and upgrade the nodes one containerd minor at a time before the hop.",
    source: trapSource("cri-v1-required"),
  };
}

function ends(context: ManifestContext): Telling {
  return {
    severity: "risk",
    hop: hopEntering(context, "1.36"),
    says: "containerd lists 1.x up to Kubernetes 1.35 only",
    fix: "Write containerd 2.x, and upgrade the nodes one containerd minor at a time before their kubelets reach 1.36.",
    source: trapSource("containerd-17-last"),
  };
}

function otherMinor(context: ManifestContext): Telling {
  const target = finalVersion(context);
  return {
    severity: "notice",
    hop: context.hops.at(-1),
    says: `CRI-O follows the kubelet's minor, and the way leads to ${target === undefined || tryParseVersion(target) === undefined ? "another" : minorOf(target)}`,
    fix: "Move it with each kubelet, while the node is drained.",
    source: "cri-o/cri-o README (data/compat.json)",
  };
}

function told(
  declared: readonly DeclaredRuntime[],
  { severity, hop, says, fix, source }: Telling,
  context: ManifestContext,
): readonly Finding[] {
  if (declared.length === 0 || hop === undefined) return [];
  return [
    makeFinding(DECLARED, context, {
      severity,
      certainty: "likely",
      hop,
      places: declared.map(({ place }) => place),
      why: `The files say ${nameList(declared.map(({ text }) => text))}: ${says}.`,
      fix,
      sources: [source],
    }),
  ];
}
