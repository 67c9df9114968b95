import { describe, expect, test } from "vitest";
import { packageManagerOf } from "../../src/cluster/package-manager.ts";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import { file, nodeList, nodeObject } from "./sources.ts";

function nodesOf(text: string, path = "nodes.yaml") {
  const { clusters } = readCluster([file(path, text)]);
  return clusters.flatMap(({ nodes }) => nodes);
}

describe("layouts of a node list", () => {
  test.each([
    [
      "a NodeList whose items have no kind",
      "nodes.json",
      `
{"kind": "NodeList", "apiVersion": "v1", "items": [
  {"metadata": {"name": "cp-1"},
   "status": {"nodeInfo": {"kubeletVersion": "v1.34.6"}}}]}
`,
      [3, 47],
    ],
    [
      "one object",
      "cp-1.yaml",
      `
apiVersion: v1
kind: Node
metadata:
  name: cp-1
status:
  nodeInfo: {osImage: Ubuntu 24.04.1 LTS, kubeletVersion: v1.34.6}
`,
      [6, 59],
    ],
    [
      "YAML documents behind each other",
      "all.yml",
      `
apiVersion: v1
kind: Namespace
metadata: {name: other}
---
kind: Node
apiVersion: v1
status:
    nodeInfo:
        kubeletVersion: 'v1.34.6'
metadata:
    name: cp-1
`,
      [9, 26],
    ],
    [
      "a bare array, as jq .items prints it",
      "stdin.json",
      `
[
  {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "cp-1"}, "status": {
     "nodeInfo": {"kubeletVersion": "v1.34.6"}}}
]
`,
      [3, 38],
    ],
    [
      "objects behind each other, as jq -c .items[] prints them",
      "stdin.json",
      `
{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"}}
{"apiVersion":"v1","kind":"Node","metadata":{"name":"cp-1"},"status":{"nodeInfo":{"kubeletVersion":"v1.34.6"}}}
`,
      [2, 101],
    ],
  ])("%s", (...[, path, text, [line, column]]) => {
    expect(nodesOf(text, path)).toEqual([
      expect.objectContaining({
        name: "cp-1",
        kubeletVersion: "1.34.6",
        origin: expect.objectContaining({ path, line, column, value: "v1.34.6" }),
      }),
    ]);
  });
});

describe("what a Node says", () => {
  const [node] = nodesOf(`
apiVersion: v1
kind: Node
metadata:
  name: worker-7
  labels:
    kubernetes.io/hostname: worker-7
    example.com/pool: blue
spec:
  unschedulable: true
  taints:
    - {key: dedicated, value: gpu, effect: NoSchedule}
    - {key: node.kubernetes.io/unschedulable, effect: NoSchedule}
status:
  conditions:
    - {type: MemoryPressure, status: "False"}
    - {type: Ready, status: "Unknown"}
  nodeInfo:
    architecture: arm64
    containerRuntimeVersion: cri-o://1.33.2
    kernelVersion: 5.14.0-503.el9.aarch64
    kubeProxyVersion: v1.29.3
    kubeletVersion: v1.29.3+vendor.2
    operatingSystem: linux
    osImage: Rocky Linux 9.5 (Blue Onyx)
`);

  test("is kept, and kubeProxyVersion is not believed", () => {
    expect(node).toEqual({
      name: "worker-7",
      role: "worker",
      pool: "blue",
      kubeletVersion: "1.29.3+vendor.2",
      containerRuntime: "cri-o://1.33.2",
      os: {
        image: "Rocky Linux 9.5 (Blue Onyx)",
        kernel: "5.14.0-503.el9.aarch64",
        packageManager: "dnf",
        architecture: "arm64",
        family: "linux",
      },
      taints: [
        { key: "dedicated", value: "gpu", effect: "NoSchedule" },
        { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" },
      ],
      labels: { "kubernetes.io/hostname": "worker-7", "example.com/pool": "blue" },
      ready: false,
      cordoned: true,
      origin: {
        path: "nodes.yaml",
        line: 22,
        column: 21,
        field: "status.nodeInfo.kubeletVersion",
        value: "v1.29.3+vendor.2",
      },
    });
  });

  test.each([
    ["the label of today", { labels: { "node-role.kubernetes.io/control-plane": "" } }],
    ["the label up to 1.23", { labels: { "node-role.kubernetes.io/master": "" } }],
    ["the taint alone", { taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] }],
  ])("the role is known by %s", (_, { labels, taints }: { labels?: object; taints?: readonly object[] }) => {
    const text = JSON.stringify({
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "a", labels },
      spec: { taints },
      status: { nodeInfo: { kubeletVersion: "v1.34.6" } },
    });
    expect(nodesOf(text)[0]?.role).toBe("control-plane");
  });

  test.each([
    ["v1.34.1+k3s1", "k3s"],
    ["v1.31.4+rke2r1", "rke2"],
    ["v1.30.2+k0s.0", "k0s"],
    ["v1.30.2-eks-abc123", "eks"],
    ["v1.28.5-gke.100", "gke"],
    ["v1.34.6", "unknown"],
  ])("a kubelet %s belongs to %s", (version, distribution) => {
    const { clusters } = readCluster([nodeList("nodes.json", [{ name: "a", version }])]);
    expect([clusters[0]?.distribution, clusters[0]?.nodes[0]?.kubeletVersion]).toEqual([
      distribution,
      version.slice(1),
    ]);
  });
});

describe("the package tool follows from osImage", () => {
  test.each([
    ["Ubuntu 24.04.1 LTS", "apt"],
    ["Debian GNU/Linux 12 (bookworm)", "apt"],
    ["Red Hat Enterprise Linux 9.4 (Plow)", "dnf"],
    ["AlmaLinux 9.5 (Teal Serval)", "dnf"],
    ["CentOS Stream 9", "dnf"],
    ["Fedora Linux 41 (Server Edition)", "dnf"],
    ["Amazon Linux 2023.6.20241121", "dnf"],
    ["Oracle Linux Server 9.5", "dnf"],
    ["SUSE Linux Enterprise Server 15 SP6", "zypper"],
    ["openSUSE Leap 15.6", "zypper"],
    ["Flatcar Container Linux by Kinvolk 4081.2.0", undefined],
    ["Fedora CoreOS 41.20241109.3.0", undefined],
    ["Bottlerocket OS 1.26.2 (aws-k8s-1.31)", undefined],
    ["Talos (v1.8.3)", undefined],
    ["openSUSE MicroOS", undefined],
    ["Windows Server 2022 Datacenter", undefined],
    ["Something Else 1.0", undefined],
    ["", undefined],
  ])("%s", (image, tool) => {
    expect(packageManagerOf(image)).toBe(tool);
  });
});

describe("objects that are no usable node", () => {
  test.each([
    ["without a version", { apiVersion: "v1", kind: "Node", metadata: { name: "a" } }, "no status.nodeInfo"],
    [
      "without a name",
      { ...nodeObject({ name: "a", version: "v1.34.6" }), metadata: {} },
      "without metadata.name",
    ],
    ["with an odd version", nodeObject({ name: "a", version: "latest" }), '"latest"'],
  ])("%s are listed with their line", (_, object, reason) => {
    const text = `${JSON.stringify(nodeObject({ name: "b", version: "v1.34.6" }))}\n${JSON.stringify(object)}\n`;
    const { clusters, unread } = readCluster([{ path: "nodes.json", text }]);
    expect(clusters[0]?.nodes.map(({ name }) => name)).toEqual(["b"]);
    expect(unread).toEqual([{ path: "nodes.json", line: 2, reason: expect.stringContaining(reason) }]);
  });

  test("a Node of another API group is nothing", () => {
    const text = "apiVersion: longhorn.io/v1beta2\nkind: Node\nmetadata: {name: a}\n";
    expect(readCluster([{ path: "longhorn.yaml", text }])).toMatchObject({ clusters: [], unread: [] });
  });
});

test("Lists inside a List were taken together", () => {
  const members = [
    { name: "a", version: "v1.34.6", role: "control-plane" },
    { name: "b", version: "v1.34.6" },
  ] as const;
  const inner = members.map((node) => ({ apiVersion: "v1", kind: "List", items: [nodeObject(node)] }));
  const list = { apiVersion: "v1", kind: "List", items: inner };
  const { clusters } = readCluster([file("nodes.json", JSON.stringify(list))]);
  expect(clusters.map(({ nodes }) => nodes.map(({ name }) => name))).toEqual([["a", "b"]]);
});
