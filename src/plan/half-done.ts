import type { ComponentVersions } from "../kubernetes/skew.ts";
import { checkSkew, type SkewPolicy } from "../kubernetes/skew.ts";
import type { SkewViolation } from "../kubernetes/skew-violation.ts";
import { tryParseVersion, type Version } from "../kubernetes/version.ts";
import type { Finding } from "../source/finding.ts";
import type { KubeletMoves } from "./drain-schedule.ts";
import { isBehind, type Leg } from "./legs.ts";
import { plainVersion } from "./plan-version.ts";
import type { PlanNode, Terrain } from "./terrain.ts";

/**
 * Judges a half-done upgrade by where its first hop leads. kubeadm's own page moves one node wholly before
 * the next, so a cluster that is caught there breaks the skew policy until the control plane is done: what
 * finishing it puts right is a risk of the moment, no reason to stop; everything else stays as it was found.
 */
export function judgeHalfDone(
  findings: readonly Finding[],
  terrain: Terrain,
  way: { readonly legs: readonly Leg[]; readonly moves: readonly KubeletMoves[] },
): readonly Finding[] {
  const index = way.legs.findIndex(({ operations }) => operations.length > 0);
  const leg = way.legs[index];
  if (leg === undefined) return findings;
  const first = { leg, moves: way.moves.slice(0, index + 1).flat(), hop: index + 1 };
  if (!terrain.controlPlanes.some((node) => isBehind(node, terrain.newestApiServer))) return findings;
  const left = new Set([...rulesBrokenAfter(terrain, first), ...rulesBrokenBefore(terrain)]);
  return findings.map((finding) => {
    const isRepaired = finding.id.startsWith("skew-") && !left.has(finding.id.slice("skew-".length));
    return isRepaired && finding.severity === "blocker" ? finishedBy(finding, first) : finding;
  });
}

function finishedBy(finding: Finding, { leg, hop }: { leg: Leg; hop: number }): Finding {
  const to = plainVersion(leg.to);
  return {
    ...finding,
    severity: "risk",
    fix: {
      text: `An upgrade to ${to} was left half done; hop ${hop} finishes it and brings this back within the policy. Do not wait.`,
    },
  };
}

function rulesBrokenAfter(
  terrain: Terrain,
  { leg, moves }: { leg: Leg; moves: KubeletMoves },
): ReadonlySet<string> {
  return new Set(violations(terrain, leg.to, moves).map(({ rule }) => rule));
}

/** What is wrong whether the upgrade had been begun or not: finishing it is no excuse for that. */
function rulesBrokenBefore(terrain: Terrain): ReadonlySet<string> {
  const finished = new Set(violations(terrain, terrain.newestApiServer, []).map(whoBreaksWhat));
  const never = violations(terrain, terrain.oldestApiServer, []);
  return new Set(never.filter((one) => finished.has(whoBreaksWhat(one))).map(({ rule }) => rule));
}

function whoBreaksWhat({ rule, node }: SkewViolation): string {
  return `${rule} ${node ?? ""}`;
}

/** The skew with the whole control plane at one version and these kubelets moved there. */
function violations(
  terrain: Terrain,
  at: Version,
  moves: KubeletMoves,
): ReturnType<typeof checkSkew>["violations"] {
  const policy: SkewPolicy = { controlPlaneReach: "local", ...terrain.cluster.policy };
  return checkSkew(versionsAt(terrain, at, moves), policy).violations;
}

function versionsAt(terrain: Terrain, at: Version, moves: KubeletMoves): ComponentVersions {
  const version = plainVersion(at);
  const moved = new Set(moves.map(({ node }) => node.name));
  const everywhere = terrain.controlPlanes.map(({ name }) => ({ node: name, version }));
  const { cloudControllerManagers } = terrain.cluster.controlPlane;
  return {
    apiServers: everywhere,
    controllerManagers: everywhere,
    schedulers: everywhere,
    cloudControllerManagers: cloudControllerManagers.filter(
      (one) => tryParseVersion(one.version) !== undefined,
    ),
    kubelets: terrain.nodes.flatMap((node) => instance(node, moved.has(node.name) ? at : node.kubelet)),
    kubeProxies: terrain.nodes.flatMap((node) =>
      instance(node, node.kubeProxy === undefined ? undefined : at),
    ),
  };
}

function instance({ name }: PlanNode, version: PlanNode["kubelet"]): ComponentVersions["kubelets"] {
  return version === undefined ? [] : [{ node: name, version: version.text }];
}
