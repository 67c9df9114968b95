import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { against, measure } from "./measure.ts";
import { nodeList, nodesByPool } from "./node-list.ts";

/** Prints what the built CLI costs for a plan of 5,000 nodes over three minors, and how that grows. */
const RUNS = 3;
const NODES = 5_000;
const FORMATS = ["text", "markdown", "json", "html"] as const;
const CPU = 1_000;
const PEAK = 300;

/** How people keep the answers of `kubectl get nodes`: the texts of the files. A file has 32 MiB at most. */
const LAYOUTS: Readonly<Record<string, (count: number) => readonly string[]>> = {
  "nodes.json": (count) => [nodeList(count, "json")],
  "nodes.yaml": (count) => [nodeList(count, "yaml")],
  "nodes.yaml with 15 images each": (count) => [nodeList(count, "yaml", { images: 15 })],
  "nodes.yaml with managedFields": (count) => [nodeList(count, "yaml", { managedFields: true })],
  "a file for each of ten pools, JSON": (count) => nodesByPool(count, "json", { images: 15 }),
  "a file for each of ten pools, YAML": (count) => nodesByPool(count, "yaml"),
};

/** Files of nodes without a configuration are a cluster each. */
const CONFIGURATION = 'clusters:\n  - name: bench\n    sources: ["nodes-*"]\n';

const directory = mkdtempSync(join(tmpdir(), "kubehop-bench-"));
try {
  for (const [name, layout] of Object.entries(LAYOUTS)) {
    const size = snapshot(layout(NODES));
    console.log(`${NODES} nodes, ${name}, ${(size / 1e6).toFixed(1)} MB`);
    for (const format of FORMATS) {
      const { cpu, peak } = planned(format);
      console.log(`  ${format}: ${against(cpu, CPU, "ms")}, ${against(peak, PEAK, "MB")}`);
    }
  }
  console.log("growth, text of nodes.json");
  for (const count of [1_250, 2_500, 5_000, 10_000]) {
    // Ten thousand nodes are too much for one file.
    snapshot(nodesByPool(count, "json"));
    const { cpu, peak } = planned("text");
    const each = ((cpu * 1000) / count).toFixed(0);
    console.log(`  ${count} nodes: ${cpu.toFixed(0)} ms, ${each} µs a node, ${peak.toFixed(0)} MB`);
  }
} finally {
  rmSync(directory, { recursive: true });
}

/** Writes the files in place of those before, and gives their characters. */
function snapshot(texts: readonly string[]): number {
  rmSync(directory, { recursive: true });
  mkdirSync(join(directory, ".github"), { recursive: true });
  writeFileSync(join(directory, ".github/kubehop.yml"), CONFIGURATION);
  for (const [index, text] of texts.entries()) {
    writeFileSync(join(directory, `nodes-${index}.${text.startsWith("{") ? "json" : "yaml"}`), text);
  }
  return texts.reduce((sum, { length }) => sum + length, 0);
}

function planned(format: (typeof FORMATS)[number]) {
  return measure(["bin/kubehop.js", "plan", "--to", "1.36", "--format", format, directory], RUNS);
}
