import { describe, expect, test } from "vitest";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import { clusterConfiguration, file } from "./sources.ts";

/** The only cluster of one file. */
function only(text: string, path = "clusters/prod/kubeadm.yaml") {
  const { clusters, findings, unread } = readCluster([file(path, text)]);
  const [cluster, ...others] = clusters;
  if (cluster === undefined || others.length > 0)
    throw new Error(`expected one cluster: ${JSON.stringify(unread)}`);
  return { cluster, ids: findings.map(({ id }) => id), findings, unread };
}

describe("kubernetesVersion is read where and as it is written", () => {
  test.each([
    [
      "v1beta4 behind an InitConfiguration",
      `
apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
nodeRegistration:
  name: cp-1
---
# the cluster
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: {podSubnet: 10.244.0.0/16}
kubernetesVersion: v1.34.6 # bumped by hand
`,
      ["1.34.6", 10, 20, "v1.34.6"],
    ],
    [
      "v1beta3, quoted, indented by four",
      `
kind: "ClusterConfiguration"
apiVersion: "kubeadm.k8s.io/v1beta3"
etcd:
    local:
        imageTag: 3.5.12-0
kubernetesVersion: "1.29.3"
`,
      ["1.29.3", 6, 21, "1.29.3"],
    ],
    [
      "v1beta2 as JSON on one line",
      `{"kubernetesVersion":"v1.22.17","apiVersion":"kubeadm.k8s.io/v1beta2","kind":"ClusterConfiguration"}`,
      ["1.22.17", 1, 23, "v1.22.17"],
    ],
    [
      "a block scalar that stands alone",
      `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: |-

    v1.34.6
`,
      ["1.34.6", 5, 5, "\nv1.34.6"],
    ],
    [
      "an unquoted 1.30, which is the number 1.3 to a parser",
      `
apiVersion: kubeadm.k8s.io/v1
kind: ClusterConfiguration
kubernetesVersion: 1.30
`,
      ["1.30", 3, 20, "1.30"],
    ],
    [
      "Windows line ends and a byte order mark",
      "\ufeffapiVersion: kubeadm.k8s.io/v1beta4\r\nkind: ClusterConfiguration\r\nkubernetesVersion: v1.34.6\r\n",
      ["1.34.6", 3, 20, "v1.34.6"],
    ],
    [
      "the ConfigMap in the cluster",
      `
apiVersion: v1
data:
  ClusterConfiguration: |
    apiVersion: kubeadm.k8s.io/v1beta4
    clusterName: kubernetes
    kind: ClusterConfiguration
    kubernetesVersion: v1.35.4
kind: ConfigMap
metadata: {name: kubeadm-config, namespace: kube-system, uid: d4026ba3}
`,
      ["1.35.4", 7, 24, "v1.35.4"],
    ],
    [
      "the ConfigMap as JSON in a List, its text escaped",
      `
{"kind": "List", "apiVersion": "v1", "items": [
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "kubeadm-config"},
   "data": {"ClusterConfiguration": "apiVersion: kubeadm.k8s.io/v1beta3\\nkind: ClusterConfiguration\\nkubernetesVersion: v1.27.1\\n"}}
]}
`,
      ["1.27.1", 3, 121, "v1.27.1"],
    ],
    [
      "the ConfigMap in double quotes, as old kubectl printed it",
      `
apiVersion: v1
kind: ConfigMap
metadata:
  name: kubeadm-config
data:
  ClusterConfiguration: "apiVersion: kubeadm.k8s.io/v1beta2\\nkind: ClusterConfiguration\\n\\
    kubernetesVersion: v1.21.2\\n"
`,
      ["1.21.2", 7, 24, "v1.21.2"],
    ],
  ])("%s", (_, text, [version, line, column, value]) => {
    const { cluster } = only(text);
    expect(cluster.controlPlane.apiServers).toEqual([
      {
        version,
        origin: {
          path: "clusters/prod/kubeadm.yaml",
          line,
          column,
          field: expect.stringMatching(/(?:^|\.)kubernetesVersion$/),
          value,
        },
      },
    ]);
  });
});

describe("what is no version is said", () => {
  test.each([
    ["stable-1.30", "version-label"],
    ["stable", "version-label"],
    ["latest", "version-label"],
    ["ci/latest-1.31", "version-label"],
    ["ci/v1.31.0-alpha.1", "version-label"],
    ["release/stable", "version-label"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how such a file looks
    ["${KUBERNETES_VERSION:=v1.30.0}", "unresolved-version"],
    ["$KUBERNETES_VERSION", "unresolved-version"],
    ['"{{ kube_version }}"', "unresolved-version"],
    ["1.29.x", "unreadable-version"],
    ["v01.2.3", "unreadable-version"],
    ["2.0.0", "unreadable-version"],
    ["١.٣٠", "unreadable-version"],
    [`"${"9".repeat(10_000)}"`, "unreadable-version"],
    ["[1.30]", "unreadable-version"],
  ])("%s", (written, id) => {
    const { clusters, findings } = readCluster([clusterConfiguration("kubeadm.yaml", written)]);
    const finding = findings.find((one) => one.id === id);
    expect(clusters[0]?.controlPlane.apiServers).toEqual([]);
    expect(finding?.places[0]).toMatchObject({ path: "kubeadm.yaml", line: 3 });
    expect(finding?.why.length).toBeLessThan(400);
    expect(findings.map((one) => one.id)).toContain("control-plane-unknown");
  });

  test("an unquoted template breaks the document: the line is listed", () => {
    const { clusters, unread } = readCluster([clusterConfiguration("kubeadm.yaml", "{{ kube_version }}")]);
    expect(clusters).toEqual([]);
    expect(unread).toEqual([{ path: "kubeadm.yaml", line: 3, reason: expect.stringContaining("template") }]);
  });
});

describe("etcd", () => {
  test.each([
    ["none: stacked", "", { topology: "stacked" }],
    ["local", "etcd:\n  local: {dataDir: /var/lib/etcd}\n", { topology: "stacked" }],
    [
      "external",
      "etcd:\n  external:\n    endpoints: ['https://10.0.0.1:2379', 'https://10.0.0.2:2379']\n",
      { topology: "external", endpoints: ["https://10.0.0.1:2379", "https://10.0.0.2:2379"] },
    ],
    [
      "a pin",
      "etcd:\n  local:\n    imageTag: 3.5.26-0\n",
      {
        topology: "stacked",
        version: "3.5.26-0",
        pinnedImageTag: {
          value: "3.5.26-0",
          origin: { path: "k.yaml", line: 6, column: 15, field: "etcd.local.imageTag", value: "3.5.26-0" },
        },
      },
    ],
  ])("%s", (_, more, etcd) => {
    const { clusters } = readCluster([clusterConfiguration("k.yaml", "v1.34.6", more)]);
    expect(clusters[0]?.controlPlane.etcd).toEqual(etcd);
  });
});

const upgrade = (version: string, step: string) =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: UpgradeConfiguration\n${step}:\n  kubernetesVersion: ${version}\n`;

describe("what else kubeadm's files say", () => {
  test("an UpgradeConfiguration names a target, never the running version", () => {
    const { cluster } = only(`
apiVersion: kubeadm.k8s.io/v1beta4
kind: UpgradeConfiguration
apply:
  kubernetesVersion: v1.36.2
`);
    expect(cluster.desiredVersion).toBe("1.36.2");
    expect(cluster.controlPlane.apiServers).toEqual([]);
  });

  test("two versions that are asked for make a finding that names both lines, and the nearer one counts", () => {
    const { clusters, findings } = readCluster([
      clusterConfiguration("prod/kubeadm.yaml", "v1.35.10"),
      { path: "prod/plan.yaml", text: upgrade("v1.37.0", "plan") },
      { path: "prod/upgrade.yaml", text: upgrade("v1.36.2", "apply") },
    ]);
    const found = findings.filter(({ id }) => id === "sources-disagree");
    expect(clusters[0]?.desiredVersion).toBe("1.36.2");
    expect(found).toMatchObject([
      {
        places: [
          { path: "prod/upgrade.yaml", line: 4 },
          { path: "prod/plan.yaml", line: 4 },
        ],
        why: "The version that is asked for is 1.36.2 at prod/upgrade.yaml:4, but 1.37.0 (prod/plan.yaml:4) elsewhere. 1.36.2 is believed: the nearer target lies on the way to the other one.",
      },
    ]);
  });

  test("every document is kept as plain data, arguments as map and as list", () => {
    const { cluster } = only(`
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs: [{name: audit-log-maxage, value: "30"}]
---
apiVersion: kubeadm.k8s.io/v1beta3
kind: JoinConfiguration
nodeRegistration:
  name: worker-1
  criSocket: unix:///run/containerd/containerd.sock
  kubeletExtraArgs: {node-labels: pool=blue}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: systemd
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: ipvs
`);
    expect(cluster.kubeadm?.apiVersion).toBe("kubeadm.k8s.io/v1beta4");
    expect(cluster.kubeadm?.clusterConfiguration?.apiServer).toEqual({
      extraArgs: [{ name: "audit-log-maxage", value: "30" }],
    });
    expect(cluster.kubeadm?.kubeletConfiguration?.cgroupDriver).toBe("systemd");
    expect(cluster.kubeadm?.kubeProxyConfiguration?.mode).toBe("ipvs");
    expect(cluster.kubeadm?.documents.map(({ kind, origin }) => [kind, origin.line, origin.column])).toEqual([
      ["ClusterConfiguration", 1, 13],
      ["JoinConfiguration", 6, 13],
      ["KubeletConfiguration", 13, 13],
      ["KubeProxyConfiguration", 17, 13],
    ]);
    expect(cluster.kubeadm?.documents[1]?.content.nodeRegistration).toEqual({
      name: "worker-1",
      criSocket: "unix:///run/containerd/containerd.sock",
      kubeletExtraArgs: { "node-labels": "pool=blue" },
    });
  });

  test("an API version that Kubehop does not know is said, and the rest is read", () => {
    const { cluster, ids } = only(`
apiVersion: kubeadm.k8s.io/v1beta9
kind: ClusterConfiguration
kubernetesVersion: v1.40.0
`);
    expect(ids).toContain("unknown-kubeadm-api");
    expect(cluster.controlPlane.apiServers[0]?.version).toBe("1.40.0");
  });

  test("without nodes, that is said and none are invented", () => {
    const { cluster, ids } = only(clusterConfiguration("x", "v1.34.6").text);
    expect(cluster.nodes).toEqual([]);
    expect(ids).toEqual(["nodes-unknown"]);
  });

  test("a clusterName and an endpoint are taken; the default name names nothing", () => {
    const named = only(
      clusterConfiguration("x", "v1.34.6", "clusterName: blue\ncontrolPlaneEndpoint: api:6443\n").text,
    );
    const unnamed = only(clusterConfiguration("x", "v1.34.6", "clusterName: kubernetes\n").text);
    expect([named.cluster.name, named.cluster.controlPlane.endpoint]).toEqual(["blue", "api:6443"]);
    expect(unnamed.cluster.name).toBe("prod");
  });
});

const inner = (version: string, indent: string) =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`
    .trimEnd()
    .replaceAll("\n", `\n${indent}`);

describe("a configuration inside another tool's file", () => {
  test.each([
    [
      "cloud-init",
      "user-data",
      `#cloud-config\nwrite_files:\n- path: /etc/kubeadm.yaml\n  content: |\n    ${inner("v1.34.6", "    ")}\n`,
      "7:24",
    ],
    [
      "an Ansible task",
      "site.yml",
      `- hosts: all\n  tasks:\n  - copy:\n      content: |\n        # ours\n        ---\n        ${inner("v1.34.6", "        ")}\n`,
      "9:28",
    ],
    [
      "a variable of Ansible",
      "group_vars/all.yml",
      `kubeadm:\n  ${inner("v1.34.6", "  ")}\n  networking: {}\n`,
      "4:22",
    ],
  ])("is read out of %s", (...[, path, text, spot]) => {
    const { clusters, unread } = readCluster([file(path, text)]);
    const declared = clusters[0]?.declaredVersion;
    expect([declared?.version, `${declared?.origin.line}:${declared?.origin.column}`]).toEqual([
      "1.34.6",
      spot,
    ]);
    expect([clusters.length, unread]).toEqual([1, []]);
  });

  test("whose version something else fills in is listed", () => {
    const text = `- copy:\n    content: |\n      ${inner('"{{ kube_version }}"', "      ")}\n`;
    const { clusters, unread } = readCluster([file("roles/init/tasks/main.yml", text)]);
    expect(clusters).toEqual([]);
    expect(unread).toEqual([
      { path: "roles/init/tasks/main.yml", line: 5, reason: expect.stringContaining("versionFrom") },
    ]);
  });

  test("that is a template is listed with the line that cannot be read", () => {
    const text = `- copy:\n    content: |\n      ${inner("v{{ version }}", "      ")}\n      a:\n      - {{ b }}\n`;
    expect(readCluster([file("roles/init/tasks/main.yml", text)])).toMatchObject({
      clusters: [],
      unread: [{ line: 7, reason: expect.stringContaining("a template stands in this line") }],
    });
  });

  test("is read out of Butane, and listed in a state of Salt", () => {
    const butane = `variant: fcos\nstorage:\n  files:\n  - contents:\n      inline: |\n        ${inner("v1.34.6", "        ")}\n`;
    const salt = `{% set v = 1 %}\nf:\n  file.managed:\n  - contents: |\n      ${inner("v1.34.6", "      ")}\n`;
    const { clusters, unread } = readCluster([file("a/node.bu", butane), file("salt/init.sls", salt)]);
    expect(clusters.map(({ declaredVersion }) => declaredVersion?.origin.line)).toEqual([8]);
    expect(unread).toMatchObject([{ path: "salt/init.sls", line: 1 }]);
  });

  test.each([
    [
      "a script that writes one",
      "steps:\n- run: |\n    cat > k.yaml <<EOF\n    apiVersion: kubeadm.k8s.io/v1beta4\n    kind: ClusterConfiguration\n    kubernetesVersion: v1.34.6\n    EOF\n",
    ],
    ["one without a version", `x: |\n  ${inner("", "  ")}\n`],
    [
      "an object of another project",
      `apiVersion: x.io/v1\nkind: Bundle\nspec:\n  files:\n  - |\n    ${inner("v1.34.6", "    ")}\n`,
    ],
  ])("%s is no cluster", (_, text) => {
    expect(readCluster([file("x.yaml", text)])).toMatchObject({ clusters: [], unread: [] });
  });
});

test("each value that a cluster takes from its configuration has its place", () => {
  const text = `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
clusterName: edge
controlPlaneEndpoint: "api.example.net:6443"
kubernetesVersion: v1.34.6
etcd:
  external:
    endpoints: [https://10.0.0.5:2379, https://10.0.0.6:2379]
`;
  const { clusters } = readCluster([file("kubeadm.yaml", text)]);
  expect(clusters[0]?.origins.map(({ field, line, column }) => `${field} ${line}:${column}`)).toEqual([
    "apiVersion 1:13",
    "kubernetesVersion 5:20",
    "clusterName 3:14",
    "controlPlaneEndpoint 4:24",
    "etcd.external.endpoints[0] 8:17",
    "etcd.external.endpoints[1] 8:40",
  ]);
});
