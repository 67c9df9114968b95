import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { CommandEnd } from "../../src/execution/executor.ts";
import { beginLocalRun, type LocalRun, type LocalRunOptions } from "../../src/execution/local/local-run.ts";
import { processEntry } from "../../src/execution/local/process-table.ts";

/** A folder of the test, removed at its end. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "kubehop-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestRun extends LocalRun {
  readonly directory: string;
}

/** A run in a folder of the test, where its note is too. */
export function testRun(changes: Partial<LocalRunOptions> = {}): TestRun {
  const directory = temporaryFolder();
  const environment = { PATH: process.env.PATH, XDG_STATE_HOME: join(directory, "state"), SECRET: "hidden" };
  const run = beginLocalRun({
    playbook: "test",
    workingDirectory: directory,
    environment,
    teardown: () => [],
    ...changes,
  });
  let ended: ReturnType<LocalRun["end"]> | undefined;
  const end = () => (ended ??= run.end());
  onTestFinished(async () => void (await end()));
  return { ...run, directory, end };
}

export interface Told {
  readonly end: CommandEnd;
  readonly output: string;
}

export interface Asked {
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds?: number;
  readonly signal?: AbortSignal;
}

/** Runs one command and gives all that it wrote. */
export async function told({ executor }: LocalRun, text: string, asked: Asked = {}): Promise<Told> {
  const chunks: Buffer[] = [];
  const end = await executor.run({
    text,
    timeoutMilliseconds: 60_000,
    environment: {},
    signal: new AbortController().signal,
    ...asked,
    onOutput: (chunk) => chunks.push(Buffer.from(chunk)),
  });
  return { end, output: Buffer.concat(chunks).toString() };
}

/**
 * When the file is there: how commands say that they have come so far. Asked again and again, because a machine has
 * few watches, and clusters on it use them up.
 */
export async function appeared(directory: string, name: string): Promise<void> {
  while (!existsSync(join(directory, name))) await setTimeout(10);
}

/** Whether a process of that number runs; one that only waits to be asked for its exit code does not. */
export function isRunning(id: number): boolean {
  const entry = processEntry(id);
  return entry !== undefined && !entry.isZombie;
}
