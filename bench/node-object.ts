import type { NodeDetails } from "./node-list.ts";

/** A node as kubeadm, Calico and a cloud's controllers leave it: the first three are the control plane. */
export function nodeObject(number: number, { images = 0, managedFields = false }: NodeDetails) {
  const isControlPlane = number < 3;
  const name = isControlPlane ? `cp-${number}` : `worker-${number}`;
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      annotations: {
        "csi.volume.kubernetes.io/nodeid": `{"csi.example.com":"${name}"}`,
        "kubeadm.alpha.kubernetes.io/cri-socket": "unix:///run/containerd/containerd.sock",
        "node.alpha.kubernetes.io/ttl": "300",
        "projectcalico.org/IPv4Address": `${address(number)}/20`,
        "projectcalico.org/IPv4IPIPTunnelAddr": `10.244.${number >> 8}.${number & 255}`,
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
      },
      creationTimestamp: "2026-11-21T03:46:13Z",
      labels: labelsOf(number, name),
      ...(managedFields ? { managedFields: ["kubelet", "kubeadm", "calico-node"].map(managedBy) } : {}),
      name,
      resourceVersion: String(1_070_000 + number),
      uid: `2767615d-febb-4c57-9ebd-${String(number).padStart(12, "0")}`,
    },
    spec: {
      podCIDR: `10.${number >> 8}.${number & 255}.0/24`,
      podCIDRs: [`10.${number >> 8}.${number & 255}.0/24`],
      providerID: `example:///eu-1a/i-${String(number).padStart(17, "0")}`,
      ...(isControlPlane
        ? { taints: [{ effect: "NoSchedule", key: "node-role.kubernetes.io/control-plane" }] }
        : {}),
    },
    status: statusOf(number, { name, images }),
  };
}

function address(number: number): string {
  return `10.0.${number >> 8}.${number & 255}`;
}

function labelsOf(number: number, name: string) {
  return {
    "beta.kubernetes.io/arch": "amd64",
    "beta.kubernetes.io/instance-type": "m5.2xlarge",
    "beta.kubernetes.io/os": "linux",
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
    "node.kubernetes.io/instance-type": "m5.2xlarge",
    pool: `pool-${number % 10}`,
    "topology.kubernetes.io/region": "eu-1",
    "topology.kubernetes.io/zone": `eu-1${"abc"[number % 3]}`,
    ...(number < 3
      ? {
          "node-role.kubernetes.io/control-plane": "",
          "node.kubernetes.io/exclude-from-external-load-balancers": "",
        }
      : {}),
  };
}

/** Who wrote which fields of the object. */
function managedBy(manager: string) {
  const written = Object.fromEntries(
    ["arch", "hostname", "os"].map((label) => [`f:kubernetes.io/${label}`, {}]),
  );
  return {
    apiVersion: "v1",
    fieldsType: "FieldsV1",
    fieldsV1: {
      "f:metadata": {
        "f:annotations": { ".": {}, [`f:${manager}/ttl`]: {} },
        "f:labels": { ".": {}, ...written },
      },
      "f:status": { "f:conditions": { 'k:{"type":"Ready"}': { "f:lastHeartbeatTime": {}, "f:status": {} } } },
    },
    manager,
    operation: "Update",
    time: "2026-11-21T03:46:13Z",
  };
}

function statusOf(number: number, { name, images }: { readonly name: string; readonly images: number }) {
  const capacity = {
    cpu: "8",
    "ephemeral-storage": "264212084Ki",
    "hugepages-2Mi": "0",
    memory: "32684084Ki",
    pods: "110",
  };
  return {
    addresses: [
      { address: address(number), type: "InternalIP" },
      { address: name, type: "Hostname" },
    ],
    allocatable: { ...capacity, cpu: "7910m", memory: "30684084Ki" },
    capacity,
    conditions: ["NetworkUnavailable", "MemoryPressure", "DiskPressure", "PIDPressure"]
      .map((type) => condition(type, "False"))
      .concat(condition("Ready", "True")),
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    images: Array.from({ length: images }, (_, image) => ({
      names: [
        `registry.example.com/team/image-${image}@sha256:${"0".repeat(64)}`,
        `registry.example.com/image-${image}:v1`,
      ],
      sizeBytes: 105_411_933,
    })),
    nodeInfo: {
      architecture: "amd64",
      bootID: `a8a7a8e5-6d8f-4f9c-a6b2-${String(number).padStart(12, "0")}`,
      containerRuntimeVersion: "containerd://2.1.9",
      kernelVersion: "6.18.44",
      kubeProxyVersion: "",
      kubeletVersion: number >= 3 && number % 2 === 1 ? "v1.32.4" : "v1.33.6",
      machineID: `ec2f0a4a7e5c4ef9${String(number).padStart(16, "0")}`,
      operatingSystem: "linux",
      osImage: "Debian GNU/Linux 12 (bookworm)",
      systemUUID: `ec2f0a4a-7e5c-4ef9-9ebd-${String(number).padStart(12, "0")}`,
    },
  };
}

function condition(type: string, status: string) {
  return {
    lastHeartbeatTime: "2026-11-21T03:51:44Z",
    lastTransitionTime: "2026-11-21T03:46:11Z",
    message: `kubelet has ${status === "True" ? "" : "no "}${type}`,
    reason: `Kubelet${type}`,
    status,
    type,
  };
}
