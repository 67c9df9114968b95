import { describe, expect, test } from "vitest";
import {
  type Following,
  followWorkflow,
  LONGEST_CANCELLATION_MS,
  LONGEST_RUN_MS,
} from "../../../../src/cli/playbook/github/follow-workflow.ts";
import type { WorkflowState } from "../../../../src/github/workflow-results.ts";
import { KubehopError } from "../../../../src/source/kubehop-error.ts";
import { connectionUnderTest } from "../../../github/connection-under-test.ts";

const RUN = { id: 7, url: "https://github.com/octo/infra/actions/runs/7" };
const RUNNING: WorkflowState = { status: "in_progress", conclusion: null };
const DONE: WorkflowState = { status: "completed", conclusion: "success" };
const AWAY = new KubehopError({ code: "github-unavailable", message: "away", remedy: "wait" });

/** A GitHub that gives one answer after the other, the last one for ever, and notes cancellations. */
function following(answers: readonly (WorkflowState | Error)[], onCancel?: WorkflowState) {
  const { connection, pauses } = connectionUnderTest();
  const said: string[] = [];
  const controller = new AbortController();
  const left = [...answers];
  let cancellations = 0;
  const world: Following = {
    clock: connection.clock,
    signal: controller.signal,
    say: (line) => said.push(line),
    gitHub: {
      workflowState: async () => {
        const answer = left.length > 1 ? left.shift() : left[0];
        if (answer === undefined || answer instanceof Error) throw answer ?? new Error("no answer");
        return answer;
      },
      cancelWorkflowRun: async () => {
        cancellations += 1;
        if (onCancel !== undefined) left.splice(0, left.length, onCancel);
        return true;
      },
    },
  };
  return { world, said, pauses, controller, cancellations: () => cancellations };
}

test("a run is looked at in growing pauses until it is over, and each change is told once", async () => {
  const queued = { status: "queued", conclusion: null };
  const { world, said, pauses } = following([queued, queued, RUNNING, RUNNING, RUNNING, RUNNING, DONE]);
  expect(await followWorkflow(RUN, world)).toEqual({ conclusion: "success" });
  expect(said).toEqual(["queued", "in_progress"]);
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
});

test("a GitHub that is away does not end it", async () => {
  const { world, said } = following([RUNNING, AWAY, AWAY, DONE]);
  expect(await followWorkflow(RUN, world)).toEqual({ conclusion: "success" });
  expect(said).toEqual(["in_progress", "no answer, asking again"]);
});

test("a refusal does", async () => {
  const refusal = new KubehopError({ code: "github-forbidden", message: "no", remedy: "ask" });
  const { world } = following([RUNNING, refusal]);
  await expect(followWorkflow(RUN, world)).rejects.toBe(refusal);
});

describe("a run is cancelled once, and followed until it is over,", () => {
  test("where the user wishes it", async () => {
    const { world, controller, cancellations } = following([RUNNING], {
      status: "completed",
      conclusion: "cancelled",
    });
    controller.abort();
    expect([await followWorkflow(RUN, world), cancellations()]).toEqual([{ conclusion: "cancelled" }, 1]);
  });

  test("where it takes too long", async () => {
    const { world, pauses, cancellations } = following([RUNNING], {
      status: "completed",
      conclusion: "cancelled",
    });
    const followed = await followWorkflow(RUN, world);
    expect([followed, cancellations()]).toEqual([
      { reason: expect.stringContaining("took longer than 7 h") },
      1,
    ]);
    expect(sum(pauses)).toBeGreaterThanOrEqual(LONGEST_RUN_MS);
  });

  test("but not for ever", async () => {
    const { world, pauses, controller, cancellations } = following([RUNNING]);
    controller.abort();
    const followed = await followWorkflow(RUN, world);
    expect([followed, cancellations()]).toEqual([{ reason: expect.stringContaining(RUN.url) }, 1]);
    expect(sum(pauses)).toBeGreaterThanOrEqual(LONGEST_CANCELLATION_MS);
    expect(sum(pauses)).toBeLessThan(LONGEST_CANCELLATION_MS + 60_000);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
