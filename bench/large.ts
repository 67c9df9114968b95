import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { against, measure } from "./measure.ts";
import { nodeList } from "./node-list.ts";

/** Prints what the built CLI costs for a plan of 5,000 nodes over three minors, and how that grows. */
const RUNS = 3;
const FORMATS = ["text", "markdown", "json", "html"] as const;
const CPU = 1_000;
const PEAK = 300;

const directory = mkdtempSync(join(tmpdir(), "kubehop-bench-"));
try {
  for (const kind of ["json", "yaml"] as const) {
    for (const images of [7, 0]) {
      const text = snapshot(5_000, kind, images);
      console.log(`5,000 nodes, ${(text.length / 1e6).toFixed(1)} MB of ${kind.toUpperCase()}`);
      for (const format of FORMATS) {
        const { cpu, peak } = planned(format);
        console.log(`  ${format}: ${against(cpu, CPU, "ms")}, ${against(peak, PEAK, "MB")}`);
      }
    }
  }
  console.log("growth, text of small nodes");
  for (const count of [1_250, 2_500, 5_000, 10_000]) {
    snapshot(count, "json", 0);
    const { cpu, peak } = planned("text");
    const each = ((cpu * 1000) / count).toFixed(0);
    console.log(`  ${count} nodes: ${cpu.toFixed(0)} ms, ${each} µs a node, ${peak.toFixed(0)} MB`);
  }
} finally {
  rmSync(directory, { recursive: true });
}

function snapshot(count: number, kind: "json" | "yaml", images: number): string {
  const text = nodeList(count, kind, images);
  writeFileSync(join(directory, `nodes.${kind}`), text);
  rmSync(join(directory, `nodes.${kind === "json" ? "yaml" : "json"}`), { force: true });
  return text;
}

function planned(format: (typeof FORMATS)[number]) {
  return measure(["bin/kubehop.js", "plan", "--to", "1.36", "--format", format, directory], RUNS);
}
