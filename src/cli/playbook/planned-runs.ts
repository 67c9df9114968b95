import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { choosePath } from "../../playbook/choice/choose-path.ts";
import type { Playbook } from "../../playbook/playbook.ts";
import { passedBefore } from "../../playbook/run/earlier-run.ts";
import { inputValues } from "../../playbook/run/input-values.ts";
import type { RunPlan } from "../../playbook/run/run-plan.ts";
import { selectedSteps } from "../../playbook/run/selected-steps.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Words } from "../command.ts";
import { validPlaybook } from "../playbook-findings.ts";
import { surroundingsOf } from "../playbook-surroundings.ts";
import type { Terminal } from "../terminal.ts";
import { type ExecutorChoice, executorChoice, surroundingsFor } from "./executor-choice.ts";

/** A playbook of the command line that can be run. */
export interface PlannedRun {
  /** As it was typed. */
  readonly file: string;
  readonly plan: RunPlan;
  readonly executor: ExecutorChoice;
  /** Absolute; undefined where no reports are wanted. */
  readonly reportDirectory?: string;
}

/**
 * Reads all playbooks and decides everything that is to be decided before the first command of any is run. Undefined
 * where one of them is invalid, which standard error says.
 */
export async function plannedRuns(
  invocation: Words,
  terminal: Terminal,
): Promise<readonly PlannedRun[] | undefined> {
  const { positionals, options } = invocation;
  if (positionals.length > 1 && options.has("resume")) throw onlyOne();
  const executor = executorChoice(invocation, terminal);
  const planned: PlannedRun[] = [];
  let isValid = true;
  for (const file of positionals) {
    const valid = await validPlaybook(file, terminal);
    if (valid === undefined) {
      isValid = false;
      continue;
    }
    const plan = runPlan({ ...valid, executor }, { invocation, terminal });
    const directory = reportDirectoryOf(plan, planned, { invocation, terminal });
    planned.push({
      file,
      plan,
      executor,
      ...(directory === undefined ? {} : { reportDirectory: directory }),
    });
  }
  return isValid ? planned : undefined;
}

function runPlan(
  { playbook, digest, executor }: Readonly<{ playbook: Playbook; digest: string; executor: ExecutorChoice }>,
  { invocation, terminal }: { readonly invocation: Words; readonly terminal: Terminal },
): RunPlan {
  const inputs = inputValues(playbook, invocation.lists.get("input") ?? []);
  const choice = choosePath(playbook, surroundingsFor(executor, surroundingsOf(invocation, terminal)));
  const earlier = invocation.options.get("resume");
  const before =
    earlier === undefined
      ? []
      : passedBefore(textOf(resolve(terminal.workingDirectory, earlier)), earlier, { digest, choice });
  return { playbook, choice, steps: selectedSteps(playbook, choice), digest, inputs, passedBefore: before };
}

/** Of several playbooks each has a folder of its own, two of the same name too. */
function reportDirectoryOf(
  { playbook: { name } }: RunPlan,
  before: readonly PlannedRun[],
  { invocation, terminal }: { readonly invocation: Words; readonly terminal: Terminal },
): string | undefined {
  const given = invocation.options.get("report-dir");
  if (given === undefined) return undefined;
  const directory = resolve(terminal.workingDirectory, given);
  if (invocation.positionals.length === 1) return directory;
  const same = before.filter(({ plan }) => plan.playbook.name === name).length;
  return resolve(directory, same === 0 ? name : `${name}.${same + 1}`);
}

/** How many playbooks may run at the same time. */
export function parallelOf({ options }: Words): number {
  const text = options.get("parallel") ?? "1";
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new KubehopError({
    code: "usage",
    message: `--parallel cannot be ${JSON.stringify(text)}.`,
    remedy: "Give a number from 1 to 999.",
  });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new KubehopError({
      code: "invalid-earlier-run",
      message: "The earlier run cannot be read.",
      remedy: "Name the report.json of a run of this playbook.",
      where: { path },
      cause: error,
    });
  }
}

function onlyOne(): KubehopError {
  return new KubehopError({
    code: "usage",
    message: "--resume goes on with one run, and several playbooks are given.",
    remedy: "Name one playbook.",
  });
}
