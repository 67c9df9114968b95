import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { type Block, code, joinPhrases, type Phrase, type ReportDocument, say, strong } from "../document.ts";
import { plainLinks } from "../links.ts";
import { counted, shorten } from "../shorten.ts";
import { failureBlocks } from "./failure-blocks.ts";
import { withInstallLinks } from "./install-links.ts";
import { longList } from "./long-list.ts";
import { notValidatedBlocks } from "./not-validated-blocks.ts";
import { type OutputRoom, outputsBlocks } from "./outputs-blocks.ts";
import { type PlaybookReportOptions, whereAllIs } from "./report-options.ts";
import { runHeadline, runSign } from "./run-words.ts";
import { stepsBlocks } from "./steps-table.ts";
import { teardownBlocks, teardownFailureBlocks } from "./teardown-blocks.ts";

const REASON = 1_500;

/** A run as blocks: the verdict, what went wrong, the steps, what was not validated; outputs come last. */
export function runDocument(
  run: PlaybookRun,
  options: PlaybookReportOptions,
  room: OutputRoom,
): ReportDocument {
  const links = options.links ?? plainLinks();
  return {
    head: [
      { kind: "heading", level: 3, text: [`${runSign(run)} ${runHeadline(run)}`] },
      ...reasonBlocks(run),
      ...missingBlocks(run),
      ...teardownFailureBlocks(run),
    ],
    body: [
      ...failureBlocks(run, links, room.failed),
      ...stepsBlocks(run),
      ...notValidatedBlocks(run, options),
      ...longList(
        "Warnings",
        run.warnings.map((warning) => [shorten(warning, REASON)]),
      ),
      ...outputsBlocks(run, room, whereAllIs(options)),
      ...teardownBlocks(run),
    ],
    foot: footBlocks(run),
  };
}

function reasonBlocks({ reason, result }: PlaybookRun): readonly Block[] {
  if (reason === undefined || reason.trim() === "") return [];
  const label = result === "error" ? "Why:" : "Degraded:";
  return [{ kind: "paragraph", text: say`${strong(label)} ${withInstallLinks(shorten(reason, REASON))}` }];
}

function missingBlocks({ missing }: PlaybookRun): readonly Block[] {
  return [...missingList("Missing tools:", missing.tools), ...missingList("Missing files:", missing.files)];
}

function missingList(label: string, names: readonly string[]): readonly Block[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, 50).map((name): Phrase => [code(shorten(name, 200))]);
  const rest = names.length - shown.length;
  const more = rest === 0 ? [] : [say`and ${counted(rest, "other")}`];
  return [{ kind: "paragraph", text: say`${strong(label)} ${joinPhrases([...shown, ...more], ", ")}` }];
}

function footBlocks({ artifacts }: PlaybookRun): readonly Block[] {
  if (artifacts.length === 0) return [];
  const shown = artifacts.slice(0, 5).map((path): Phrase => [code(shorten(path, 120))]);
  const rest = artifacts.length - shown.length;
  const more = rest === 0 ? [] : [say`and ${counted(rest, "other")}`];
  const text = say`Whole outputs and logs: ${joinPhrases([...shown, ...more], ", ")}`;
  return [{ kind: "paragraph", small: true, text }];
}
