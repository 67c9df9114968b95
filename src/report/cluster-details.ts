import type { Assessment, ClusterAssessment } from "../assessment/assessment.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Plan } from "../plan/plan.ts";
import { type Block, type Details, prose, say } from "./document.ts";
import { hopName, hopsBlocks } from "./hops-table.ts";
import { measureOf, type PlanMeasure } from "./plan-measure.ts";
import type { ReportContext } from "./report-options.ts";
import { counted, shorten } from "./shorten.ts";
import { skewDetails } from "./skew-table.ts";
import { hopTasks } from "./step-tasks.ts";
import { timelineDetails } from "./timeline.ts";

/** What one cluster's report holds one click away: skew, each hop's steps, the timeline. */
export function clusterDetails(
  entry: ClusterAssessment,
  { clusters }: Assessment,
  context: ReportContext,
): readonly Details[] {
  const name = clusters.length > 1 ? entry.cluster.name : undefined;
  const plan = entry.plan;
  if (plan === undefined) return [skewDetails(entry)];
  return [
    skewDetails(entry),
    ...(name === undefined ? [] : hopsDetails(plan, measureOf(context, plan, entry.cluster))),
    ...planDetails(plan, context, { cluster: entry.cluster, ...(name === undefined ? {} : { name }) }),
  ];
}

/** Whose plan it is: `name` stands in the summaries where there are several. */
interface Owner {
  readonly cluster?: Cluster;
  readonly name?: string;
}

/** Each hop's steps and the timeline of one plan. */
export function planDetails(
  plan: Plan,
  context: ReportContext,
  { cluster, name }: Owner = {},
): readonly Details[] {
  if (plan.hops.length === 0) return [];
  const prefix = name === undefined ? "" : `${shorten(name, 80)} · `;
  const hops = plan.hops.map((hop, index): Details => {
    const steps: Block = { kind: "tasks", items: hopTasks({ hop, number: index + 1 }, context.links) };
    const back: Block = { kind: "paragraph", text: say`Rollback: ${prose(shorten(hop.rollback, 1_000))}` };
    const summary = `${prefix}Hop ${index + 1} · ${shorten(hopName(hop), 100)} · ${counted(hop.steps.length, "step")}`;
    return { kind: "details", summary, blocks: [back, steps] };
  });
  return [...hops, timelineDetails(plan, measureOf(context, plan, cluster))];
}

function hopsDetails(plan: Plan, measure: PlanMeasure): readonly Details[] {
  const blocks = hopsBlocks(plan, measure);
  const summary = `${shorten(plan.cluster, 80)} · ${counted(plan.hops.length, "hop")} to ${shorten(plan.to, 40)}`;
  return blocks.length === 0 ? [] : [{ kind: "details", summary, blocks }];
}
