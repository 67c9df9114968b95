import { quote } from "../../plan/shell.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { type Block, code, joinPhrases, type Phrase, say } from "../document.ts";
import { shorten } from "../shorten.ts";
import { longList } from "./long-list.ts";
import type { PlaybookReportOptions } from "./report-options.ts";
import { pathName } from "./run-words.ts";

/** The claims that nobody checked, and how to check them: which path, and what it needs. */
export function notValidatedBlocks(run: PlaybookRun, options: PlaybookReportOptions): readonly Block[] {
  if (run.notValidated.length === 0) return [];
  const claims = run.notValidated.map((claim): Phrase => [shorten(claim, 500)]);
  return [...longList("Not validated", claims), ...howToCheck(run, options)];
}

function howToCheck({ recommended }: PlaybookRun, { file }: PlaybookReportOptions): readonly Block[] {
  if (recommended === undefined) return [];
  const { path, needs } = recommended;
  const names = needs.map((need): Phrase => [code(shorten(need, 120))]);
  const needed = needs.length === 0 ? [] : say`, which needs ${joinPhrases(names, ", ")}`;
  const how = say`To check them, run ${pathName(path)}${needed}`;
  if (file === undefined) return [{ kind: "paragraph", text: say`${how}.` }];
  const command = code(`kubehop playbook run ${quote(file)} --path ${path}`);
  return [{ kind: "paragraph", text: say`${how}: ${command}` }];
}
