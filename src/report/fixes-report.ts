import { type Fixes, type Recipe, recipeGroups } from "../fixes/plan-fixes.ts";
import type { ReportLinks } from "./links.ts";
import { markdownText } from "./markdown-text.ts";
import { type PatchedFile, renderPatch } from "./patch.ts";
import { counted, grouped, shorten } from "./shorten.ts";
import type { LineSuggestion } from "./suggestions.ts";

/** What `/fix` found and did. */
export interface FixesDone {
  readonly fixes: Fixes;
  /** Those that stand on lines of the change. */
  readonly suggestions: readonly LineSuggestion[];
  /** The files with all others. */
  readonly rest: readonly PatchedFile[];
  readonly sha: string;
}

/** A longer patch does not fit beside the rest of a comment. */
const PATCH = 40_000;
const RECIPES = 20;

/** The answer to `/fix` as Markdown: what was suggested, one patch for what is not on the change's lines, the rest. */
export function fixesReport({ fixes, suggestions, rest, sha }: FixesDone, links: ReportLinks): string {
  const places = fixes.files.reduce((sum, { mends }) => sum + mends.length, 0);
  const serious = fixes.recipes.filter(({ finding }) => finding.severity !== "notice");
  return [
    `### ${places === 0 ? "Nothing can be mended mechanically" : `${counted(places, "place")} can be mended mechanically`}`,
    `Made for \`${sha.slice(0, 7)}\`. ${suggestions.length === 0 ? "None lies on a line that this pull request shows." : `${counted(suggestions.length, "suggestion")} on the lines of this pull request, to take one by one or all at once.`}`,
    ...(rest.length === 0 ? [] : [patchBlock(renderPatch(rest))]),
    ...(serious.length === 0 ? [] : [recipeBlock(serious, links)]),
  ].join("\n\n");
}

function patchBlock(patch: string): string {
  if (patch.length > PATCH) {
    return "The patch for the rest is too long for a comment: `kubehop fix | git apply` makes it in a checkout.";
  }
  const fence = "`".repeat(Math.max(3, ...[...patch.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `<details><summary>The rest as a patch, for git apply</summary>\n\n${fence}diff\n${patch}${fence}\n\n</details>`;
}

function recipeBlock(recipes: readonly Recipe[], links: ReportLinks): string {
  const groups = recipeGroups(recipes);
  const items = groups.slice(0, RECIPES).map(({ finding, places: [first, ...others], reason }) => {
    const at = markdownText(shorten(`${first.path}:${first.line}`, 200));
    const url = links.fileUrl?.(first.path, first.line);
    const where = url === undefined ? at : `[${at}](${url})`;
    const more = others.length === 0 ? "" : ` and ${counted(others.length, "more place")}`;
    return `- ${where}${more} \`${finding.id}\`: ${markdownText(shorten(reason, 300))} · [runbook](${links.runbookUrl(finding.runbook)})`;
  });
  const more = groups.length > RECIPES ? [`- … and ${grouped(groups.length - RECIPES)} more`] : [];
  return [`**Left to a person: ${counted(recipes.length, "place")}**`, "", ...items, ...more].join("\n");
}
