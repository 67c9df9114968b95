import { KubehopError } from "../../source/kubehop-error.ts";
import type { Environment, Inputs } from "../inputs.ts";

/** Which run is reported, checked: the inputs came from whoever dispatched the workflow. */
export interface CheckedReport {
  readonly file: string;
  readonly playbook: string;
  readonly pull: number;
  readonly headSha: string;
  readonly runId: string;
  readonly jobResult: string;
  readonly requireRecommended: boolean;
  /** Of the workflow run. */
  readonly attempt: number;
}

/** @throws {KubehopError} `invalid-input` */
export function checkedReport(
  { playbook: { playbook }, report }: Inputs,
  { GITHUB_RUN_ATTEMPT: attempt }: Environment,
): CheckedReport {
  const { pullRequest, headSha, runId } = report;
  if (!/^[1-9]\d{0,9}$/.test(pullRequest)) throw wrong("pull-request", "the number of a pull request");
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(headSha)) throw wrong("head-sha", "a whole commit SHA");
  if (!/^[\w.-]{1,64}$/.test(runId)) throw wrong("run-id", "letters, digits, dots and dashes");
  if (playbook === "") throw wrong("playbook", "the name or file of a playbook");
  return { ...report, playbook, pull: Number(pullRequest), attempt: Math.max(1, Number(attempt) || 1) };
}

function wrong(name: string, what: string): KubehopError {
  return new KubehopError({
    code: "invalid-input",
    message: `The input ${name} is not ${what}.`,
    remedy: "The reusable workflow playbook.yml gives these inputs: use it, or do as it does.",
  });
}
