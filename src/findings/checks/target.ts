import { bundledReleases, isKnownVersion, newestPatch } from "../../kubernetes/releases.ts";
import {
  compareVersions,
  liesBelow,
  minorDistance,
  tryParseVersion,
  type Version,
} from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";

const UNKNOWN: FindingDescription = {
  id: "unknown-version",
  title: "A version is not among the known releases",
  meaning: "No rule, image or package is known for this version, so nothing can be planned with it.",
};
const DOWNGRADE: FindingDescription = {
  id: "downgrade",
  title: "The target is older than what runs",
  meaning: "kubeadm cannot take a control plane down: etcd and stored objects are not converted back.",
};
const SAME: FindingDescription = {
  id: "already-at-target",
  title: "The cluster is at the target already",
  meaning: "There is nothing to upgrade.",
};
const SOURCES = ["data/releases.json", "kubeadm cmd/kubeadm/app/phases/upgrade/policy.go"];

/** The target against what runs: does it exist, and does it lie ahead. */
export const targetCheck: Check = {
  name: "target",
  reads: ["the target asked for", "the version of every API server"],
  findings: [UNKNOWN, DOWNGRADE, SAME],
  run(context) {
    const running = context.cluster.controlPlane.apiServers.flatMap(
      ({ version }) => tryParseVersion(version) ?? [],
    );
    const unknown = running
      .filter((version) => !isKnownVersion(version, context.releases))
      .map(({ text }) => text);
    return [
      ...(unknown.length === 0 ? [] : [unknownRunning(context, unknown)]),
      ...(context.to === undefined ? [] : judgeTarget(context, context.to, running)),
    ];
  },
};

function judgeTarget(context: CheckContext, to: string, running: readonly Version[]): readonly Finding[] {
  const target = tryParseVersion(to);
  if (target === undefined || !isKnownVersion(target, context.releases)) return [unknownTarget(context, to)];
  const newest = running.toSorted(compareVersions).at(-1);
  if (newest === undefined || context.hops.length > 0) return [];
  if (liesBelow(target, newest)) return [downgrade(context, to, newest)];
  return isSame(target, newest, context) ? [same(context, to)] : [];
}

function isSame(target: Version, running: Version, { releases }: CheckContext): boolean {
  if (minorDistance(target, running) !== 0) return false;
  const wanted = target.patch === undefined ? newestPatch(target, releases) : target.text;
  return wanted !== undefined && compareVersions(wanted, running) <= 0;
}

function unknownTarget(context: CheckContext, to: string): Finding {
  const minor = tryParseVersion(to);
  const { asOf, newestMinor } = context.releases ?? bundledReleases;
  const patch = minor === undefined ? undefined : newestPatch(minor, context.releases);
  const known =
    patch === undefined
      ? `the newest known minor is ${newestMinor}`
      : `the newest patch of that minor is ${patch}`;
  return makeFinding(UNKNOWN, context, {
    severity: "blocker",
    certainty: "unknown",
    why: `The target ${to.slice(0, 40)} was not released when the facts were gathered (${asOf}); ${known}.`,
    fix: "Ask for a version that is released, or refresh the facts with a newer Kubehop.",
    sources: SOURCES,
  });
}

function unknownRunning(context: CheckContext, versions: readonly string[]): Finding {
  return makeFinding(UNKNOWN, context, {
    severity: "risk",
    certainty: "unknown",
    origins: context.cluster.controlPlane.apiServers.map(({ origin }) => origin),
    why: `${context.cluster.name} runs ${nameList(versions)}, which the facts of ${(context.releases ?? bundledReleases).asOf} do not cover.`,
    fix: "Check the version that is written there (kubectl version), or refresh the facts with a newer Kubehop.",
    sources: SOURCES,
  });
}

function downgrade(context: CheckContext, to: string, newest: Version): Finding {
  return makeFinding(DOWNGRADE, context, {
    severity: "blocker",
    certainty: "proven",
    origins: context.cluster.controlPlane.apiServers.map(({ origin }) => origin),
    why: `${context.cluster.name} runs ${newest.text}, and ${to} is older.`,
    fix: `Ask for a version above ${newest.text}. The only way back is to restore etcd and /etc/kubernetes from the backup that was made before the upgrade.`,
    sources: SOURCES,
  });
}

function same(context: CheckContext, to: string): Finding {
  return makeFinding(SAME, context, {
    severity: "notice",
    certainty: "proven",
    why: `${context.cluster.name} is at ${to} already.`,
    fix: "Nothing to do.",
    sources: SOURCES,
  });
}
