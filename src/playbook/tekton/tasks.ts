import type { Playbook } from "../playbook.ts";
import type { ChosenStep } from "./chosen-steps.ts";
import type { ContainerStep, EnvironmentVariable, Parameter, TaskResult, TektonTask } from "./objects.ts";
import { IMAGE, parameterOf, REPOSITORY, REVISION, variableOf } from "./parameters.ts";
import { prepareScript, stepScript, type TeardownCommand, teardownScript } from "./scripts.ts";

/** A Task before it has a name. */
export interface TaskDraft {
  readonly description: string;
  readonly params: readonly Parameter[];
  readonly results: readonly TaskResult[];
  readonly step: string;
  readonly env: readonly EnvironmentVariable[];
  readonly script: string;
}

export const STATUS_RESULT = "status";
export const EXIT_CODE_RESULT = "exit-code";
export const FAILED_COMMANDS_RESULT = "failed-commands";

/** `passed`, `failed` or `timed_out` is its result, and the Task fails with the step. */
export function stepTask(playbook: Playbook, { step, path, variant }: ChosenStep): TaskDraft {
  return {
    description: `${step.description}\nValidates (path ${path}): ${variant.validates}`,
    params: playbook.inputs.map(parameterOf),
    results: [
      result(STATUS_RESULT, "passed, failed or timed_out"),
      result(EXIT_CODE_RESULT, "of the command that decided; empty where none ended by itself"),
    ],
    step: "commands",
    env: [
      fileOf("STATUS_FILE", STATUS_RESULT),
      fileOf("EXIT_CODE_FILE", EXIT_CODE_RESULT),
      KUBECONFIG_FOLDER,
      ...playbook.inputs.map(variableOf),
    ],
    script: stepScript(playbook, variant),
  };
}

/** One Task for all, because Tekton runs those of `finally` side by side: the last step's commands come first. */
export function teardownTask(playbook: Playbook, commands: readonly TeardownCommand[]): TaskDraft {
  return {
    description: `Puts back what the steps of ${playbook.name} made, whatever became of them.`,
    params: playbook.inputs.map(parameterOf),
    results: [
      result(
        FAILED_COMMANDS_RESULT,
        "numbers of commands with failed or timed_out: what they were to remove may be left",
      ),
    ],
    step: "teardown",
    env: [
      fileOf("FAILED_COMMANDS_FILE", FAILED_COMMANDS_RESULT),
      KUBECONFIG_FOLDER,
      ...playbook.inputs.map(variableOf),
    ],
    script: teardownScript(playbook, commands),
  };
}

/** Gets the working copy, and fails before anything else runs where a tool or a file is missing. */
export function prepareTask(playbook: Playbook, steps: readonly ChosenStep[]): TaskDraft {
  const paths = new Set(steps.map(({ path }) => path));
  const tools = playbook.tools.filter(({ requiredForPaths }) =>
    requiredForPaths.some((path) => paths.has(path)),
  );
  return {
    description: `Looks for the tools and files that ${playbook.name} needs.`,
    params: SOURCE_PARAMETERS,
    results: [],
    step: "prepare",
    env: [
      { name: "SOURCE_REPOSITORY", value: `$(params.${REPOSITORY})` },
      { name: "SOURCE_REVISION", value: `$(params.${REVISION})` },
    ],
    script: prepareScript(playbook, tools),
  };
}

/** The Task of a draft; all share one image and one volume. */
export function taskOf(draft: TaskDraft, name: string, labels: TektonTask["metadata"]["labels"]): TektonTask {
  const container: ContainerStep = {
    name: draft.step,
    image: `$(params.${IMAGE})`,
    env: [{ name: "WORK", value: "$(workspaces.work.path)" }, ...draft.env],
    script: draft.script,
  };
  return {
    apiVersion: "tekton.dev/v1",
    kind: "Task",
    metadata: { name, labels },
    spec: {
      description: draft.description,
      params: [IMAGE_PARAMETER, ...draft.params],
      workspaces: WORKSPACES,
      ...(draft.results.length === 0 ? {} : { results: draft.results }),
      steps: [container],
    },
  };
}

export const IMAGE_PARAMETER: Parameter = {
  name: IMAGE,
  type: "string",
  description:
    "The container image that the commands run in: bash, coreutils, grep, sed and the playbook's tools.",
};

export const SOURCE_PARAMETERS: readonly Parameter[] = [
  {
    name: REPOSITORY,
    type: "string",
    description:
      "URL of the repository that the commands run in; needs git in the image. Empty: the volume has it.",
    default: "",
  },
  { name: REVISION, type: "string", description: "The commit of that repository.", default: "" },
];

export const WORKSPACES = [
  { name: "work", description: "The working copy in source/, and a home that the steps share in home/." },
  {
    name: "kubeconfig",
    description: "The key `config` of a Secret, for clusters other than this one.",
    optional: true,
  },
] as const;

const KUBECONFIG_FOLDER: EnvironmentVariable = {
  name: "KUBECONFIG_FOLDER",
  value: "$(workspaces.kubeconfig.path)",
};

function result(name: string, description: string): TaskResult {
  return { name, type: "string", description };
}

function fileOf(name: string, of: string): EnvironmentVariable {
  return { name, value: `$(results.${of}.path)` };
}
