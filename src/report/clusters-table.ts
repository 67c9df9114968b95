import type { Assessment, ClusterAssessment } from "../assessment/assessment.ts";
import { leavesNodesOpen } from "../cluster/unlisted-nodes.ts";
import type { Block, Phrase } from "./document.ts";
import { untoldViolations } from "./finding-item.ts";
import { severityTally } from "./findings-blocks.ts";
import { counted, grouped, shorten } from "./shorten.ts";
import { clusterSign, verdictWord } from "./verdict-words.ts";
import { statesAfterHops } from "./version-replay.ts";

const ROWS = 40;

/** One row per cluster where there are several. */
export function clustersTable({ clusters }: Assessment): readonly Block[] {
  if (clusters.length < 2) return [];
  const columns = ["cluster", "verdict", "runs", "target", "drains", "findings"].map((title) => ({ title }));
  const table: Block = { kind: "table", columns, rows: clusters.slice(0, ROWS).map(clusterRow) };
  if (clusters.length <= ROWS) return [table];
  return [
    table,
    { kind: "paragraph", text: [`… and ${counted(clusters.length - ROWS, "more cluster")} below.`] },
  ];
}

function clusterRow(entry: ClusterAssessment): readonly Phrase[] {
  const { cluster, verdict, plan, findings } = entry;
  const severities = [
    ...untoldViolations(entry).map(() => "blocker" as const),
    ...findings.map(({ severity }) => severity),
  ];
  return [
    [shorten(cluster.name, 80)],
    [`${clusterSign(entry)} ${verdictWord(verdict)}`],
    [runs(entry)],
    [plan === undefined ? "not asked" : shorten(plan.to, 40)],
    [drains(entry)],
    [severityTally(severities) || "none"],
  ];
}

function drains({ plan, cluster }: ClusterAssessment): string {
  if (plan === undefined) return "";
  return leavesNodesOpen(cluster) ? "unknown" : grouped(plan.drains.planned);
}

function runs({ cluster, plan }: ClusterAssessment): string {
  if (plan !== undefined) return shorten(plan.from, 40);
  const now = statesAfterHops(cluster, [])[0]?.apiServers ?? [];
  return (
    now
      .map(({ version }) => shorten(version, 40))
      .slice(0, 3)
      .join(", ") || "not read"
  );
}
