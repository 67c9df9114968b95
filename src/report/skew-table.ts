import type { ClusterAssessment } from "../assessment/assessment.ts";
import { openVersions } from "../assessment/open-versions.ts";
import { minorDistance, tryParseVersion } from "../kubernetes/version.ts";
import type { Details, Phrase } from "./document.ts";
import { counted, grouped, shorten } from "./shorten.ts";
import type { Tally } from "./version-counter.ts";
import { statesAfterHops, type VersionState } from "./version-replay.ts";

const COLUMNS = ["", "API servers", "controllers, schedulers", "kubelets", "kube-proxy"];

/** The versions now and after each hop, folded under the verdict on them. */
export function skewDetails(entry: ClusterAssessment): Details {
  const states = statesAfterHops(entry.cluster, entry.plan?.hops ?? []);
  const rows = states.map((state, index) => [[index === 0 ? "now" : `after hop ${index}`], ...cells(state)]);
  return {
    kind: "details",
    summary: `Skew of ${shorten(entry.cluster.name, 80)}: ${skewSentence(entry)}`,
    blocks: [{ kind: "table", columns: COLUMNS.map((title) => ({ title })), rows }],
    share: 0.2,
  };
}

/** The verdict on the versions that run now, in a few words. */
function skewSentence({ skew, cluster }: ClusterAssessment): string {
  if (skew === undefined) return "not judged";
  if (skew.verdict === "supported") {
    const open = openVersions(cluster);
    return `within the official policy now${open === undefined ? "" : `, as far as it is known: ${open}`}`;
  }
  return `${counted(skew.violations.length, "violation")} of the official policy now`;
}

function cells({ apiServers, managers, kubelets, kubeProxies }: VersionState): readonly Phrase[] {
  const newest = apiServers.at(-1)?.version;
  return [
    [tallyText(apiServers)],
    [tallyText(managers)],
    [tallyText(kubelets) + behind(kubelets, newest)],
    [tallyText(kubeProxies) + behind(kubeProxies, newest)],
  ];
}

/** `8 × 1.34.6, 1 × 1.35.10`; at most five versions, the oldest ones. */
function tallyText(tally: Tally): string {
  if (tally.length === 0) return "not read";
  const shown = tally.slice(0, 5).map(({ version, count }) => `${grouped(count)} × ${shorten(version, 40)}`);
  return tally.length > 5 ? `${shown.join(", ")} and ${tally.length - 5} other versions` : shown.join(", ");
}

/** How far the oldest trails the newest API server. */
function behind(tally: Tally, newest: string | undefined): string {
  const oldest = tally[0]?.version;
  if (oldest === undefined || newest === undefined) return "";
  const [one, other] = [tryParseVersion(newest), tryParseVersion(oldest)];
  if (one === undefined || other === undefined) return "";
  const minors = minorDistance(one, other);
  const who = tally.length === 1 ? "" : "the oldest ";
  return minors > 0 ? ` (${who}${counted(minors, "minor")} behind)` : "";
}
