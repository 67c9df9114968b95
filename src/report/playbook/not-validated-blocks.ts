import { pathName } from "../../playbook/choice/surroundings.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { quote } from "../../source/shell.ts";
import { type Block, code, joinPhrases, type Phrase, say } from "../document.ts";
import { shorten } from "../shorten.ts";
import { withInstallLinks } from "./install-links.ts";
import { longList } from "./long-list.ts";
import type { PlaybookReportOptions } from "./report-options.ts";

/** The claims that nobody checked, and how to check them: which path, and what it needs. */
export function notValidatedBlocks(run: PlaybookRun, options: PlaybookReportOptions): readonly Block[] {
  if (run.notValidated.length === 0) return [];
  const claims = run.notValidated.map((claim): Phrase => [shorten(claim, 500)]);
  const how: Block = { kind: "paragraph", text: howToCheck(run, options) };
  return [...longList("Not validated", claims), how];
}

function howToCheck(run: PlaybookRun, { file }: PlaybookReportOptions): Phrase {
  const { recommended, path } = run;
  if (recommended === undefined) {
    const where = path === null ? "" : ` on ${pathName(path)}`;
    return [`To check them, run the playbook again${where} ${whenAgain(run)}.`];
  }
  const needs = recommended.needs.map((need) => withInstallLinks(shorten(need, 300)));
  const lacks = needs.length === 0 ? [] : say` What keeps it from that here: ${joinPhrases(needs, "; ")}.`;
  const command = `kubehop playbook run ${quote(file ?? "FILE")} --path ${recommended.path}`;
  return say`To check them, run it on ${pathName(recommended.path)}: ${code(command)}.${lacks}`;
}

/** What kept a run from its end is said above it; where a step did, that step has to pass. */
function whenAgain({ result, steps }: PlaybookRun): string {
  if (result === "cancelled") return "and let it end";
  const hasBegun = steps.some(({ status }) => status !== "not_run" && status !== "no_variant");
  return hasBegun ? "once every step before them passes" : "once what kept it from running is mended";
}
