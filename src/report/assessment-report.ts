import type { Assessment } from "../assessment/assessment.ts";
import { clusterDetails } from "./cluster-details.ts";
import { clustersTable } from "./clusters-table.ts";
import { type ReportDocument, say, strong } from "./document.ts";
import { duration, planMinutes } from "./estimate.ts";
import { factsSentence } from "./facts-sentence.ts";
import { findingBlocks } from "./findings-blocks.ts";
import { footer } from "./footer.ts";
import { hopsBlocks } from "./hops-table.ts";
import { nextSentence } from "./next-sentence.ts";
import { measureOf } from "./plan-measure.ts";
import type { ReportContext } from "./report-options.ts";
import { shorten } from "./shorten.ts";
import { unreadBlocks } from "./unread-blocks.ts";
import { assessmentSign } from "./verdict-words.ts";

const HEADLINE = 250;

/**
 * The report of an assessment: the first screen answers whether, how long, what first and what could hurt;
 * everything else is one click away.
 */
export function assessmentReport(assessment: Assessment, context: ReportContext): ReportDocument {
  const findings = findingBlocks(assessment, context.links);
  const unread = unreadBlocks(assessment, context.links);
  const [only, ...others] = assessment.clusters;
  const hops =
    others.length === 0 && only?.plan !== undefined
      ? hopsBlocks(only.plan, measureOf(context, only.plan, only.cluster))
      : [];
  const next = say`${strong("Next:")} ${nextSentence(assessment, context)} ${factsSentence(assessment)}`;
  return {
    head: [
      {
        kind: "heading",
        level: 3,
        text: [`${assessmentSign(assessment)} ${headline(assessment, context)}`],
      },
      { kind: "paragraph", text: next },
      ...clustersTable(assessment),
      ...hops,
      ...findings.first,
      ...unread.first,
    ],
    body: [
      ...findings.rest,
      ...assessment.clusters.flatMap((entry) => clusterDetails(entry, assessment, context)),
      ...unread.rest,
    ],
    foot: [footer(assessment, context)],
  };
}

/** The first line without its sign: the assessment's own sentence, with the time where a plan is ready. */
export function headline(assessment: Assessment, context: ReportContext): string {
  const [only, ...others] = assessment.clusters;
  const sentence = shorten(assessment.headline, HEADLINE);
  const timed = only?.verdict === "ready" && only.plan !== undefined && others.length === 0;
  if (!timed || !/\d drains?$/.test(sentence)) return sentence;
  return `${sentence}, about ${duration(planMinutes(only.plan, measureOf(context, only.plan, only.cluster)))}`;
}
