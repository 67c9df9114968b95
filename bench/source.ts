import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCluster } from "../src/cluster/read-cluster.ts";

/**
 * How long and how much memory it takes to read a cluster of 5,000 nodes from a snapshot, and how both grow.
 * Each size is read by a process of its own. Run: node bench/source.ts
 */
const [, , task, path] = process.argv;
if (task === "read" && path !== undefined) console.log(JSON.stringify(measure(path)));
else
  for (const format of ["json", "yaml"]) console.table([1250, 2500, 5000].map((count) => run(count, format)));

function run(count: number, format: string): unknown {
  const directory = mkdtempSync(join(tmpdir(), "kubehop-bench-"));
  const file = join(directory, `nodes.${format}`);
  const items = Array.from({ length: count }, (_, number) => nodeObject(number));
  const list = { apiVersion: "v1", items, kind: "List", metadata: { resourceVersion: "" } };
  writeFileSync(file, format === "json" ? JSON.stringify(list, null, 4) : yamlOf(list));
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

function condition(type: string, status: string) {
  return {
    lastHeartbeatTime: "2026-11-21T03:51:44Z",
    lastTransitionTime: "2026-11-21T03:46:11Z",
    message: `kubelet reports ${type}`,
    reason: `Kubelet${type}`,
    status,
    type,
  };
}

function nodeObject(number: number) {
  const name = number < 3 ? `cp-${number}` : `worker-${number}`;
  const role = number < 3 ? { "node-role.kubernetes.io/control-plane": "" } : {};
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      annotations: { "node.alpha.kubernetes.io/ttl": "0" },
      creationTimestamp: "2026-11-21T03:46:13Z",
      labels: {
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        ...role,
      },
      name,
      resourceVersion: "1070",
      uid: `2767615d-febb-4c57-9ebd-${String(number).padStart(12, "0")}`,
    },
    spec: { podCIDR: "10.244.0.0/24", podCIDRs: ["10.244.0.0/24"] },
    status: {
      addresses: [{ address: `10.0.${number >> 8}.${number & 255}`, type: "InternalIP" }],
      capacity: { cpu: "2", "ephemeral-storage": "264212084Ki", memory: "24684084Ki", pods: "110" },
      conditions: ["MemoryPressure", "DiskPressure", "PIDPressure"]
        .map((type) => condition(type, "False"))
        .concat(condition("Ready", "True")),
      images: Array.from({ length: 8 }, (_, image) => ({
        names: [
          `registry.example.com/team/image-${image}@sha256:${"0".repeat(64)}`,
          `registry.example.com/image-${image}:v1`,
        ],
        sizeBytes: 105411933,
      })),
      nodeInfo: {
        architecture: "amd64",
        containerRuntimeVersion: "containerd://2.1.9",
        kernelVersion: "6.18.44",
        kubeletVersion: "v1.35.4",
        operatingSystem: "linux",
        osImage: "Debian GNU/Linux 12 (bookworm)",
      },
    },
  };
}

/** YAML as kubectl writes it: lists are not indented under their key. */
function yamlOf(value: unknown, indent = ""): string {
  if (Array.isArray(value)) {
    return value.map((item) => `${indent}- ${yamlOf(item, `${indent}  `).trimStart()}`).join("");
  }
  if (typeof value !== "object" || value === null) return `${indent}${JSON.stringify(value)}\n`;
  return Object.entries(value)
    .map(([key, inner]) => {
      const nested = Array.isArray(inner)
        ? `\n${yamlOf(inner, indent)}`
        : `\n${yamlOf(inner, `${indent}  `)}`;
      return `${indent}${key}:${typeof inner === "object" ? nested : ` ${JSON.stringify(inner)}\n`}`;
    })
    .join("");
}
