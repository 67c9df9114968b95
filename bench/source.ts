import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCluster } from "../src/cluster/read-cluster.ts";
import { nodeList } from "./node-list.ts";

/**
 * How long and how much memory it takes to read a cluster of 5,000 nodes from a snapshot, and how both grow.
 * Each size is read by a process of its own. Run: node bench/source.ts
 */
const [, , task, path] = process.argv;
if (task === "read" && path !== undefined) console.log(JSON.stringify(measure(path)));
else
  for (const format of ["json", "yaml"] as const)
    console.table([1250, 2500, 5000].map((count) => run(count, format)));

function run(count: number, format: "json" | "yaml"): unknown {
  const directory = mkdtempSync(join(tmpdir(), "kubehop-bench-"));
  const file = join(directory, `nodes.${format}`);
  writeFileSync(file, nodeList(count, format));
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "read", file]);
  rmSync(directory, { recursive: true });
  return JSON.parse(stdout.toString());
}

/** CPU of reading alone, modules and the file's bytes not counted; the peak is the whole process's. */
function measure(file: string) {
  const text = readFileSync(file, "utf8");
  const before = process.cpuUsage();
  const { clusters } = readCluster([{ path: file.endsWith(".json") ? "nodes.json" : "nodes.yaml", text }]);
  const { user, system } = process.cpuUsage(before);
  return {
    nodes: clusters[0]?.nodes.length,
    "text MB": Number((text.length / 1e6).toFixed(1)),
    "CPU ms": Math.round((user + system) / 1000),
    "peak MB": Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
