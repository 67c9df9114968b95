import { against, measure } from "./measure.ts";

/** Prints the CPU time of the built doors above a bare `node -e 0`, as the least of some runs. */
const RUNS = 15;
const ACTION = { GITHUB_EVENT_NAME: "issue_comment", GITHUB_EVENT_PATH: "package.json" };
const HA = ["--to", "1.36", "examples/ha"];

const bare = measure(["-e", "0"], RUNS).cpu;
const above = (words: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  measure(words, RUNS, environment).cpu - bare;

console.log(`node -e 0: ${bare.toFixed(0)} ms of CPU; above it:`);
console.log(`kubehop --version: ${above(["bin/kubehop.js", "--version"]).toFixed(0)} ms`);
for (const format of ["text", "markdown", "json", "html"]) {
  const cpu = above(["bin/kubehop.js", "plan", "--format", format, ...HA]);
  console.log(`kubehop plan, examples/ha, ${format}: ${against(cpu, 150, "ms")}`);
}
console.log(
  `kubehop check, examples/ha: ${against(above(["bin/kubehop.js", "check", "examples/ha"]), 150, "ms")}`,
);
console.log(
  `the Action on a comment without a command: ${against(above(["dist/action.js"], ACTION), 120, "ms")}`,
);
