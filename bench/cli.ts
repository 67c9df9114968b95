import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

// `npx -c 'node bench/cli.ts'`: CPU time of the built doors above a bare `node -e 0`, as the median of runs.
// Build first. The compile cache of bin/kubehop.js is warm after the first run, as it is for a user.
const RUNS = 15;
const BARS = [
  { name: "kubehop --version", words: ["bin/kubehop.js", "--version"] },
  {
    name: "kubehop plan (examples/ha)",
    words: ["bin/kubehop.js", "plan", "--to", "1.36", "examples/ha"],
    bar: 150,
  },
  {
    name: "kubehop plan --format json",
    words: ["bin/kubehop.js", "plan", "--to", "1.36", "--format", "json", "examples/ha"],
    bar: 150,
  },
  { name: "kubehop check", words: ["bin/kubehop.js", "check", "examples/ha"], bar: 150 },
  { name: "Action, cold start (a comment without a command)", words: ["dist/action.js"], bar: 120 },
] as const;

if (!existsSync("build/cli.js")) throw new Error("build first: npm run build");
const bare = median(["-e", "0"]);
console.log(`node -e 0: ${bare} ms of CPU (median of ${RUNS})`);
for (const { name, words, ...limit } of BARS) {
  const above = median(words) - bare;
  const bar = "bar" in limit ? ` (bar ${limit.bar} ms${above > limit.bar ? ": EXCEEDED" : ""})` : "";
  console.log(`${name}: +${above} ms${bar}`);
}

function median(words: readonly string[]): number {
  const times = Array.from({ length: RUNS }, () => cpuOf(words)).toSorted((left, right) => left - right);
  return times[Math.floor(RUNS / 2)] ?? 0;
}

/** User and system time of a child process and of what it waited for, in milliseconds. */
function cpuOf(words: readonly string[]): number {
  const run = spawnSync(
    "bash",
    ["-c", `TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1`, "-", process.execPath, ...words],
    {
      encoding: "utf8",
      env: { ...process.env, GITHUB_EVENT_NAME: "issue_comment", GITHUB_EVENT_PATH: "package.json" },
    },
  );
  const [user = 0, system = 0] = run.stderr.trim().split(" ").map(Number);
  return Math.round((user + system) * 1000);
}
