import { pathName, pathTitle } from "../../playbook/choice/surroundings.ts";
import { type PathLevel, type Playbook, pathLevel } from "../../playbook/playbook.ts";
import { givenInputs } from "../../playbook/run/input-values.ts";
import { chosenSteps } from "../../playbook/tekton/chosen-steps.ts";
import { exportTekton, type TektonOptions } from "../../playbook/tekton/export-tekton.ts";
import { writeDocuments } from "../../playbook/tekton/write-documents.ts";
import { visibleLine } from "../../report/visible.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { deliver } from "../deliver.ts";
import { DEFAULT_IMAGE } from "../playbook/tekton-image.ts";
import { validPlaybook } from "../playbook-findings.ts";
import type { Terminal } from "../terminal.ts";

/** `kubehop playbook export FILE`: exits 2 for an invalid playbook; what the reader must know is on standard error. */
export async function runPlaybookExport(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  const valid = await validPlaybook(invocation.positional ?? "", terminal);
  if (valid === undefined) return 2;
  const { playbook } = valid;
  const options = exportOptions(playbook, invocation);
  const objects = exportTekton(playbook, options);
  for (const note of notes(playbook, options, invocation)) terminal.error.write(`${visibleLine(note)}\n`);
  deliver(writeDocuments(objects), invocation, terminal);
  return 0;
}

function exportOptions(playbook: Playbook, { options, lists }: Invocation): TektonOptions {
  const path = pathLevel(options.get("path")) ?? playbook.recommendedPath;
  const repository = options.get("repository");
  const revision = options.get("revision") ?? "";
  return {
    path,
    image: options.get("image") ?? DEFAULT_IMAGE,
    inputs: givenInputs(playbook, lists.get("input") ?? []),
    ...(repository === undefined ? {} : { source: { repository, revision } }),
  };
}

/** What the export cannot do by itself. */
function notes(
  playbook: Playbook,
  { path, inputs, source }: TektonOptions,
  { options }: Invocation,
): readonly string[] {
  const chosen = chosenSteps(playbook, path);
  const left = playbook.steps.filter((step) => !chosen.some((each) => each.step === step));
  const tools = playbook.tools.filter(({ requiredForPaths }) =>
    chosen.some((each) => requiredForPaths.includes(each.path)),
  );
  const absent = playbook.inputs.filter(
    (input) => input.required && input.default === undefined && !inputs.has(input.name),
  );
  return [
    ...left.map(({ name }) => `${name} has no variant for ${pathName(path)} and is left out.`),
    ...(needsEngine(path)
      ? [
          `${pathTitle(path)} needs a container engine, which a pod of Tekton has only where DOCKER_HOST names one.`,
        ]
      : []),
    ...(tools.length > 0 && !options.has("image")
      ? [
          `${DEFAULT_IMAGE} lacks tools that the playbook needs (${tools.map(({ name }) => name).join(", ")}): give --image.`,
        ]
      : []),
    ...(playbook.files.length > 0 && source === undefined
      ? ["The volume must hold the working copy in source/: give --repository, or bind a claim that has it."]
      : []),
    ...absent.map(
      ({ name }) => `The PipelineRun lacks the required input ${name}: give --input ${name}=VALUE.`,
    ),
  ];
}

function needsEngine(path: PathLevel): boolean {
  return path === 1 || path === 2 || path === 4;
}
