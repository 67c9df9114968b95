import type { SourceFile } from "../../src/source/finding.ts";

/** A node as tests describe it; versions with their `v`, as kubelets report them. */
export interface SampleNode {
  readonly name: string;
  readonly version: string;
  readonly role?: "control-plane" | "worker";
}

/** A file whose text stands in the test, so that its lines can be counted there; a leading line break is left out. */
export function file(path: string, text: string): SourceFile {
  return { path, text: text.replace(/^\n/, "") };
}

/** `kubectl get nodes -o json` with what kubectl would print of these nodes. */
export function nodeList(path: string, nodes: readonly SampleNode[]): SourceFile {
  const list = {
    apiVersion: "v1",
    items: nodes.map(nodeObject),
    kind: "List",
    metadata: { resourceVersion: "" },
  };
  return { path, text: JSON.stringify(list, null, 4) };
}

export function nodeObject({ name, version, role }: SampleNode) {
  const labels = role === "control-plane" ? { "node-role.kubernetes.io/control-plane": "" } : {};
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { labels: { "kubernetes.io/hostname": name, ...labels }, name, uid: `uid-${name}` },
    spec: {},
    status: {
      conditions: [{ status: "True", type: "Ready" }],
      nodeInfo: { kubeletVersion: version, kubeProxyVersion: version, operatingSystem: "linux" },
    },
  };
}

/** A pod of kube-system; `name` decides which component it is. */
export interface SamplePod {
  readonly name: string;
  readonly image: string;
  readonly node?: string;
  readonly container?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** `kubectl get pods -n kube-system -o json`. */
export function podList(path: string, pods: readonly SamplePod[]): SourceFile {
  const items = pods.map(({ name, image, node, container, labels }) => ({
    metadata: {
      name,
      namespace: "kube-system",
      uid: `uid-${name}`,
      ...(labels === undefined ? {} : { labels }),
    },
    spec: {
      containers: [{ name: container ?? "main", image }],
      ...(node === undefined ? {} : { nodeName: node }),
    },
    status: { phase: "Running" },
  }));
  return { path, text: JSON.stringify({ kind: "PodList", apiVersion: "v1", metadata: {}, items }) };
}

/** A ClusterConfiguration; further lines are appended as they are. */
export function clusterConfiguration(path: string, version: string, more = ""): SourceFile {
  return file(
    path,
    `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n${more}`,
  );
}
