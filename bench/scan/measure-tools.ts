import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Run, runProgram } from "./run-program.ts";
import type { Absent, Answer, Tool } from "./tool.ts";

/** What a tool cost and what it answered. */
export interface Measured {
  readonly name: string;
  /** Wall time and CPU in the middle of all runs, the highest peak of memory. */
  readonly cost: Run;
  readonly answer: Answer;
}

/** The folder that the tools run in and how often. */
export interface Bench {
  /** Without symbolic links: tools name it in what they print. */
  readonly directory: string;
  readonly files: readonly string[];
  readonly runs: number;
}

/**
 * Runs the tools in turns, so that what else the machine does hits all of them; a first round that does not
 * count fills the disk's cache. A tool that fails is absent, with its reason.
 */
export async function measureTools(
  tools: readonly Tool[],
  bench: Bench,
): Promise<readonly (Measured | Absent)[]> {
  const results = new Map<Tool, Result[] | Absent>(tools.map((tool) => [tool, []]));
  for (let round = 0; round <= bench.runs; round++) {
    for (const [tool, before] of results) {
      if ("reason" in before) continue;
      const result = await runOnce(tool, bench);
      if ("reason" in result) results.set(tool, result);
      else if (round > 0) before.push(result);
    }
  }
  return [...results].map(([{ name }, runs]) => ("reason" in runs ? runs : summaryOf(name, runs)));
}

interface Result {
  readonly cost: Run;
  readonly answer: Answer;
}

async function runOnce(tool: Tool, { directory, files }: Bench): Promise<Result | Absent> {
  const folder = mkdtempSync(join(tmpdir(), "kubehop-bench-run-"));
  const [output, log] = [join(folder, "output"), join(folder, "log")];
  const [command, ...first] = tool.command;
  try {
    const words = [...first, ...tool.words(files)];
    const cost = await runProgram({ command, words, directory, output, log });
    return { cost, answer: tool.read(readFileSync(output, "utf8"), directory) };
  } catch (error) {
    return { name: tool.name, reason: reasonOf(error, readFileSync(log, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function reasonOf(error: unknown, log: string): string {
  if (error instanceof Error && "code" in error && error.code === "E2BIG") {
    return "the list of files is longer than this system allows for one command";
  }
  return `${String(error)} ${log.slice(0, 300)}`.replaceAll(/\s+/g, " ").trim();
}

function summaryOf(name: string, results: readonly Result[]): Measured | Absent {
  const last = results.at(-1);
  if (last === undefined) return { name, reason: "it was not run" };
  const middle = (of: keyof Run) =>
    results.map(({ cost }) => cost[of]).toSorted((a, b) => a - b)[results.length >> 1] ?? 0;
  const peak = Math.max(...results.map(({ cost }) => cost.peak));
  return { name, cost: { wall: middle("wall"), cpu: middle("cpu"), peak }, answer: last.answer };
}
