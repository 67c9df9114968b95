import { describe, expect, test } from "vitest";
import { WorkQueue } from "../../src/jobs/work-queue.ts";

const LIMITS = { running: 2, waiting: 10, waitingPerKey: 3 };

function queue(): { queue: WorkQueue; defects: unknown[] } {
  const defects: unknown[] = [];
  return { queue: new WorkQueue(LIMITS, (error) => defects.push(error)), defects };
}

/** A job that ends when it is told to. */
function held(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const job = async (): Promise<void> => {
    log.push(`${name} starts`);
    await promise;
    log.push(`${name} ends`);
  };
  return { job, end: resolve };
}

describe("the queue", () => {
  test("runs jobs of one key one after the other, in order", async () => {
    const { queue: work } = queue();
    const log: string[] = [];
    const [first, second] = [held(log, "first"), held(log, "second")];
    work.add("pr", first.job);
    work.add("pr", second.job);
    second.end();
    first.end();
    expect(await work.drain(1_000)).toBe(true);
    expect(log).toEqual(["first starts", "first ends", "second starts", "second ends"]);
  });

  test("serves other keys while one is busy", async () => {
    const { queue: work } = queue();
    const log: string[] = [];
    const busy = held(log, "busy");
    work.add("noisy", busy.job);
    work.add("noisy", busy.job);
    work.add("quiet", async () => void log.push("quiet"));
    await Promise.resolve();
    expect(log).toEqual(["busy starts", "quiet"]);
    busy.end();
  });

  test("refuses what is too much for one key, and for all", () => {
    const { queue: work } = queue();
    const { job } = held([], "x");
    const noisy = Array.from({ length: 6 }, () => work.add("noisy", job));
    expect(noisy).toEqual([true, true, true, true, false, false]);
    const others = Array.from({ length: 20 }, (_, index) => work.add(`other ${index}`, job));
    expect(others.filter(Boolean).length).toBeLessThan(20);
  });

  test("goes on after a job that failed", async () => {
    const { queue: work, defects } = queue();
    let reached = false;
    work.add("pr", () => Promise.reject(new Error("broken")));
    work.add("pr", async () => {
      reached = true;
    });
    await work.drain(1_000);
    expect([reached, defects]).toEqual([true, [new Error("broken")]]);
  });

  test("takes nothing while it drains, and says when the time was too short", async () => {
    const { queue: work } = queue();
    work.add("pr", held([], "stuck").job);
    expect(await work.drain(5)).toBe(false);
    expect(work.add("pr", async () => undefined)).toBe(false);
  });
});
