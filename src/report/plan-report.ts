import { DRAINS_UNKNOWN, nothingToDo, wayWords } from "../assessment/headline.ts";
import type { Plan } from "../plan/plan.ts";
import { planDetails } from "./cluster-details.ts";
import { type Block, type ReportDocument, say, strong } from "./document.ts";
import { duration, planMinutes } from "./estimate.ts";
import { findingItem } from "./finding-item.ts";
import { severityTally } from "./findings-blocks.ts";
import { hopsBlocks } from "./hops-table.ts";
import { hasHiddenMachines, measureOf } from "./plan-measure.ts";
import type { ReportContext } from "./report-options.ts";
import { counted, shorten } from "./shorten.ts";
import { clusterSign } from "./verdict-words.ts";

/** The report of a plan alone, where no repository was assessed. */
export function planReport(plan: Plan, context: ReportContext): ReportDocument {
  return {
    head: [
      { kind: "heading", level: 3, text: [planHeadline(plan, context)] },
      { kind: "paragraph", text: say`Facts of ${plan.facts.asOf}; strategy ${plan.strategy}.` },
      ...hopsBlocks(plan, measureOf(context, plan)),
      ...planFindings(plan, context),
    ],
    body: planDetails(plan, context),
    foot: [],
  };
}

function planHeadline(plan: Plan, context: ReportContext): string {
  const name = shorten(plan.cluster, 80);
  const way = wayWords(shorten(plan.from, 40), shorten(plan.to, 40));
  const sign = clusterSign(plan);
  if (plan.nothingToDo === true)
    return `${sign} ${nothingToDo(name, shorten(plan.to, 40), measureOf(context, plan).areNodesOpen)}`;
  if (plan.verdict === "blocked")
    return `${sign} ${name} cannot go ${way} yet: ${severityTally(plan.findings.map(({ severity }) => severity))}`;
  if (plan.verdict === "unknown") return `${sign} ${name}: whether it can go ${way} is not certain`;
  return `${sign} ${name} can go ${way}: ${counted(plan.hops.length, "hop")}, ${costWords(plan, context)}`;
}

function costWords(plan: Plan, context: ReportContext): string {
  const measure = measureOf(context, plan);
  if (measure.areNodesOpen) return DRAINS_UNKNOWN;
  const about = hasHiddenMachines(plan, measure) ? "" : `, about ${duration(planMinutes(plan, measure))}`;
  return `${counted(plan.drains.planned, "drain")}${about}`;
}

function planFindings({ findings }: Plan, { links }: ReportContext): readonly Block[] {
  if (findings.length === 0) return [];
  const tally = severityTally(findings.map(({ severity }) => severity));
  return [
    { kind: "paragraph", text: [strong(tally)] },
    { kind: "list", items: findings.map((finding) => findingItem(finding, links)) },
  ];
}
