import { chmodSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WriteJournal } from "../../src/jobs/write-journal.ts";

const NOW = Date.now();
const DAY = 24 * 60 * 60;
let root = "";
let failures: unknown[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "kubehop-"));
  failures = [];
});
afterEach(() => rmSync(root, { recursive: true }));

/** What a process sees that starts now. */
function started(directory = join(root, "journal"), now = NOW): WriteJournal {
  return new WriteJournal(directory, { now, onFailure: (error) => failures.push(error) });
}

describe("a write", () => {
  test("that was under way when the process was killed is known to the next one, until it is done", () => {
    started().begin("check octo/infra#1");
    const second = started();
    expect(second.begin("check octo/infra#2")).toBe(false);
    expect(second.begin("check octo/infra#1")).toBe(true);
    second.end("check octo/infra#1");
    expect(started().begin("check octo/infra#1")).toBe(false);
  });

  test("that has no answer is known in its own process, too", () => {
    const journal = started();
    expect([journal.begin("a"), journal.begin("a")]).toEqual([false, true]);
    journal.end("a");
    expect(journal.begin("a")).toBe(false);
  });

  test("that nobody delivers again is forgotten", () => {
    started().begin("old");
    const [name = ""] = readdirSync(join(root, "journal"));
    utimesSync(join(root, "journal", name), NOW / 1000 - 4 * DAY, NOW / 1000 - 4 * DAY);
    expect(started().begin("old")).toBe(false);
  });
});

test("a place that cannot be written is said once, and all goes on", () => {
  writeFileSync(join(root, "file"), "");
  const journal = started(join(root, "file", "journal"));
  expect(journal.begin("a")).toBe(false);
  journal.end("a");
  expect(failures).toHaveLength(1);
});

test.skipIf(process.getuid?.() === 0)("so is one that became read-only", () => {
  const journal = started();
  chmodSync(join(root, "journal"), 0o500);
  expect(journal.begin("a")).toBe(false);
  chmodSync(join(root, "journal"), 0o700);
  expect(failures).toHaveLength(1);
});
