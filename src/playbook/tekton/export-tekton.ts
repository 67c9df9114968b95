import { KubehopError } from "../../source/kubehop-error.ts";
import type { PathLevel, Playbook } from "../playbook.ts";
import { type ChosenStep, chosenSteps } from "./chosen-steps.ts";
import { freeName, shortName } from "./names.ts";
import type { Labels, ParameterValue, TektonObject } from "./objects.ts";
import { escapedValue, IMAGE, isReplacedByTekton, REPOSITORY, REVISION } from "./parameters.ts";
import {
  type Order,
  type PlacedTask,
  PREPARE_SECONDS,
  pipelineOf,
  pipelineRunOf,
  stepSeconds,
  teardownSeconds,
} from "./pipeline.ts";
import type { TeardownCommand } from "./scripts.ts";
import { prepareTask, stepTask, type TaskDraft, taskOf, teardownTask } from "./tasks.ts";

export interface TektonOptions {
  readonly path: PathLevel;
  /** The container image that all commands run in. */
  readonly image: string;
  /** By name; declared and matching their patterns. */
  readonly inputs: ReadonlyMap<string, string>;
  /** Where the working copy comes from; without it the volume has it. */
  readonly source?: { readonly repository: string; readonly revision: string };
  /** Of one run alone: what its objects are called, at most 63 characters. Without it, as the playbook. */
  readonly runName?: string;
}

/** Tells the objects of one run from those of all others. */
const INSTANCE_LABEL = "app.kubernetes.io/instance";
/** What `prepare` and `teardown` are called in a Pipeline, with a number behind it where a step has that name. */
export const PREPARE_NAME = "prepare";
export const TEARDOWN_NAME = "teardown";

/**
 * A playbook as objects of tekton.dev/v1: a Task for each step that has a variant for the path, a Pipeline that
 * runs them in order with the teardown as `finally`, and a PipelineRun.
 * @throws {KubehopError} `nothing-to-export` where no step has a variant; `input-not-exportable`
 */
export function exportTekton(playbook: Playbook, options: TektonOptions): readonly TektonObject[] {
  const steps = chosenSteps(playbook, options.path);
  if (steps.length === 0) throw nothingToExport(playbook, options.path);
  const { runName } = options;
  const order = orderOf(playbook, steps, runName);
  const pipeline = pipelineOf(runName ?? playbook.name, playbook, order);
  const run = pipelineRunOf(pipeline, order, { params: parameterValues(options), name: runName });
  return [...tasksOf(order), pipeline, run];
}

function tasksOf({ prepare, steps, teardown }: Order) {
  return [prepare, ...steps, ...(teardown === undefined ? [] : [teardown])].map(({ task }) => task);
}

function orderOf(playbook: Playbook, steps: readonly ChosenStep[], runName: string | undefined): Order {
  const taken = new Set(playbook.steps.map(({ name }) => name));
  const labels: Labels = {
    "app.kubernetes.io/managed-by": "kubehop",
    "app.kubernetes.io/name": playbook.name,
    ...(runName === undefined ? {} : { [INSTANCE_LABEL]: runName }),
  };
  const placed = (name: string, draft: TaskDraft, seconds: number): PlacedTask => ({
    name,
    task: taskOf(draft, shortName(`${runName ?? playbook.name}-${name}`), labels),
    seconds,
  });
  const commands = teardownCommands(steps);
  return {
    prepare: placed(freeName(PREPARE_NAME, taken), prepareTask(playbook, steps), PREPARE_SECONDS),
    steps: steps.map((chosen) => placed(chosen.step.name, stepTask(playbook, chosen), stepSeconds(chosen))),
    teardown:
      commands.length === 0
        ? undefined
        : placed(freeName(TEARDOWN_NAME, taken), teardownTask(playbook, commands), teardownSeconds(commands)),
  };
}

/** Of every variant that was chosen, also of steps that a run will not reach: the last step's come first. */
function teardownCommands(steps: readonly ChosenStep[]): readonly TeardownCommand[] {
  return steps
    .toReversed()
    .flatMap(({ step, variant }) => variant.teardown.map((text) => ({ step: step.name, text })));
}

function parameterValues({ image, inputs, source }: TektonOptions): readonly ParameterValue[] {
  const given = [...inputs].map(([name, value]) => {
    if (isReplacedByTekton(value)) throw notExportable(name);
    return { name, value: escapedValue(value) };
  });
  const from =
    source === undefined
      ? []
      : [
          { name: REPOSITORY, value: source.repository },
          { name: REVISION, value: source.revision },
        ];
  return [{ name: IMAGE, value: image }, ...from, ...given];
}

function nothingToExport({ name, minimumPath }: Playbook, path: PathLevel): KubehopError {
  return new KubehopError({
    code: "nothing-to-export",
    message: `No step of playbook ${name} has a variant for path ${path} or a lower one down to ${minimumPath}.`,
    remedy: "Give another --path; `kubehop playbook explain` says which variants there are.",
  });
}

function notExportable(input: string): KubehopError {
  return new KubehopError({
    code: "input-not-exportable",
    message: `The value of input ${input} holds a variable of Tekton, which would put something else in its place.`,
    remedy:
      "Give a value without `$(params.…)`, `$(context.…)` and the like, or run the playbook without Tekton.",
  });
}
