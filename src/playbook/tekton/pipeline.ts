import type { Playbook } from "../playbook.ts";
import type { ChosenStep } from "./chosen-steps.ts";
import type {
  ParameterValue,
  PipelineTask,
  TektonPipeline,
  TektonPipelineRun,
  TektonTask,
} from "./objects.ts";
import { handedOn, parameterOf } from "./parameters.ts";
import type { TeardownCommand } from "./scripts.ts";
import { IMAGE_PARAMETER, SOURCE_PARAMETERS, WORKSPACES } from "./tasks.ts";

/** A Task with its place in the Pipeline. */
export interface PlacedTask {
  readonly name: string;
  readonly task: TektonTask;
  readonly seconds: number;
}

/** Pulling an image, getting a volume, starting a pod: nothing that a playbook's own limits are for. */
const START_SECONDS = 600;
const KILL_SECONDS = 5;
const TEARDOWN_SECONDS = 60;

/** Longest that the commands of a step may take, with what its pod needs to start. */
export function stepSeconds({ variant }: ChosenStep): number {
  const each = Math.ceil(variant.timeoutMilliseconds / 1000) + KILL_SECONDS;
  return START_SECONDS + each * variant.commands.length;
}

export function teardownSeconds(commands: readonly TeardownCommand[]): number {
  return START_SECONDS + (TEARDOWN_SECONDS + KILL_SECONDS) * commands.length;
}

export const PREPARE_SECONDS = START_SECONDS;

/** What runs in which order. */
export interface Order {
  readonly prepare: PlacedTask;
  readonly steps: readonly PlacedTask[];
  readonly teardown: PlacedTask | undefined;
}

/** One step after the other, each after the one before; `finally` runs even where one of them failed. */
export function pipelineOf(
  name: string,
  playbook: Playbook,
  { prepare, steps, teardown }: Order,
): TektonPipeline {
  const first = pipelineTask(prepare);
  const others = steps.map((placed, index) => ({
    ...pipelineTask(placed),
    runAfter: [(steps[index - 1] ?? prepare).name],
  }));
  const onlyIfBegun = [
    { input: `$(tasks.${prepare.name}.status)`, operator: "in", values: ["Succeeded"] },
  ] as const;
  return {
    apiVersion: "tekton.dev/v1",
    kind: "Pipeline",
    metadata: { name, labels: prepare.task.metadata.labels },
    spec: {
      description: playbook.description,
      params: [IMAGE_PARAMETER, ...SOURCE_PARAMETERS, ...playbook.inputs.map(parameterOf)],
      workspaces: WORKSPACES,
      tasks: [first, ...others],
      ...(teardown === undefined ? {} : { finally: [{ ...pipelineTask(teardown), when: onlyIfBegun }] }),
    },
  };
}

function pipelineTask({ name, task, seconds }: PlacedTask): PipelineTask {
  return {
    name,
    taskRef: { name: task.metadata.name },
    params: task.spec.params.map((parameter) => handedOn(parameter.name)),
    workspaces: WORKSPACES.map((workspace) => ({ name: workspace.name, workspace: workspace.name })),
    timeout: duration(seconds),
  };
}

/** One run of it; `kubectl create` gives it a name of its own each time. */
export function pipelineRunOf(
  pipeline: TektonPipeline,
  { prepare, steps, teardown }: Order,
  { params, name }: { readonly params: readonly ParameterValue[]; readonly name: string | undefined },
): TektonPipelineRun {
  const tasks = [prepare, ...steps].reduce((sum, { seconds }) => sum + seconds, 0);
  const last = teardown?.seconds ?? 0;
  return {
    apiVersion: "tekton.dev/v1",
    kind: "PipelineRun",
    metadata: {
      ...(name === undefined ? { generateName: `${pipeline.metadata.name}-` } : { name }),
      labels: pipeline.metadata.labels,
    },
    spec: {
      pipelineRef: { name: pipeline.metadata.name },
      params,
      workspaces: [{ name: "work", volumeClaimTemplate: VOLUME }],
      timeouts: {
        pipeline: duration(tasks + last),
        tasks: duration(tasks),
        ...(teardown === undefined ? {} : { finally: duration(last) }),
      },
    },
  };
}

const VOLUME = {
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
} as const;

/** As Go writes durations. */
function duration(seconds: number): string {
  return `${seconds}s`;
}
