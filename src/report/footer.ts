import type { Assessment } from "../assessment/assessment.ts";
import { type Block, code, joinPhrases, link, type Phrase, say } from "./document.ts";
import { readSentence } from "./facts-sentence.ts";
import type { ReportLinks } from "./links.ts";
import { askAgain } from "./next-sentence.ts";
import type { ReportContext } from "./report-options.ts";

/** The last lines: the full plan, the commands that ask again, and what was read. */
export function footer(assessment: Assessment, context: ReportContext): Block {
  const parts = [
    ...fullPlanLink(context.links),
    ...commands(assessment, context),
    readSentence(assessment, context.links),
  ];
  return { kind: "paragraph", small: true, text: joinPhrases(parts, " · ") };
}

/** Where everything stands that a page had no room for; `to` is the target of the only plan. */
export function elsewhere({ links, asks }: ReportContext, to?: string): Phrase {
  if (links.fullPlan !== undefined) return [link(links.fullPlan.text, links.fullPlan.url)];
  const target = to === undefined || !/^[\w.+-]{1,64}$/.test(to) ? "VERSION" : to;
  const command = code(`kubehop plan --to ${target} --format html --output plan.html`);
  return asks === "comment" ? say`${command} in a checkout` : [command];
}

/** {@link elsewhere} for an assessment. */
export function elsewhereOf({ clusters }: Assessment, context: ReportContext): Phrase {
  return elsewhere(context, clusters.length === 1 ? clusters[0]?.plan?.to : undefined);
}

function fullPlanLink({ fullPlan }: ReportLinks): readonly Phrase[] {
  return fullPlan === undefined ? [] : [say`full plan: ${link(fullPlan.text, fullPlan.url)}`];
}

function commands({ clusters }: Assessment, context: ReportContext): readonly Phrase[] {
  const [only, ...others] = clusters;
  if (context.asks === "shell") return [];
  const again = askAgain(others.length === 0 ? only : undefined, context);
  const other =
    only?.plan?.strategy === "fewest-drains" ? [say`${code("/upgrade-plan strategy=node-by-node")}`] : [];
  return [[again], ...other, [code("/skew-check")], [code("/kubehop help")]];
}
