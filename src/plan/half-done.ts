import type { ComponentVersions } from "../kubernetes/skew.ts";
import { checkSkew, type SkewPolicy } from "../kubernetes/skew.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
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
  const left = rulesBrokenAfter(terrain, first);
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

function rulesBrokenAfter(terrain: Terrain, first: { leg: Leg; moves: KubeletMoves }): ReadonlySet<string> {
  const policy: SkewPolicy = { controlPlaneReach: "local", ...terrain.cluster.policy };
  return new Set(checkSkew(versionsAfter(terrain, first), policy).violations.map(({ rule }) => rule));
}

function versionsAfter(
  terrain: Terrain,
  { leg, moves }: { leg: Leg; moves: KubeletMoves },
): ComponentVersions {
  const version = plainVersion(leg.to);
  const moved = new Set(moves.map(({ node }) => node.name));
  const everywhere = terrain.controlPlanes.map(({ name }) => ({ node: name, version }));
  const { cloudControllerManagers } = terrain.cluster.controlPlane;
  const kubelets = terrain.nodes.flatMap((node) =>
    instance(node, moved.has(node.name) ? leg.to : node.kubelet),
  );
  return {
    apiServers: everywhere,
    controllerManagers: everywhere,
    schedulers: everywhere,
    cloudControllerManagers: cloudControllerManagers.filter(
      (one) => tryParseVersion(one.version) !== undefined,
    ),
    kubelets,
    kubeProxies: terrain.nodes.flatMap((node) =>
      instance(node, node.kubeProxy === undefined ? undefined : leg.to),
    ),
  };
}

function instance({ name }: PlanNode, version: PlanNode["kubelet"]): ComponentVersions["kubelets"] {
  return version === undefined ? [] : [{ node: name, version: version.text }];
}
