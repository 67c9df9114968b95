import type { Diagnosis } from "../../diagnosis/diagnosis.ts";
import type { PlaybookRun, StepRun } from "../../playbook/playbook-run.ts";
import { type Block, code, link, prose, say, strong } from "../document.ts";
import type { ReportLinks } from "../links.ts";
import { counted, shorten } from "../shorten.ts";
import { outputBlocks } from "./excerpt.ts";
import { failedSteps, statusSign, statusWord, stepReason } from "./run-words.ts";

const SHOWN = 15;
const DIAGNOSES = 5;
const EVIDENCE_LINES = 20;
const SENTENCE = 600;
const LEAST_OUTPUT = 600;

/** Each failed step: why, what is unhealthy and since when, what to type next, and what it wrote. */
export function failureBlocks(run: PlaybookRun, links: ReportLinks, outputRoom: number): readonly Block[] {
  const failed = failedSteps(run);
  const shown = failed.slice(0, SHOWN);
  const room = Math.max(LEAST_OUTPUT, Math.floor(outputRoom / Math.max(1, shown.length)));
  const rest = failed.length - shown.length;
  const more: readonly Block[] =
    rest === 0 ? [] : [{ kind: "paragraph", text: [`… and ${counted(rest, "other failed step")} below.`] }];
  return [...shown.flatMap((step) => stepFailure(step, links, room)), ...more];
}

function stepFailure(step: StepRun, links: ReportLinks, room: number): readonly Block[] {
  const { name, status, diagnosis = [], outputExcerpt } = step;
  const title = say`${statusSign(status)} ${strong(shorten(name, 80))} ${statusWord(status)}: ${shorten(stepReason(step), SENTENCE)}`;
  const output = outputBlocks(outputExcerpt, room);
  const summary = `Output of ${shorten(name, 80)}`;
  return [
    { kind: "paragraph", text: title },
    ...diagnosis.slice(0, DIAGNOSES).flatMap((one) => diagnosisBlocks(one, links)),
    ...(output.length === 0 ? [] : [{ kind: "details", summary, blocks: output, open: true } as const]),
  ];
}

function diagnosisBlocks(diagnosis: Diagnosis, links: ReportLinks): readonly Block[] {
  const { object, count = 1, cause, next, runbook, evidence } = diagnosis;
  const others = count === 1 ? "" : ` and ${counted(count - 1, "other")}`;
  const page = link("runbook", links.runbookUrl(runbook));
  const lines = evidence.slice(0, EVIDENCE_LINES).map((line) => shorten(line, SENTENCE));
  const summary = `Evidence for ${shorten(object, 120)}`;
  return [
    {
      kind: "paragraph",
      text: say`${strong("Cause:")} ${code(shorten(object, 120))}${others}: ${prose(shorten(cause, SENTENCE))} · ${page}`,
    },
    ...(lines.length === 0
      ? []
      : [
          {
            kind: "details",
            summary,
            blocks: [{ kind: "code", language: "text", text: lines.join("\n") }],
          } as const,
        ]),
    { kind: "paragraph", text: say`${strong("Next:")}` },
    { kind: "code", language: "sh", text: shorten(next, SENTENCE) },
  ];
}
