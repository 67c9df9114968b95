import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { against, measure } from "./measure.ts";

/**
 * Prints what a playbook of many steps takes beside a bash loop of the same commands with the same isolation, and the
 * memory of one step that writes 60 MB into one line. Both run in turns, so that what else the machine does hits both.
 *
 * `node bench/playbook.ts [STEPS]`, 5,000 by default.
 */
const STEPS = Number(process.argv[2] ?? 5000);
const ROUNDS = 3;
const LONG_LINE = "head -c 30000000 /dev/zero | tr '\\0' x";

const folder = mkdtempSync(join(tmpdir(), "kubehop-bench-"));
try {
  const many = playbook(
    "many",
    Array.from({ length: STEPS }, () => ({ command: "true" })),
  );
  const times = Array.from({ length: ROUNDS }, () => ({ kubehop: runTime(many), bash: loopTime() }));
  const [kubehop, bash] = [least(times.map((time) => time.kubehop)), least(times.map((time) => time.bash))];
  console.log(
    `${STEPS} steps: ${kubehop.toFixed(1)} s; a bash loop of the same commands: ${bash.toFixed(1)} s`,
  );
  console.log(`that is ${against((kubehop / bash) * 100, 130, "%")}`);
  const long = playbook("long", [{ command: `${LONG_LINE}; printf FOUND; ${LONG_LINE}`, wanted: "FOUND" }]);
  const { peak } = measure(words(long), 1);
  console.log(`60 MB in one line: ${against(peak, 100, "MB")}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Step {
  readonly command: string;
  readonly wanted?: string;
}

function playbook(name: string, steps: readonly Step[]): string {
  const file = join(folder, `${name}.yaml`);
  const document = {
    name,
    description: "A measurement.",
    recommended_path: 0,
    minimum_path: 0,
    steps: steps.map((step, index) => ({
      name: `step-${index}`,
      description: "A step.",
      variants: { path_0: variant(step) },
    })),
  };
  writeFileSync(file, JSON.stringify({ playbook: document }));
  return file;
}

function variant({ command, wanted }: Step): object {
  const expected = wanted === undefined ? {} : { expected_output: wanted };
  return { commands: [command], validates: "it runs", ...expected };
}

function words(file: string): readonly string[] {
  return ["bin/kubehop.js", "playbook", "run", "--format", "json", "--report-dir", join(folder, "out"), file];
}

function runTime(file: string): number {
  return secondsOf(process.execPath, words(file));
}

function loopTime(): number {
  const one = "setsid bash --noprofile --norc -eo pipefail -c true </dev/null";
  return secondsOf("bash", ["-c", `for ((i = 0; i < ${STEPS}; i++)); do ${one}; done`]);
}

function secondsOf(program: string, given: readonly string[]): number {
  const begin = performance.now();
  const { status } = spawnSync(program, given, { stdio: "ignore" });
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return (performance.now() - begin) / 1000;
}

function least(values: readonly number[]): number {
  return Math.min(...values);
}
