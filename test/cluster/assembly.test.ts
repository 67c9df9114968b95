import { describe, expect, test } from "vitest";
import type { Cluster } from "../../src/cluster/cluster.ts";
import { componentVersions } from "../../src/cluster/component-versions.ts";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import type { SourceFile } from "../../src/source/finding.ts";
import { clusterConfiguration, file, nodeList, podList } from "./sources.ts";

const node = (name: string, version = "v1.34.6") => ({
  name,
  version,
  role: name.includes("cp") ? ("control-plane" as const) : ("worker" as const),
});
const named = (name: string) => `clusterName: ${name}\n`;

function shape(files: readonly SourceFile[]) {
  const { clusters, findings } = readCluster(files);
  return {
    clusters: clusters.map((cluster) => `${cluster.name}: ${summary(cluster)}`),
    ids: [...new Set(findings.map(({ id }) => id))],
  };
}

function summary({ controlPlane, nodes }: Cluster): string {
  const versions = [...new Set(controlPlane.apiServers.map(({ version }) => version))];
  return `${versions.join("+") || "?"}, ${nodes.length} nodes`;
}

describe("which sources describe one cluster", () => {
  test.each<[string, readonly SourceFile[], readonly string[]]>([
    [
      "those of one directory",
      [
        clusterConfiguration("clusters/prod/kubeadm.yaml", "v1.34.6"),
        nodeList("clusters/prod/nodes.json", [node("cp-1")]),
      ],
      ["prod: 1.34.6, 1 nodes"],
    ],
    [
      "those of one cluster's folder, sorted by kind below it",
      [
        clusterConfiguration("clusters/prod/kubeadm/cluster.yaml", "v1.34.6"),
        nodeList("clusters/prod/snapshots/nodes.json", [node("cp-1")]),
        clusterConfiguration("clusters/dev/kubeadm/cluster.yaml", "v1.35.1"),
        nodeList("clusters/dev/snapshots/nodes.json", [node("cp-1", "v1.35.1")]),
      ],
      ["dev: 1.35.1, 1 nodes", "prod: 1.34.6, 1 nodes"],
    ],
    [
      "those of one folder name below folders that sort by kind or by day",
      [
        clusterConfiguration("infra/kubeadm/prod/cluster.yaml", "v1.34.6"),
        nodeList("infra/nodes/prod/nodes.json", [node("cp-1")]),
        clusterConfiguration("infra/kubeadm/dev/cluster.yaml", "v1.35.1"),
        nodeList("infra/snapshots/2026-03-01/dev/nodes.json", [node("cp-1", "v1.35.1")]),
      ],
      ["dev: 1.35.1, 1 nodes", "prod: 1.34.6, 1 nodes"],
    ],
    [
      "those of one cluster, sorted by the nodes' roles",
      [
        clusterConfiguration("prod/control-plane/kubeadm.yaml", "v1.34.6"),
        file("prod/workers/join.yaml", "apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\n"),
      ],
      ["prod: 1.34.6, 0 nodes"],
    ],
    [
      "those of the root, without any name",
      [clusterConfiguration("kubeadm.yaml", "v1.34.6"), nodeList("nodes.json", [node("cp-1")])],
      ["cluster: 1.34.6, 1 nodes"],
    ],
    [
      "those of one given name, wherever they lie",
      [
        clusterConfiguration("a/x.yaml", "v1.34.6", named("blue")),
        clusterConfiguration("b/y.yaml", "v1.34.6", named("blue")),
      ],
      ["blue: 1.34.6, 0 nodes"],
    ],
    [
      "a named configuration and the unnamed sources beside it",
      [
        clusterConfiguration("x/kubeadm.yaml", "v1.34.6", named("blue")),
        clusterConfiguration("x/configmap.yaml", "v1.34.6"),
        nodeList("x/nodes.json", [node("cp-1"), node("w-1")]),
      ],
      ["blue: 1.34.6, 2 nodes"],
    ],
    [
      "single Node objects of one directory",
      ["cp-1", "cp-2", "w-1"].map((name) => nodeList(`prod/${name}.json`, [node(name)])).map(single),
      ["prod: 1.34.6, 3 nodes"],
    ],
    [
      "a list of control planes and a list of workers",
      [
        nodeList("prod/control-planes.json", [node("cp-1")]),
        nodeList("prod/workers.json", [node("w-1"), node("w-2")]),
      ],
      ["prod: 1.34.6, 3 nodes"],
    ],
  ])("%s", (_, files, clusters) => {
    expect(shape(files).clusters).toEqual(clusters);
  });
});

/** The List of one node as the object alone, as `kubectl get node NAME` prints it. */
function single({ path, text }: SourceFile): SourceFile {
  const { items } = JSON.parse(text) as { items: readonly unknown[] };
  return { path, text: JSON.stringify(items[0]) };
}

describe("which describe several", () => {
  test.each<[string, readonly SourceFile[], readonly string[]]>([
    [
      "two node lists of one directory without a common node",
      [
        nodeList("x/blue-nodes.json", [node("cp-b")]),
        nodeList("x/green-nodes.json", [node("cp-g", "v1.33.1")]),
      ],
      ["blue: 1.34.6, 1 nodes", "green: 1.33.1, 1 nodes"],
    ],
    [
      "two given names in one directory, with a node list each",
      [
        clusterConfiguration("x/blue.yaml", "v1.34.6", named("blue")),
        clusterConfiguration("x/green.yaml", "v1.33.1", named("green")),
        nodeList("x/blue-nodes.json", [node("cp-b")]),
        nodeList("x/green-nodes.json", [node("cp-g", "v1.33.1")]),
      ],
      ["blue: 1.34.6, 1 nodes", "green: 1.33.1, 1 nodes"],
    ],
    [
      "two endpoints in one directory",
      [
        clusterConfiguration("x/prod.yaml", "v1.34.6", "controlPlaneEndpoint: prod:6443\n"),
        clusterConfiguration("x/dev.yaml", "v1.35.1", "controlPlaneEndpoint: dev:6443\n"),
      ],
      ["dev: 1.35.1, 0 nodes", "prod: 1.34.6, 0 nodes"],
    ],
    [
      "files named after environments",
      [
        clusterConfiguration("clusters/prod.yaml", "v1.34.6"),
        clusterConfiguration("clusters/staging.yaml", "v1.35.1"),
      ],
      ["prod: 1.34.6, 0 nodes", "staging: 1.35.1, 0 nodes"],
    ],
    [
      "files that share words with one node list each",
      [
        clusterConfiguration("blue-kubeadm.yaml", "v1.34.6"),
        clusterConfiguration("green-kubeadm.yaml", "v1.35.1"),
        nodeList("blue-nodes.json", [node("b-cp")]),
        nodeList("green-nodes.json", [node("g-cp")]),
      ],
      ["blue: 1.34.6, 1 nodes", "green: 1.35.1, 1 nodes"],
    ],
    [
      "directories of the same name",
      [
        nodeList("eu/prod/nodes.json", [node("cp-1")]),
        nodeList("us/prod/nodes.json", [node("cp-1", "v1.33.1")]),
      ],
      ["eu-prod: 1.34.6, 1 nodes", "us-prod: 1.33.1, 1 nodes"],
    ],
    [
      "one file with two ClusterConfigurations of different names",
      [
        file(
          "all.yaml",
          `${clusterConfiguration("", "v1.34.6", named("blue")).text}---\n${clusterConfiguration("", "v1.33.1", named("green")).text}`,
        ),
      ],
      ["blue: 1.34.6, 0 nodes", "green: 1.33.1, 0 nodes"],
    ],
  ])("%s", (_, files, clusters) => {
    expect(shape(files).clusters).toEqual(clusters);
  });

  test("pods go to the cluster whose nodes they run on", () => {
    const { clusters } = shape([
      nodeList("x/blue-nodes.json", [node("cp-b")]),
      nodeList("x/green-nodes.json", [node("cp-g", "v1.33.1")]),
      podList("x/pods.json", [
        { name: "kube-apiserver-cp-g", image: "registry.k8s.io/kube-apiserver:v1.33.9", node: "cp-g" },
      ]),
    ]);
    expect(clusters).toEqual(["blue: 1.34.6, 1 nodes", "green: 1.33.9, 1 nodes"]);
  });

  test("a configuration that could belong to both is said", () => {
    const { ids } = shape([
      nodeList("x/blue-nodes.json", [node("cp-b")]),
      nodeList("x/green-nodes.json", [node("cp-g")]),
      clusterConfiguration("x/kubeadm.yaml", "v1.34.6"),
    ]);
    expect(ids).toContain("ambiguous-source");
  });
});

const join = (path: string, endpoint: string) =>
  file(
    path,
    `apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\ndiscovery: {bootstrapToken: {apiServerEndpoint: "${endpoint}"}}\n`,
  );

const describedBy = (files: readonly SourceFile[]) =>
  readCluster(files).clusters.map(({ origins }) => [...new Set(origins.map(({ path }) => path))]);

describe("a node that joins", () => {
  const blue = clusterConfiguration("x/blue.yaml", "v1.34.6", "controlPlaneEndpoint: blue.example.net\n");
  const green = clusterConfiguration(
    "x/green.yaml",
    "v1.33.9",
    "controlPlaneEndpoint: green.example.net:6443\n",
  );

  test("belongs to the cluster whose endpoint it asks, wherever it lies", () => {
    expect(describedBy([blue, green, join("y/join.yaml", "blue.example.net:6443")])).toEqual([
      ["x/blue.yaml", "y/join.yaml"],
      ["x/green.yaml"],
    ]);
  });

  test("that could belong to several is none's, and that is said", () => {
    const files = [blue, green, join("x/join.yaml", "10.0.0.9:6443")];
    expect(describedBy(files)).toEqual([["x/blue.yaml"], ["x/green.yaml"]]);
    expect(readCluster(files).findings.find(({ id }) => id === "ambiguous-source")?.why).toContain(
      "taken for none of them",
    );
  });

  test("is a cluster that nobody described where nothing else lies beside it, however many they are", () => {
    const files = [join("x/a.yaml", "10.0.0.9:6443"), join("x/b.yaml", "10.0.0.9:6443")];
    expect(describedBy(files)).toEqual([["x/a.yaml", "x/b.yaml"]]);
    expect(readCluster(files).findings.map(({ id }) => id)).toContain("control-plane-unknown");
  });
});

describe("where the API servers' version comes from", () => {
  const nodes = nodeList("p/nodes.json", [
    node("cp-1", "v1.33.2"),
    node("cp-2", "v1.33.4"),
    node("w-1", "v1.32.1"),
  ]);
  const pod = { name: "kube-apiserver-cp-1", image: "registry.k8s.io/kube-apiserver:v1.35.1", node: "cp-1" };

  test.each<[string, readonly SourceFile[], readonly string[], readonly string[]]>([
    [
      "kubelets, said as an inference",
      [nodes],
      ["cp-1 1.33.2", "cp-2 1.33.4"],
      ["api-server-version-inferred"],
    ],
    [
      "kubernetesVersion",
      [nodes, clusterConfiguration("p/k.yaml", "v1.34.6")],
      ["cp-1 1.34.6", "cp-2 1.34.6"],
      [],
    ],
    [
      "pods, for the nodes that have one",
      [nodes, clusterConfiguration("p/k.yaml", "v1.35.1"), podList("p/pods.json", [pod])],
      ["cp-1 1.35.1", "cp-2 1.35.1"],
      [],
    ],
  ])("%s", (...[, files, versions, ids]) => {
    const { clusters, findings } = readCluster(files);
    const { apiServers } = clusters[0]?.controlPlane ?? { apiServers: [] };
    expect(apiServers.map((server) => `${server.node} ${server.version}`)).toEqual(versions);
    expect(findings.map(({ id }) => id)).toEqual(ids);
  });

  test("the inference is likely, names its lines and says how to be sure", () => {
    const [finding] = readCluster([nodes]).findings;
    expect(finding).toMatchObject({ severity: "notice", certainty: "likely", cluster: "p" });
    expect(finding?.places.map(({ path }) => path)).toEqual(["p/nodes.json", "p/nodes.json"]);
    expect(finding?.fix.text).toContain("kubectl get pods -n kube-system");
  });

  test("workers alone tell nothing about the control plane, and that is said", () => {
    const { clusters, ids } = shape([nodeList("p/nodes.json", [node("w-1"), node("w-2")])]);
    expect(clusters).toEqual(["p: ?, 2 nodes"]);
    expect(ids).toEqual(["control-plane-unknown"]);
  });
});

describe("sources that disagree", () => {
  test("two configurations: both lines, the older version believed", () => {
    const { clusters, findings } = readCluster([
      clusterConfiguration("p/a.yaml", "v1.35.1"),
      clusterConfiguration("p/b.yaml", "v1.34.6"),
    ]);
    const finding = findings.find(({ id }) => id === "sources-disagree");
    expect(clusters[0]?.controlPlane.apiServers[0]?.version).toBe("1.34.6");
    expect(finding?.places).toEqual([
      { path: "p/b.yaml", line: 3, column: 20 },
      { path: "p/a.yaml", line: 3, column: 20 },
    ]);
    expect(finding?.why).toContain("p/b.yaml:3");
    expect(finding?.why).toContain("p/a.yaml:3");
  });

  test("a snapshot is believed before a file", () => {
    const configMap = file(
      "p/live.yaml",
      `
apiVersion: v1
kind: ConfigMap
metadata: {name: kubeadm-config, namespace: kube-system, resourceVersion: "7"}
data:
  ClusterConfiguration: |
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
    kubernetesVersion: v1.35.1
`,
    );
    const { clusters, findings } = readCluster([clusterConfiguration("p/a.yaml", "v1.34.6"), configMap]);
    expect(clusters[0]?.controlPlane.apiServers[0]?.version).toBe("1.35.1");
    expect(clusters[0]?.declaredVersion?.version).toBe("1.34.6");
    expect(findings.map(({ id }) => id)).toContain("sources-disagree");
  });

  test("two topologies of etcd: both lines, the running cluster's believed", () => {
    const external = `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.34.6
etcd:
  external: { endpoints: ["https://10.0.0.9:2379"] }
`;
    const live = `
apiVersion: v1
kind: ConfigMap
metadata: {name: kubeadm-config, namespace: kube-system, resourceVersion: "7"}
data:
  ClusterConfiguration: |
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
    kubernetesVersion: v1.34.6
    etcd: {local: {dataDir: /var/lib/etcd}}
`;
    const { clusters, findings } = readCluster([file("p/a.yaml", external), file("p/live.yaml", live)]);
    expect(clusters[0]?.controlPlane.etcd.topology).toBe("stacked");
    const finding = findings.find(({ id }) => id === "sources-disagree");
    expect(finding?.why).toMatch(/^etcd is stacked \(p\/live\.yaml:9\), but external \(p\/a\.yaml:5\)/);
    expect(finding?.places).toMatchObject([
      { path: "p/live.yaml", line: 9, column: 11 },
      { path: "p/a.yaml", line: 5, column: 13 },
    ]);
  });

  test("the same nodes twice: one finding for all of them, the older kubelets believed", () => {
    const { clusters, findings } = readCluster([
      nodeList("p/nodes-1.json", [node("cp-1", "v1.35.1"), node("cp-2", "v1.35.1")]),
      nodeList("p/nodes-2.json", [node("cp-1", "v1.34.6"), node("cp-2", "v1.34.6")]),
    ]);
    const disagreements = findings.filter(({ id }) => id === "sources-disagree");
    expect(clusters[0]?.nodes.map(({ kubeletVersion }) => kubeletVersion)).toEqual(["1.34.6", "1.34.6"]);
    expect(disagreements.map(({ places }) => places.length)).toEqual([4]);
    expect(disagreements[0]?.why).toContain("2 nodes (cp-1, cp-2)");
  });

  test("a control-plane kubelet newer than kubernetesVersion: one of them is out of date", () => {
    const { clusters, findings } = readCluster([
      clusterConfiguration("p/k.yaml", "v1.33.1"),
      nodeList("p/nodes.json", [node("cp-1", "v1.34.6")]),
    ]);
    expect(clusters[0]?.controlPlane.apiServers[0]?.version).toBe("1.33.1");
    expect(findings.map(({ id, places }) => [id, places.map(({ path }) => path)])).toEqual([
      ["sources-disagree", ["p/k.yaml", "p/nodes.json"]],
    ]);
  });

  test("a file newer than the kubelets beside it proposes an upgrade and contradicts nothing", () => {
    const { clusters, findings } = readCluster([
      clusterConfiguration("p/k.yaml", "v1.35.1"),
      nodeList("p/nodes.json", [node("cp-1", "v1.34.6")]),
    ]);
    expect(clusters[0]).toMatchObject({
      declaredVersion: { version: "1.35.1", origin: { path: "p/k.yaml", line: 3 } },
      nodes: [{ kubeletVersion: "1.34.6" }],
    });
    expect(findings).toEqual([]);
  });

  test.each([
    ["a minor and one of its patches", "1.34", "v1.34.6"],
    ["with and without v", "1.34.6", "v1.34.6"],
  ])("%s agree", (_, left, right) => {
    expect(
      shape([clusterConfiguration("p/a.yaml", left), clusterConfiguration("p/b.yaml", right)]).ids,
    ).toEqual(["nodes-unknown"]);
  });
});

describe("componentVersions", () => {
  test("has every component once per node, and a counted pool once", () => {
    const { clusters } = readCluster([
      nodeList("p/nodes.json", [node("cp-1")]),
      podList("p/pods.json", [
        { name: "kube-proxy-abcde", image: "k/kube-proxy:v1.34.2", node: "cp-1", container: "kube-proxy" },
      ]),
    ]);
    const [cluster] = clusters;
    if (cluster === undefined) throw new Error("no cluster");
    const pool = { name: "blue", count: 5_000, role: "worker", kubeletVersion: "1.33.1" } as const;
    const unknown = { name: "green", role: "worker", kubeletVersion: "unknown" } as const;
    expect(componentVersions({ ...cluster, nodes: [...cluster.nodes, pool, unknown] })).toEqual({
      apiServers: [{ node: "cp-1", version: "1.34.6" }],
      controllerManagers: [{ node: "cp-1", version: "1.34.6" }],
      schedulers: [{ node: "cp-1", version: "1.34.6" }],
      cloudControllerManagers: [],
      kubelets: [
        { node: "cp-1", version: "1.34.6" },
        { node: "blue", version: "1.33.1" },
      ],
      kubeProxies: [{ node: "cp-1", version: "1.34.2" }],
    });
  });
});
