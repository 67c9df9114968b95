import { spawnSync } from "node:child_process";

/** What a process cost: CPU of all its threads in milliseconds, and its peak of resident memory in MB. */
export interface Cost {
  readonly cpu: number;
  readonly peak: number;
}

/** Told by the process itself when it ends, on a channel of its own. */
const TELL = `import { writeSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, peak: maxRSS / 1024 }));
});`;
const PRELOAD = `--import=data:text/javascript,${encodeURIComponent(TELL)}`;

/**
 * What Node.js with these words costs, of so many runs: the least CPU, because what else the machine does
 * only ever adds to it, and the highest peak. The compile cache is off, so that every run is a first one.
 */
export function measure(words: readonly string[], runs: number, environment: NodeJS.ProcessEnv = {}): Cost {
  const costs = Array.from({ length: runs }, () => costOf(words, environment));
  return {
    cpu: Math.min(...costs.map(({ cpu }) => cpu)),
    peak: Math.max(...costs.map(({ peak }) => peak)),
  };
}

function costOf(words: readonly string[], environment: NodeJS.ProcessEnv): Cost {
  const { output, status, error } = spawnSync(process.execPath, [PRELOAD, ...words], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1", ...environment },
  });
  const told = output?.[3]?.toString() ?? "";
  if (status !== 0 || told === "") {
    throw new Error(`${words.join(" ")} did not run: ${error?.message ?? `exit code ${status}`}`);
  }
  return JSON.parse(told);
}

/** A measured value beside what it may be: `104 ms (bar 150 ms)`. */
export function against(value: number, bar: number, unit: string): string {
  const told = `${value.toFixed(0)} ${unit} (bar ${bar} ${unit})`;
  return value > bar ? `${told} EXCEEDED` : told;
}
