import { factsAge } from "../../kubernetes/releases.ts";
import { supportStatus } from "../../kubernetes/support.ts";
import { formatVersion, minorDistance, tryParseVersion } from "../../kubernetes/version.ts";
import type { Finding } from "../../source/finding.ts";
import type { Check, CheckContext, FindingDescription } from "../check.ts";
import { finalVersion, runningVersion } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";

const ENDED: FindingDescription = {
  id: "end-of-life",
  title: "The running version is past its end of life",
  meaning: "The minor that runs gets no security fixes any more.",
};
const HOP_ENDED: FindingDescription = {
  id: "hop-end-of-life",
  title: "The way leads through minors past their end of life",
  meaning: "Who stops half-way stays on a minor that gets no security fixes any more.",
};
const TARGET_ENDED: FindingDescription = {
  id: "target-end-of-life",
  title: "The target is past its end of life",
  meaning: "The upgrade would end on a minor that gets no security fixes any more.",
};
const TARGET_MAINTENANCE: FindingDescription = {
  id: "target-maintenance",
  title: "The target is in maintenance mode",
  meaning: "The upgrade would end on a minor that gets urgent fixes only and reaches its end of life soon.",
};
const STALE: FindingDescription = {
  id: "facts-stale",
  title: "The facts are more than 60 days old",
  meaning: "A newer patch, minor or end-of-life date may exist that this Kubehop does not know.",
};
const SOURCES = ["data/releases.json: https://kubernetes.io/releases/"];

/** Support dates of what runs and of the target, and the age of the facts, on the day that is asked about. */
export const supportCheck: Check = {
  name: "support",
  reads: ["the version of every API server", "each hop", "the target asked for", "the day"],
  findings: [ENDED, HOP_ENDED, TARGET_ENDED, TARGET_MAINTENANCE, STALE],
  run(context) {
    const { today } = context;
    if (today === undefined) return [];
    return [
      ...running(context, today),
      ...passed(context, today),
      ...target(context, today),
      ...stale(context, today),
    ];
  },
};

function running(context: CheckContext, today: string): readonly Finding[] {
  const version = runningVersion(context.cluster);
  if (version === undefined) return [];
  const status = supportStatus(version, today, context.releases);
  if (status.state !== "end-of-life") return [];
  const leaves = context.hops.length > 0;
  return [
    makeFinding(ENDED, context, {
      severity: leaves ? "notice" : "risk",
      certainty: "proven",
      origins: context.cluster.controlPlane.apiServers.map(({ origin }) => origin),
      why: `${context.cluster.name} runs ${formatVersion(version)}. ${status.message}`,
      fix: leaves
        ? "This upgrade is the remedy."
        : "Plan the upgrade to a supported minor: kubehop plan --to VERSION.",
      sources: SOURCES,
    }),
  ];
}

/** The minors between what runs and the target, which have findings of their own. */
function passed(context: CheckContext, today: string): readonly Finding[] {
  const through = context.hops
    .slice(0, -1)
    .map(({ to }) => ({ to, ...supportStatus(to, today, context.releases) }));
  const ended = through.filter(({ state }) => state === "end-of-life");
  if (ended.length === 0) return [];
  const dates = ended.map(({ minor, endOfLife = "" }) => `${minor} (${endOfLife})`);
  const last = supportStatus(finalVersion(context) ?? "", today, context.releases);
  const until = last.endOfLife === undefined ? "" : `; ${last.minor} is supported until ${last.endOfLife}`;
  return [
    makeFinding(HOP_ENDED, context, {
      severity: "notice",
      certainty: "proven",
      why: `The way leads through ${nameList(dates)}, past ${dates.length === 1 ? "its end" : "their ends"} of life${last.state === "end-of-life" ? "" : until}.`,
      fix: "Do not stay there: go on to the next hop as soon as the cluster is healthy.",
      sources: SOURCES,
    }),
  ];
}

/** A target that lies below what runs is refused, so nothing is said of its support. */
function target(context: CheckContext, today: string): readonly Finding[] {
  const version = tryParseVersion(finalVersion(context) ?? "");
  const now = runningVersion(context.cluster);
  if (version === undefined || (now !== undefined && minorDistance(version, now) < 0)) return [];
  const { state, message } = supportStatus(version, today, context.releases);
  if (state !== "end-of-life" && state !== "maintenance") return [];
  const ended = state === "end-of-life";
  return [
    makeFinding(ended ? TARGET_ENDED : TARGET_MAINTENANCE, context, {
      severity: ended ? "risk" : "notice",
      certainty: "proven",
      hop: context.hops.at(-1),
      why: `The target is ${formatVersion(version)}. ${message}`,
      fix: ended
        ? "Go on to a supported minor in the same change window, or plan the next upgrade now."
        : "Plan the next minor before that day.",
      sources: SOURCES,
    }),
  ];
}

function stale(context: CheckContext, today: string): readonly Finding[] {
  const age = factsAge(today, context.releases);
  if (!age.stale) return [];
  return [
    makeFinding(STALE, context, {
      severity: "notice",
      certainty: "proven",
      why: `The facts are of ${age.asOf}, ${age.ageDays} days before ${today}: newer patches may exist.`,
      fix: "Use a newer Kubehop, and look at https://kubernetes.io/releases/ before the change.",
      sources: SOURCES,
    }),
  ];
}
