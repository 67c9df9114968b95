import type { Assessment, ClusterAssessment } from "../assessment/assessment.ts";
import { headline } from "./assessment-report.ts";
import { planDetails } from "./cluster-details.ts";
import { clustersTable } from "./clusters-table.ts";
import { type Block, say, strong } from "./document.ts";
import { factsSentence } from "./facts-sentence.ts";
import { findingBlocks } from "./findings-blocks.ts";
import { footer } from "./footer.ts";
import { hopsBlocks } from "./hops-table.ts";
import { htmlBlock } from "./html-block.ts";
import { htmlPage } from "./html-page.ts";
import { PAGE_SCRIPT } from "./html-page-script.ts";
import { type Html, html } from "./html-text.ts";
import { plainLinks, type ReportLinks } from "./links.ts";
import { nextSentence } from "./next-sentence.ts";
import { measureOf } from "./plan-measure.ts";
import { assessmentContext, type ReportContext, type ReportOptions } from "./report-options.ts";
import { skewDetails } from "./skew-table.ts";
import { svgHops } from "./svg-hops.ts";
import { svgVersions } from "./svg-versions.ts";
import { unreadBlocks } from "./unread-blocks.ts";
import { assessmentSign } from "./verdict-words.ts";

export interface HtmlOptions extends ReportOptions {
  readonly links?: ReportLinks;
}

/**
 * An assessment as one self-contained page: it loads nothing (its own policy forbids it), works without its
 * small script, and draws the hops and the versions of each component over the steps.
 */
export function renderHtml(assessment: Assessment, options: HtmlOptions = {}): string {
  const context = assessmentContext(assessment, options.links ?? plainLinks(), { asks: "shell", ...options });
  const title = headline(assessment, context);
  const main = html`${pageHeader(assessment, title, context)}
${clustersTable(assessment).map(htmlBlock)}
${findingsSection(assessment, context)}
${assessment.clusters.map((entry) => clusterSection(entry, context))}
<footer>${htmlBlock(footer(assessment, context))}</footer>`;
  return htmlPage({ title, main, script: PAGE_SCRIPT });
}

function pageHeader(assessment: Assessment, title: string, context: ReportContext): Html {
  const tone = { success: "good", failure: "bad", neutral: "unsure" }[assessment.conclusion];
  const next: Block = {
    kind: "paragraph",
    text: say`${strong("Next:")} ${nextSentence(assessment, context)}`,
  };
  const facts: Block = { kind: "paragraph", text: factsSentence(assessment) };
  return html`<header class="${tone}"><h1>${assessmentSign(assessment)} ${title}</h1>${htmlBlock(next)}${htmlBlock(facts)}</header>`;
}

function findingsSection(assessment: Assessment, { links }: ReportContext): Html {
  const findings = findingBlocks(assessment, links);
  const unread = unreadBlocks(assessment, links);
  const blocks = [...findings.first, ...findings.rest, ...unread.first, ...unread.rest];
  return blocks.length === 0 ? html`` : html`<h2>What was found</h2>${blocks.map(htmlBlock)}`;
}

function clusterSection(entry: ClusterAssessment, context: ReportContext): Html {
  const skew = htmlBlock(skewDetails(entry));
  const { plan, cluster } = entry;
  if (plan === undefined || plan.hops.length === 0) return html`<h2>${cluster.name}</h2>${skew}`;
  const measure = measureOf(context, plan, cluster);
  return html`<h2>${cluster.name}: ${plan.from} → ${plan.to}</h2>
${svgHops(plan, measure)}
${hopsBlocks(plan, measure).map(htmlBlock)}
<h2>Versions over the steps</h2>
${svgVersions(cluster, plan)}
${skew}
<h2>Steps</h2>
${planDetails(plan, context, { cluster }).map(htmlBlock)}`;
}
