/**
 * What `kubectl get nodes -o json` or `-o yaml` prints of a cluster of so many nodes: three of the control
 * plane, the others in ten pools at two versions of the kubelet. With `images` the nodes have the size of
 * real ones (6 kB); without, they are as small as they get.
 */
export function nodeList(count: number, format: "json" | "yaml", images = 7): string {
  const items = Array.from({ length: count }, (_, number) => nodeObject(number, images));
  const list = { apiVersion: "v1", items, kind: "List", metadata: { resourceVersion: "" } };
  return format === "json" ? JSON.stringify(list, null, 4) : yamlOf(list);
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

function nodeObject(number: number, images: number) {
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
        pool: `pool-${number % 10}`,
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
      images: Array.from({ length: images }, (_, image) => ({
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
        kubeletVersion: number >= 3 && number % 2 === 1 ? "v1.32.4" : "v1.33.6",
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
