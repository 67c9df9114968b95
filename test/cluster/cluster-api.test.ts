import { describe, expect, test } from "vitest";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import { file } from "./sources.ts";

const TOPOLOGY = `
apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata:
  name: prod
  namespace: team
spec:
  controlPlaneEndpoint: { host: 10.0.0.1, port: 6443 }
  topology:
    classRef: { name: quick }
    version: v1.33.4
    controlPlane:
      replicas: 3
    workers:
      machineDeployments:
        - { class: default, name: md-0, replicas: 5 }
        - { class: default, name: md-1, replicas: 0 }
      machinePools:
        - { class: default, name: mp-0 }
`;

/** As envsubst and clusterctl fill it in. */
function variable(content: string): string {
  return `"\${${content}}"`;
}

function pools(...files: Parameters<typeof readCluster>[0]) {
  return readCluster(files).clusters.map(({ name, nodes }) => [
    name,
    nodes.map((node) => [node.name, node.count, node.role, node.kubeletVersion, node.origin?.line]),
  ]);
}

describe("a Cluster with a topology", () => {
  test("is a whole cluster: its version is the machines' too", () => {
    const { clusters, findings } = readCluster([file("clusters/prod.yaml", TOPOLOGY)]);
    expect(findings).toEqual([]);
    expect(clusters).toMatchObject([
      {
        name: "prod",
        distribution: "cluster-api",
        declaredVersion: {
          version: "1.33.4",
          origin: { line: 10, column: 14, field: "spec.topology.version" },
        },
        controlPlane: { endpoint: "10.0.0.1:6443" },
      },
    ]);
    expect(pools(file("clusters/prod.yaml", TOPOLOGY))).toEqual([
      [
        "prod",
        [
          ["prod-control-plane", 3, "control-plane", "1.33.4", 10],
          ["md-0", 5, "worker", "1.33.4", 10],
          ["mp-0", 1, "worker", "1.33.4", 10],
        ],
      ],
    ]);
  });

  test("takes its kubeadm settings from the class in another file", () => {
    const { clusters } = readCluster([
      file("a/cluster.yaml", TOPOLOGY.replace("classRef: { name: quick }", "class: quick")),
      file(
        "classes/quick.yaml",
        `
apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
metadata: { name: quick }
spec:
  controlPlane:
    ref: { apiVersion: controlplane.cluster.x-k8s.io/v1beta1, kind: KubeadmControlPlaneTemplate, name: quick-cp }
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlaneTemplate
metadata: { name: quick-cp }
spec:
  template:
    spec:
      kubeadmConfigSpec:
        clusterConfiguration:
          apiServer:
            extraArgs: { cloud-provider: external }
`,
      ),
    ]);
    expect(clusters[0]?.kubeadm?.clusterConfiguration).toEqual({
      apiServer: { extraArgs: { "cloud-provider": "external" } },
    });
    expect(clusters[0]?.controlPlane.etcd.topology).toBe("stacked");
  });

  test("counts the least where an autoscaler decides", () => {
    const text = TOPOLOGY.replace(
      "{ class: default, name: mp-0 }",
      `name: mp-0
          metadata:
            annotations:
              cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: "2"
              cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: "9"`,
    );
    const { clusters, findings } = readCluster([file("c.yaml", text)]);
    expect(clusters[0]?.nodes.at(-1)).toMatchObject({ name: "mp-0", count: 2 });
    expect(findings).toMatchObject([
      { id: "replicas-unknown", severity: "notice", places: [{ line: 21, column: 77 }], cluster: "prod" },
    ]);
  });
});

const controlPlane = (version: string) =>
  file(
    "edge/control-plane.yaml",
    `
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: KubeadmControlPlane
metadata: { name: edge-cp }
spec:
  replicas: 3
  version: ${version}
  kubeadmConfigSpec:
    clusterConfiguration:
      etcd: { external: { endpoints: ["https://e1:2379"] } }
      apiServer:
        extraArgs:
          - { name: feature-gates, value: Some=true }
`,
  );

const named = (name: string, version: string, namespace = "default") =>
  TOPOLOGY.replace("name: prod", `name: ${name}`)
    .replace("v1.33.4", version)
    .replace("namespace: team", `namespace: ${namespace}`);

describe("a cluster over several files", () => {
  const CLUSTER = file(
    "edge/cluster.yaml",
    `
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: edge }
spec:
  controlPlaneRef: { kind: KubeadmControlPlane, name: edge-cp, apiVersion: controlplane.cluster.x-k8s.io/v1beta1 }
  infrastructureRef: { kind: DockerCluster, name: edge }
`,
  );
  const MACHINES = file(
    "edge/workers/machines.yaml",
    `
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: { name: edge-md-0 }
spec:
  clusterName: edge
  replicas: 4
  template:
    spec:
      version: "v1.29.6"
      bootstrap: { configRef: { kind: KubeadmConfigTemplate, name: edge-md-0 } }
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata: { name: edge-md-0 }
spec:
  template:
    spec:
      joinConfiguration:
        nodeRegistration: { kubeletExtraArgs: { cloud-provider: aws } }
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachinePool
metadata: { name: edge-mp-0 }
spec:
  clusterName: edge
  template: { spec: { version: v1.29.6 } }
`,
  );
  test("is joined by references and cluster names", () => {
    expect(pools(CLUSTER, MACHINES, controlPlane("v1.30.2"))).toEqual([
      [
        "edge",
        [
          ["edge-cp", 3, "control-plane", "1.30.2", 6],
          ["edge-md-0", 4, "worker", "1.29.6", 9],
          ["edge-mp-0", 1, "worker", "1.29.6", 26],
        ],
      ],
    ]);
  });

  test("keeps the kubeadm settings of both forms with their places", () => {
    const [cluster] = readCluster([CLUSTER, MACHINES, controlPlane("v1.30.2")]).clusters;
    expect(cluster?.controlPlane.etcd).toEqual({ topology: "external", endpoints: ["https://e1:2379"] });
    expect(
      cluster?.kubeadm?.documents.map(({ kind, origin, places }) => [kind, origin.path, places]),
    ).toMatchObject([
      [
        "ClusterConfiguration",
        "edge/control-plane.yaml",
        { "apiServer.extraArgs[0].value": { line: 12, column: 43 } },
      ],
      [
        "JoinConfiguration",
        "edge/workers/machines.yaml",
        { "nodeRegistration.kubeletExtraArgs.cloud-provider": { line: 19, column: 65 } },
      ],
    ]);
  });

  test.each([
    [variable("KUBERNETES_VERSION"), /is "\$\{KUBERNETES_VERSION\}": something else fills it in, so/],
    [variable("KUBERNETES_VERSION:=v1.30.0"), /\("v1\.30\.0" where it is given nothing\)/],
    [variable("X:-1.30.0"), /\("1\.30\.0" where it is given nothing\)/],
  ])("does not take %s for a version", (written, why) => {
    const { clusters, findings } = readCluster([CLUSTER, controlPlane(written)]);
    expect(clusters[0]?.declaredVersion).toBeUndefined();
    expect(clusters[0]?.controlPlane.apiServers).toEqual([]);
    expect(clusters[0]?.nodes).toMatchObject([{ name: "edge-cp", kubeletVersion: "unknown" }]);
    expect(findings.find(({ id }) => id === "unresolved-version")).toMatchObject({
      why: expect.stringMatching(why),
      places: [{ path: "edge/control-plane.yaml", line: 6 }],
      cluster: "edge",
    });
  });

  test("shows what ran where the management cluster was asked", () => {
    const live = controlPlane("v1.31.0").text.replace(
      "metadata: { name: edge-cp }",
      "metadata: { name: edge-cp, uid: u-1 }",
    );
    const { clusters, findings } = readCluster([
      CLUSTER,
      file("edge/live.yaml", `${live}status: { version: v1.30.2 }\n`),
    ]);
    expect(clusters[0]).toMatchObject({
      declaredVersion: { version: "1.31.0" },
      controlPlane: { apiServers: [{ version: "1.30.2" }] },
      nodes: [{ name: "edge-cp", count: 3, kubeletVersion: "1.30.2" }],
    });
    expect(findings.filter(({ id }) => id === "sources-disagree")).toMatchObject([
      {
        places: [
          { path: "edge/live.yaml", line: 13 },
          { path: "edge/live.yaml", line: 6 },
        ],
      },
    ]);
  });
});

const machine = (name: string, more: string) =>
  `---\napiVersion: cluster.x-k8s.io/v1beta1\nkind: Machine\nmetadata:\n  name: ${name}\n  ${more}`;

const spec = (version: string) => `spec: { clusterName: edge, version: ${version} }\n`;

const nodeOf = (name: string, version: string) =>
  `status: { nodeRef: { name: ${name} }, nodeInfo: { kubeletVersion: ${version} } }\n`;

describe("machines", () => {
  const CONTROL_PLANE = 'labels: { cluster.x-k8s.io/control-plane: "" }\n';
  const OWNED = "ownerReferences: [{ kind: MachineSet, name: md-0-x }]\n";
  const LIVE = "uid: u-1\n";
  test("alone are nodes of the cluster that they name", () => {
    const text = [
      machine("cp-0", CONTROL_PLANE),
      spec("v1.33.4"),
      machine("w-0", "labels: {}\n"),
      spec("v1.32.8"),
    ].join("");
    const { clusters, findings } = readCluster([file("edge/machines.yaml", text)]);
    expect(pools(file("edge/machines.yaml", text))).toEqual([
      [
        "edge",
        [
          ["cp-0", 1, "control-plane", "1.33.4", 7],
          ["w-0", 1, "worker", "1.32.8", 14],
        ],
      ],
    ]);
    expect(clusters[0]?.distribution).toBe("cluster-api");
    expect(findings.map(({ id }) => id)).toContain("api-server-version-inferred");
  });

  test("show their node and its kubelet where the management cluster was asked", () => {
    const text = [machine("w-0", LIVE), spec("v1.33.4"), nodeOf("ip-10-0-0-1", "v1.32.8")].join("");
    expect(pools(file("edge/machines.yaml", text))).toEqual([
      ["edge", [["ip-10-0-0-1", 1, "worker", "1.32.8", 8]]],
    ]);
  });

  test("that a pool made are counted with the pool", () => {
    const pool =
      "apiVersion: cluster.x-k8s.io/v1beta1\nkind: MachineDeployment\nmetadata: { name: md-0 }\nspec:\n  clusterName: edge\n  replicas: 2\n  template: { spec: { version: v1.33.4 } }\n";
    const text = `${pool}${machine("md-0-a", OWNED)}${spec("v1.33.4")}${machine("cp-0", CONTROL_PLANE)}${spec("v1.33.4")}`;
    expect(pools(file("edge/machines.yaml", text))).toEqual([
      [
        "edge",
        [
          ["md-0", 2, "worker", "1.33.4", 7],
          ["cp-0", 1, "control-plane", "1.33.4", 21],
        ],
      ],
    ]);
  });
});

describe("several clusters", () => {
  test("of one file, one namespace after the other, of one name", () => {
    expect(
      pools(file("all.yaml", `${named("a", "v1.33.1")}---${named("b", "v1.32.1")}`)).map(([name]) => name),
    ).toEqual(["a", "b"]);
    expect(
      pools(file("all.yaml", `${named("w", "v1.33.1", "x")}---${named("w", "v1.32.1", "y")}`)).map(
        ([name]) => name,
      ),
    ).toEqual(["x/w", "y/w"]);
    expect(
      pools(file("eu/c.yaml", named("w", "v1.33.1")), file("us/c.yaml", named("w", "v1.32.1"))).map(
        ([name]) => name,
      ),
    ).toEqual(["eu/w", "us/w"]);
  });

  test("of one name in nested directories keep what lies beside them", () => {
    const pool = `
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: { name: md }
spec: { clusterName: w, replicas: 2, template: { spec: { version: v1.32.1 } } }
`;
    const read = pools(
      file("fleet/canary/c.yaml", named("w", "v1.33.1")),
      file("fleet/c.yaml", named("w", "v1.32.1")),
      file("fleet/pools/md.yaml", pool),
    );
    expect(read.map(([name, nodes = []]) => [name, nodes.length])).toEqual([
      ["fleet/canary/w", 3],
      ["fleet/w", 4],
    ]);
  });

  test("are not made of a kustomize base and its overlay, whose disagreement names both lines", () => {
    const patch =
      "apiVersion: cluster.x-k8s.io/v1beta2\nkind: Cluster\nmetadata: { name: prod }\nspec:\n  topology:\n    version: v1.34.1\n";
    const { clusters, findings } = readCluster([
      file("base/c.yaml", TOPOLOGY),
      file("overlays/eu/patch.yaml", patch),
    ]);
    expect(clusters.map(({ name }) => name)).toEqual(["prod"]);
    expect(findings.find(({ id }) => id === "sources-disagree")?.places).toMatchObject([
      { path: "base/c.yaml", line: 10 },
      { path: "overlays/eu/patch.yaml", line: 6 },
    ]);
  });

  test("an inline patch of a kustomization is said, because it is not applied", () => {
    const { findings } = readCluster([
      file("base/c.yaml", TOPOLOGY),
      file(
        "overlays/eu/kustomization.yaml",
        `
resources: [../../base]
patches:
  - target: { kind: Cluster }
    patch: |-
      - op: replace
        path: /spec/topology/version
        value: v1.34.1
`,
      ),
    ]);
    expect(findings).toMatchObject([
      { id: "version-patched", places: [{ path: "overlays/eu/kustomization.yaml", line: 7, column: 16 }] },
    ]);
  });
});

test.each([
  ["RKE2ControlPlane", "v1.30.4+rke2r1", "rke2"],
  ["KThreesControlPlane", "v1.30.4+k3s1", "k3s"],
  ["TalosControlPlane", "v1.30.4", "talos"],
  ["K0sControlPlane", "v1.30.4+k0s.0", "k0s"],
  ["AWSManagedControlPlane", "v1.30", "eks"],
  ["AzureManagedControlPlane", "v1.30.4", "aks"],
  ["GCPManagedControlPlane", "1.30.4", "gke"],
  ["KamajiControlPlane", "v1.30.4", "unknown"],
])("a control plane of kind %s is not kubeadm's", (kind, version, distribution) => {
  const text = `
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: x }
spec: { controlPlaneRef: { kind: ${kind}, name: x-cp } }
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: ${kind}
metadata: { name: x-cp }
spec: { version: ${version}, replicas: 3 }
`;
  const { clusters, findings } = readCluster([file("x.yaml", text)]);
  expect(clusters.map((cluster) => [cluster.name, cluster.distribution])).toEqual([["x", distribution]]);
  expect(findings.find(({ id }) => id === "not-managed-by-kubeadm")).toMatchObject({
    severity: "notice",
    cluster: "x",
  });
});

test.each([
  [
    "a template without a cluster",
    "apiVersion: bootstrap.cluster.x-k8s.io/v1beta1\nkind: KubeadmConfigTemplate\nmetadata: {name: x, labels: {cluster.x-k8s.io/cluster-name: y}}\n",
  ],
  [
    "another project's Cluster",
    "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: x}\nspec: {topology: {version: v1.30.0}}\n# cluster.x-k8s.io/v1beta1\n",
  ],
  [
    "a Cluster without a name",
    "apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nspec: {topology: {version: v1.30.0}}\n",
  ],
])("%s is no cluster", (_, text) => {
  expect(readCluster([file("x.yaml", text)]).clusters).toEqual([]);
});

test("a template of a cluster is named by its directory, because nothing in it is settled", () => {
  const text = TOPOLOGY.replace("name: prod", `name: ${variable("CLUSTER_NAME")}`).replace(
    "v1.33.4",
    variable("KUBERNETES_VERSION"),
  );
  const { clusters, findings } = readCluster([file("clusters/blue/cluster.yaml", text)]);
  expect(clusters.map(({ name, declaredVersion }) => [name, declaredVersion])).toEqual([["blue", undefined]]);
  expect(findings.map(({ id }) => id)).toContain("unresolved-version");
});

test("templates of one directory say nothing about those of another", () => {
  const template = TOPOLOGY.replace("name: prod", `name: ${variable("CLUSTER_NAME")}`);
  const { clusters } = readCluster([
    file("clusters/blue/cluster.yaml", template.replace("v1.33.4", "v1.32.1")),
    file("clusters/green/cluster.yaml", template),
  ]);
  expect(clusters.map(({ name, declaredVersion }) => [name, declaredVersion?.version])).toEqual([
    ["blue", "1.32.1"],
    ["green", "1.33.4"],
  ]);
});

test("what clusterctl fills in is listed and no cluster", () => {
  const text = `# by clusterctl\n${TOPOLOGY.replace("name: prod", `name: ${variable("CLUSTER_NAME")}`)}`;
  const line = text.split("\n").findIndex((one) => one.includes("CLUSTER_NAME")) + 1;
  for (const path of ["templates/cluster-template-ha.yaml", "flavors/ha/cluster.yaml"]) {
    const { clusters, unread } = readCluster([file(path, text)]);
    expect(clusters).toEqual([]);
    expect(unread).toEqual([{ path, line, reason: expect.stringContaining("template of Cluster API") }]);
  }
});

test("a patch of a cluster that lies elsewhere is no cluster", () => {
  const { clusters } = readCluster([
    file(
      "patch.yaml",
      "apiVersion: cluster.x-k8s.io/v1beta1\nkind: MachineDeployment\nmetadata: {name: md}\nspec: {clusterName: prod, replicas: 3}\n",
    ),
  ]);
  expect(clusters).toEqual([]);
});
