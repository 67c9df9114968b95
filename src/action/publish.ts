import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Assessment } from "../assessment/assessment.ts";
import { type CheckAnnotation, checkAnnotations } from "../report/check-annotations.ts";
import { renderHtml } from "../report/html.ts";
import { renderJobSummary } from "../report/job-summary.ts";
import { renderJson } from "../report/json.ts";
import type { ReportLinks } from "../report/links.ts";
import { renderSarif } from "../report/sarif.ts";
import { renderText } from "../report/text.ts";
import { workflowCommands } from "../report/workflow-commands.ts";
import type { Environment } from "./inputs.ts";
import type { Run } from "./run.ts";
import { addSummary, cleaned, inert, setOutput } from "./runner-files.ts";

/** GitHub shows so many annotations of a level and a step; the others stand in the log and the SARIF file. */
const SHOWN_PER_LEVEL = 10;

/** Says an assessment in the log, as annotations, in the job's summary, as files and as outputs. */
export function publish(
  assessment: Assessment,
  { environment, log, links, note }: Run & { readonly links: ReportLinks; readonly note?: string },
): void {
  const annotations = checkAnnotations(assessment, links);
  const hidden = hiddenNote(annotations);
  log(inert(renderText(assessment, { links })));
  log(workflowCommands(annotations));
  if (hidden !== undefined) log(`${hidden}\n`);
  const notes = [note, hidden].filter((text) => text !== undefined).map((text) => `> ${text}\n`);
  addSummary(environment, [renderJobSummary(assessment, links), ...notes].join("\n"));
  setOutput(environment, "verdict", assessment.verdict);
  setOutput(environment, "conclusion", assessment.conclusion);
  setOutput(environment, "headline", assessment.headline);
  for (const [name, path] of writeReports(assessment, links, environment)) setOutput(environment, name, path);
}

/** Writes the report files beside each other and gives the output that names each. */
function writeReports(
  assessment: Assessment,
  links: ReportLinks,
  environment: Environment,
): readonly (readonly [output: string, path: string])[] {
  const directory = join(environment.RUNNER_TEMP ?? ".", "kubehop");
  mkdirSync(directory, { recursive: true });
  const plans = assessment.clusters.flatMap(({ plan }) => (plan === undefined ? [] : [plan]));
  const [plan, ...others] = plans;
  const files = [
    ["assessment-json", "assessment.json", renderJson(assessment)],
    ["sarif", "kubehop.sarif", renderSarif(assessment, links)],
    ["html", "kubehop.html", renderHtml(assessment, { links })],
    ...(plan === undefined || others.length > 0
      ? []
      : [["plan-json", "plan.json", renderJson(plan)] as const]),
  ] as const;
  return files.map(([output, name, text]) => {
    writeFileSync(join(directory, name), cleaned(environment, text));
    return [output, join(directory, name)];
  });
}

function hiddenNote(annotations: readonly CheckAnnotation[]): string | undefined {
  const levels = Object.groupBy(annotations, (annotation) => annotation.annotation_level);
  const hidden = Object.values(levels).reduce(
    (sum, group) => sum + Math.max(0, group.length - SHOWN_PER_LEVEL),
    0,
  );
  if (hidden === 0) return undefined;
  return `GitHub shows ${SHOWN_PER_LEVEL} annotations of a level for one step: ${hidden} more stand in the log, the summary and the SARIF file.`;
}
