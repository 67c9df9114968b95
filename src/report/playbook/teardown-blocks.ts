import type { PlaybookRun, TeardownRun } from "../../playbook/playbook-run.ts";
import { type Block, code, say, strong } from "../document.ts";
import { counted, shorten } from "../shorten.ts";
import { outputBlocks } from "./excerpt.ts";
import { failedTeardowns, statusSign, statusWord } from "./run-words.ts";

const SHOWN = 10;
const OUTPUT = 1_000;
const COMMAND = 300;

/** What may have been left behind, with the command to type again: it comes first, whatever the result is. */
export function teardownFailureBlocks(run: PlaybookRun): readonly Block[] {
  const failed = failedTeardowns(run);
  if (failed.length === 0) return [];
  const count = `${counted(failed.length, "command")} of ${run.teardown.length}`;
  const warning = say`⚠️ ${strong("Teardown failed:")} ${count} did not end well, so something may be left behind. Run them again by hand.`;
  return [
    { kind: "paragraph", text: warning },
    ...failed.slice(0, SHOWN).flatMap(failureDetails),
    ...moreFailures(failed.length - SHOWN),
  ];
}

/** All commands of the teardown in the order in which they ran. */
export function teardownBlocks({ teardown }: PlaybookRun): readonly Block[] {
  if (teardown.length === 0) return [];
  const items = teardown.map(
    ({ step, command, status }) =>
      say`${statusSign(status)} ${statusWord(status)}: ${code(shorten(command, COMMAND))} of ${shorten(step, 80)}`,
  );
  const summary = `Teardown: ${counted(teardown.length, "command")}`;
  return [{ kind: "details", summary, blocks: [{ kind: "list", items }], share: 0.2 }];
}

function failureDetails({ step, command, status, outputExcerpt }: TeardownRun): readonly Block[] {
  const summary = `Teardown of ${shorten(step, 80)} ${statusWord(status)}`;
  const blocks: readonly Block[] = [
    { kind: "code", language: "sh", text: shorten(command, OUTPUT) },
    ...outputBlocks(outputExcerpt, OUTPUT),
  ];
  return [{ kind: "details", summary, blocks, open: true }];
}

function moreFailures(count: number): readonly Block[] {
  return count <= 0 ? [] : [{ kind: "paragraph", text: [`… and ${counted(count, "other command")} below.`] }];
}
