import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { existingCluster } from "../../execution/context/existing-cluster.ts";
import type { RunPlace } from "../../execution/local/command-environment.ts";
import { beginLocalRun, type LocalRun } from "../../execution/local/local-run.ts";
import { pause } from "../../execution/local/within.ts";
import type { Sandbox, SandboxCommand } from "../../execution/sandbox.ts";
import { runSandboxCommand } from "../../execution/sandbox-command.ts";
import type { PlaybookRun } from "../../playbook/playbook-run.ts";
import { inputsByName } from "../../playbook/run/input-values.ts";
import { runNotBegun } from "../../playbook/run/run-frame.ts";
import type { RunPlan } from "../../playbook/run/run-plan.ts";
import { exportTekton } from "../../playbook/tekton/export-tekton.ts";
import { shortName } from "../../playbook/tekton/names.ts";
import { collectRun } from "../../playbook/tekton/remote/collect.ts";
import { followRun, REMOVE_RUN } from "../../playbook/tekton/remote/follow.ts";
import { writeDocuments } from "../../playbook/tekton/write-documents.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import type { Terminal } from "../terminal.ts";
import type { ExecutorChoice } from "./executor-choice.ts";
import type { RunOutlets } from "./run-here.ts";

type TektonChoice = Extract<ExecutorChoice, { readonly kind: "tekton" }>;

/** Long enough for a teardown that has to end before the objects of its run may go. */
const REMOVE_MILLISECONDS = 900_000;
const PAUSE_MILLISECONDS = 2000;

const pauseAWhile = () => pause(PAUSE_MILLISECONDS);

/**
 * Runs what was planned as a PipelineRun of a cluster's Tekton, and removes all of its objects afterwards. What this
 * machine has is of no matter there: only kubectl is called here.
 */
export async function runOnTekton(
  { plan, executor }: { readonly plan: RunPlan; readonly executor: TektonChoice },
  terminal: Terminal,
  outlets: RunOutlets,
): Promise<PlaybookRun> {
  try {
    const begun = begin(plan, executor, terminal);
    const done = await runThere(plan, { executor, begun }, { terminal, outlets }).catch(
      (error: unknown): PlaybookRun => refused(plan, error),
    );
    const left = await begun.local.end();
    return { ...done, warnings: [...done.warnings, ...left] };
  } catch (error) {
    return refused(plan, error);
  }
}

function refused(plan: RunPlan, error: unknown): PlaybookRun {
  if (!(error instanceof KubehopError)) throw error;
  return runNotBegun(plan, { reason: `${error.message} ${error.remedy}` });
}

interface Begun {
  readonly local: LocalRun;
  readonly cluster: Sandbox;
  readonly name: string;
  readonly remove: SandboxCommand;
}

function begin(plan: RunPlan, { context }: TektonChoice, { workingDirectory, environment }: Terminal): Begun {
  const at = ({ id, folder }: RunPlace) => {
    const cluster = existingCluster({ context, folder, environment });
    const name = shortName(`${plan.playbook.name}-${id.slice(0, 8)}`);
    const remove = {
      text: REMOVE_RUN,
      environment: { ...cluster.environment, KUBEHOP_RUN: name },
      timeoutMilliseconds: REMOVE_MILLISECONDS,
    };
    return { cluster, name, remove };
  };
  const local = beginLocalRun({
    playbook: plan.playbook.name,
    workingDirectory,
    environment,
    teardown: (place) => [{ step: "the run on Tekton", ...at(place).remove }],
  });
  return { local, ...at(local.place) };
}

async function runThere(
  plan: RunPlan,
  { executor: choice, begun }: { readonly executor: TektonChoice; readonly begun: Begun },
  { terminal, outlets }: { readonly terminal: Terminal; readonly outlets: RunOutlets },
): Promise<PlaybookRun> {
  const { local, cluster, name, remove } = begun;
  const { executor } = local;
  const flaw = await cluster.open(executor, outlets.signal);
  if (flaw !== undefined) return runNotBegun(plan, { reason: flaw });
  const file = join(local.place.folder, "tekton.yaml");
  writeFileSync(file, writeDocuments(objectsOf(plan, choice, name)), { mode: 0o600 });
  terminal.error.write(
    `kubehop: running as PipelineRun ${name} in the cluster of context ${choice.context}\n`,
  );
  const place = { executor, environment: cluster.environment };
  const followed = await followRun(place, { name, file, pause: pauseAWhile, signal: outlets.signal });
  const done =
    "refusal" in followed
      ? runNotBegun(plan, { reason: followed.refusal })
      : await collectRun(plan, followed, {
          place,
          artifacts: outlets.artifacts,
          isCancelled: outlets.signal.aborted,
        });
  const left = await runSandboxCommand(executor, remove, {
    what: `Not all objects of ${name} could be removed`,
  });
  return left === undefined ? done : { ...done, warnings: [...done.warnings, left] };
}

function objectsOf(plan: RunPlan, { image, source }: TektonChoice, runName: string) {
  const { playbook, choice } = plan;
  return exportTekton(playbook, {
    path: choice.path ?? playbook.recommendedPath,
    image,
    inputs: inputsByName(plan),
    runName,
    ...(source === undefined ? {} : { source }),
  });
}
