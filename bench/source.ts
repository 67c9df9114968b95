import { readCluster } from "../src/cluster/read-cluster.ts";

/**
 * How long and how much memory it takes to read a cluster of 5,000 nodes from a snapshot, and how both grow.
 * Run: node bench/source.ts [json|yaml]
 */
const format = process.argv[2] === "yaml" ? "yaml" : "json";
const rows = [1250, 2500, 5000].map((count) => measure(count));
console.table(rows);

function measure(count: number) {
  const items = Array.from({ length: count }, (_, number) => nodeObject(number));
  const list = { apiVersion: "v1", items, kind: "List", metadata: { resourceVersion: "" } };
  const text = format === "json" ? JSON.stringify(list, null, 4) : yamlOf(list);
  const before = process.cpuUsage();
  const { clusters } = readCluster([{ path: `nodes.${format}`, text }]);
  const { user, system } = process.cpuUsage(before);
  return {
    nodes: clusters[0]?.nodes.length,
    "text MB": Number((text.length / 1e6).toFixed(1)),
    "CPU ms": Math.round((user + system) / 1000),
    "peak MB of the process": Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function nodeObject(number: number) {
  const name = number < 3 ? `cp-${number}` : `worker-${number}`;
  const role = number < 3 ? { "node-role.kubernetes.io/control-plane": "" } : {};
  const condition = (type: string, status: string) => ({
    lastHeartbeatTime: "2026-11-21T03:51:44Z",
    lastTransitionTime: "2026-11-21T03:46:11Z",
    message: `kubelet reports ${type}`,
    reason: `Kubelet${type}`,
    status,
    type,
  });
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
      images: Array.from({ length: 20 }, (_, image) => ({
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
