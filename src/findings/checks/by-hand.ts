import type { Cluster } from "../../cluster/cluster.ts";
import { type Trap, traps, trapsCrossed } from "../../kubernetes/traps.ts";
import { minorOf } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { readableHops } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { addonViews, namedAddons } from "../repository-addons.ts";
import type { DescribedPart, TrapCoverage } from "../trap-coverage.ts";
import { trapSightings, trapViews } from "../trap-sightings.ts";
import { trapsCoverage } from "../traps-coverage.ts";
import { argumentViews, writtenArguments } from "../written-arguments.ts";

const BY_HAND: FindingDescription = {
  id: "check-by-hand",
  title: "Things to check by hand before the start",
  meaning: "Changes on the way that no file of this cluster shows, each with the command that tells.",
};

/** One thing that only a person can look up. */
export interface ManualCheck {
  /** Id in `data/traps.json`. */
  readonly trap: string;
  readonly minor: string;
  readonly what: string;
  /** Only reads; for a control-plane node, for kubectl, or (`grep … .`) for the repository's root. */
  readonly command: string;
}

/** The one finding that carries a list of manual checks beside its text. */
export interface ByHandFinding extends Finding {
  readonly manualChecks: readonly ManualCheck[];
}

/** The traps on the way of a cluster that nothing in its files shows, in one finding. */
export const byHandCheck: ManifestCheck = {
  name: "by-hand",
  reads: ["the hops; which traps other checks see"],
  findings: [BY_HAND],
  views: [...trapViews, ...argumentViews, ...addonViews],
  judge(context) {
    const { cluster } = context;
    if (cluster === undefined) return [];
    const manualChecks = unseenTraps({ ...context, cluster }).map(({ trap, coverage }) => ({
      trap: trap.id,
      minor: trap.effectiveIn,
      what: trap.what,
      command: coverage.command,
    }));
    return manualChecks.length === 0 ? [] : [told({ ...context, cluster }, manualChecks)];
  },
};

/** A cluster on its way, and the repository that it lies in. */
type ClusterInRepository = ManifestContext & { readonly cluster: Cluster };

function told(context: ClusterInRepository, manualChecks: readonly ManualCheck[]): ByHandFinding {
  const lines = manualChecks.map(({ minor, what, command }) => `${whenOf(minor)}: ${what} → \`${command}\``);
  const count = manualChecks.length;
  const finding = makeFinding(BY_HAND, context, {
    severity: "notice",
    certainty: "unknown",
    why: `${count === 1 ? "One change" : `${count} changes`} between ${context.hops[0]?.from ?? ""} and ${context.hops.at(-1)?.to ?? ""} cannot be seen in the files of ${context.cluster.name}.`,
    fix: lines.join("\n"),
    sources: ["data/traps.json"],
  });
  return { ...finding, manualChecks };
}

/** Traps without a minor of their own hold at every hop. */
function whenOf(minor: string): string {
  return minor === "any" ? "at every hop" : minor;
}

interface Unseen {
  readonly trap: Trap;
  readonly coverage: TrapCoverage;
}

function unseenTraps(context: ClusterInRepository): readonly Unseen[] {
  const hops = readableHops(context);
  const [first, last] = [hops[0], hops.at(-1)];
  if (first === undefined || last === undefined) return [];
  const seen = new Set(trapSightings(context.repository).map(({ trap }) => trap));
  const always = traps().filter(({ effectiveIn }) => effectiveIn === "any");
  return [...trapsCrossed(minorOf(first.from), minorOf(last.to)), ...always].flatMap((trap) => {
    const coverage = trapsCoverage[trap.id];
    return coverage !== undefined && !seen.has(trap.id) && isUnseen(coverage, context)
      ? [{ trap, coverage }]
      : [];
  });
}

function isUnseen(coverage: TrapCoverage, context: ClusterInRepository): boolean {
  switch (coverage.kind) {
    case "detected":
      return coverage.needs !== undefined && !isDescribed(coverage.needs, context);
    case "by-hand":
      return coverage.onlyWith === undefined || mayUse(coverage.onlyWith, context);
    default:
      return coverage satisfies never;
  }
}

function isDescribed(part: DescribedPart, context: ClusterInRepository): boolean {
  const { cluster, repository } = context;
  const { etcd } = cluster.controlPlane;
  switch (part) {
    case "nodes":
      return cluster.nodes.some(({ containerRuntime }) => containerRuntime !== undefined);
    case "kubeadm":
      return cluster.kubeadm?.clusterConfiguration !== undefined;
    case "proxy-mode":
      return cluster.distribution === "kubespray" || isDescribed("kubeadm", context);
    case "etcd":
      return (
        etcd.version !== undefined || (etcd.members ?? []).length > 0 || etcd.pinnedImageTag !== undefined
      );
    case "addons":
      return namedAddons(context).length > 0;
    case "repository":
      return repository.coverage.files > 0;
    default:
      return part satisfies never;
  }
}

/** Without the kubeadm files any flag may be set; with them only what they show. */
function mayUse(
  [component, flag]: readonly [component: string, flag: string],
  context: ClusterInRepository,
): boolean {
  if (!isDescribed("kubeadm", context)) return true;
  return writtenArguments(context).some(
    (argument) => argument.component === component && argument.flag === flag,
  );
}
