import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandHosts } from "../../src/cluster/kubespray-ranges.ts";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import type { SourceFile } from "../../src/source/finding.ts";
import { file } from "./sources.ts";

const VARIABLES = file(
  "inventory/prod/group_vars/k8s_cluster/k8s-cluster.yml",
  "---\n# pinned\nkube_version: v1.30.4\nkube_network_plugin: calico\ncontainer_manager: containerd\n",
);

function nodesOf(...files: readonly SourceFile[]) {
  return readCluster(files).clusters.map(({ name, nodes }) => [
    name,
    nodes.map((node) => `${node.name} ${node.role} ${node.kubeletVersion}`),
  ]);
}

describe("an INI inventory", () => {
  const INVENTORY = file(
    "inventory/prod/inventory.ini",
    `
# comment
[all]
cp-[1:2] ansible_host=10.0.0.1 ip=10.0.0.1   ; comment
node-[01:03] ansible_user="some one"
bastion ansible_host=1.2.3.4

[kube_control_plane]
cp-1 etcd_member_name=etcd1
cp-2:2222

[etcd:children]
kube_control_plane

[kube_node]
cp-2
node-[01:03]

[calico_rr]
[k8s_cluster:children]
kube_control_plane
kube_node
calico_rr
`,
  );

  test("gives the nodes, the version comes from the group_vars beside it", () => {
    expect(nodesOf(VARIABLES, INVENTORY)).toEqual([
      [
        "prod",
        [
          "cp-1 control-plane 1.30.4",
          "cp-2 control-plane 1.30.4",
          "node-01 worker 1.30.4",
          "node-02 worker 1.30.4",
          "node-03 worker 1.30.4",
        ],
      ],
    ]);
  });

  test("each value has its place", () => {
    const [cluster] = readCluster([VARIABLES, INVENTORY]).clusters;
    expect(cluster).toMatchObject({
      distribution: "kubespray",
      declaredVersion: {
        version: "1.30.4",
        origin: { path: VARIABLES.path, line: 3, column: 15, field: "kube_version" },
      },
    });
    const hosts = cluster?.origins.filter(({ path }) => path === INVENTORY.path);
    expect(hosts?.map(({ line, column, field, value }) => [line, column, field, value])).toEqual([
      [8, 1, "kube_control_plane", "cp-1"],
      [9, 1, "kube_control_plane", "cp-2:2222"],
      [15, 1, "kube_node", "cp-2"],
      [16, 1, "kube_node", "node-[01:03]"],
    ]);
  });

  test("may set the variables itself, and group_vars count more", () => {
    const text =
      "[kube-master]\nm1\n[kube-node]\nw1\n[k8s-cluster:vars]\nkube_version = v1.19.7\netcd_deployment_type=kubeadm\n";
    expect(nodesOf(file("hosts.ini", text))).toEqual([
      ["cluster", ["m1 control-plane 1.19.7", "w1 worker 1.19.7"]],
    ]);
    const { clusters, findings } = readCluster([
      file("hosts.ini", text),
      file("group_vars/all/all.yml", "kube_version: 1.20.1\n"),
    ]);
    expect(clusters[0]).toMatchObject({
      declaredVersion: { version: "1.20.1" },
      controlPlane: { etcd: { topology: "stacked" } },
    });
    expect(findings.find(({ id }) => id === "sources-disagree")?.places).toMatchObject([
      { path: "group_vars/all/all.yml", line: 1, column: 15 },
      { path: "hosts.ini", line: 6, column: 16 },
    ]);
  });

  test("lists the lines that it cannot read and keeps the others", () => {
    const { clusters, unread } = readCluster([
      VARIABLES,
      file(
        "inventory/prod/hosts",
        "[kube_control_plane]\ncp-1\n{{ second }}\n[kube_node]\nn[1:\n[all:vars]\nnonsense\n",
      ),
    ]);
    expect(clusters[0]?.nodes.map(({ name }) => name)).toEqual(["cp-1"]);
    expect(unread.map(({ line }) => line)).toEqual([3, 5, 7]);
  });
});

test("a YAML inventory with nested children and ranges", () => {
  const text = `
all:
  hosts:
    m1: { ansible_host: 10.0.0.1 }
  vars:
    kube_version: "1.31.2"
    loadbalancer_apiserver: { address: 10.0.0.100, port: 8383 }
  children:
    k8s_cluster:
      children:
        kube_control_plane: { hosts: { m1: } }
        kube_node:
          hosts:
            w[1:2]:
          children:
            gpu: { hosts: { g1: { node_labels: {} } } }
    etcd: { hosts: { e1: , e2: , e3: } }
`;
  const files = [file("inv/hosts.yaml", text)];
  expect(nodesOf(...files)).toEqual([
    ["inv", ["m1 control-plane 1.31.2", "w1 worker 1.31.2", "w2 worker 1.31.2", "g1 worker 1.31.2"]],
  ]);
  expect(readCluster(files).clusters[0]?.declaredVersion?.origin).toMatchObject({ line: 5, column: 20 });
});

describe("etcd", () => {
  test.each([
    ["", "external"],
    ["etcd_deployment_type: host\n", "external"],
    ["etcd_deployment_type: kubeadm\n", "stacked"],
  ])("%j means %s", (setting, topology) => {
    const { clusters } = readCluster([{ ...VARIABLES, text: VARIABLES.text + setting }]);
    expect(clusters[0]?.controlPlane.etcd.topology).toBe(topology);
  });
});

describe("several inventories", () => {
  test("of one folder are several clusters where they share no host", () => {
    expect(
      nodesOf(
        file("inv/blue.ini", "[kube_control_plane]\nb1\n"),
        file("inv/green.ini", "[kube_control_plane]\ng1\n"),
        file("inv/group_vars/k8s_cluster.yml", "kube_version: v1.32.1\n"),
      ),
    ).toEqual([
      ["blue", ["b1 control-plane 1.32.1"]],
      ["green", ["g1 control-plane 1.32.1"]],
    ]);
  });

  test("of one folder are one cluster where they do", () => {
    expect(
      nodesOf(
        file("inv/cp.ini", "[kube_control_plane]\na\n[k8s_cluster:vars]\nkube_version=1.32.1\n"),
        file("inv/workers.yml", "kube_node:\n  hosts:\n    a:\n    b:\n"),
      ),
    ).toEqual([["inv", ["a control-plane 1.32.1", "b worker 1.32.1"]]]);
  });

  test("take the nearest group_vars above them", () => {
    const answer = nodesOf(
      file("group_vars/k8s_cluster.yml", "kube_version: v1.30.1\n"),
      file("inventory/a/hosts.ini", "[kube_control_plane]\na1\n"),
      file("inventory/b/hosts.ini", "[kube_control_plane]\nb1\n"),
      file("inventory/b/group_vars/all.yml", "kube_version: v1.31.1\n"),
    );
    expect(answer).toEqual([
      ["a", ["a1 control-plane 1.30.1"]],
      ["b", ["b1 control-plane 1.31.1"]],
    ]);
  });
});

function inFile(name: string, version: string): SourceFile {
  return file(`inv/${name}`, `kube_network_plugin: calico\nkube_version: ${version}\n`);
}

/** Each node's version and where it stands. */
function versions(...files: readonly SourceFile[]) {
  return readCluster(files).clusters[0]?.nodes.map(({ name, kubeletVersion, origin }) => [
    name,
    kubeletVersion,
    `${origin?.path}:${origin?.line}:${origin?.column}`,
  ]);
}

describe("a version for some hosts only, by Ansible's precedence", () => {
  const HOSTS = file(
    "inv/hosts.ini",
    `
[kube_control_plane]
cp-1
[gpu]
gpu-1
[kube_node]
w-1
[kube_node:children]
gpu
[k8s_cluster:children]
kube_control_plane
kube_node
`,
  );
  const CLUSTER_WIDE = inFile("group_vars/k8s_cluster.yml", "1.32.4");
  const everywhere = "inv/group_vars/k8s_cluster.yml:2:15";

  test.each<[string, SourceFile, string]>([
    [
      "a group below kube_node counts more than the cluster's",
      inFile("group_vars/gpu.yml", "1.31.7"),
      "inv/group_vars/gpu.yml:2:15",
    ],
    [
      "a host counts more than its groups",
      inFile("host_vars/gpu-1.yml", "1.31.7"),
      "inv/host_vars/gpu-1.yml:2:15",
    ],
    [
      "a folder for one host",
      inFile("host_vars/gpu-1/versions.yml", "1.31.7"),
      "inv/host_vars/gpu-1/versions.yml:2:15",
    ],
  ])("%s", (_, own, place) => {
    expect(versions(HOSTS, CLUSTER_WIDE, own)).toEqual([
      ["cp-1", "1.32.4", everywhere],
      ["w-1", "1.32.4", everywhere],
      ["gpu-1", "1.31.7", place],
    ]);
  });

  test("a group beside the cluster's counts as the alphabet has it, an unrelated one not at all", () => {
    const listed = { ...HOSTS, text: `${HOSTS.text}[aaa]\nw-1\n[zzz]\ngpu-1\n[other]\nelsewhere\n` };
    const files = ["aaa", "zzz", "other"].map((group) => inFile(`group_vars/${group}.yml`, "1.31.7"));
    expect(versions(listed, CLUSTER_WIDE, ...files)?.map(([name, version]) => [name, version])).toEqual([
      ["cp-1", "1.32.4"],
      ["w-1", "1.32.4"],
      ["gpu-1", "1.31.7"],
    ]);
  });

  test("beside a host's name in the inventory, quoted or not, but not in its comment", () => {
    const text = HOSTS.text
      .replace("gpu-1", 'gpu-1 ansible_host=10.0.0.9 kube_version="1.31.7" ip=10.0.0.9')
      .replace("w-1", "w-1 # kube_version=1.20.1");
    expect(versions({ ...HOSTS, text }, CLUSTER_WIDE)).toEqual([
      ["cp-1", "1.32.4", everywhere],
      ["w-1", "1.32.4", everywhere],
      ["gpu-1", "1.31.7", "inv/hosts.ini:4:43"],
    ]);
    const yaml = `
kube_control_plane: { hosts: { cp-1: } }
kube_node:
  hosts:
    w-[1:2]: { kube_version: 1.31.7 }
  vars: { kube_version: 1.30.9 }
`;
    expect(versions(file("hosts.yml", yaml), file("group_vars/all.yml", "kube_version: 1.32.4\n"))).toEqual([
      ["cp-1", "1.32.4", "group_vars/all.yml:1:15"],
      ["w-1", "1.31.7", "hosts.yml:4:30"],
      ["w-2", "1.31.7", "hosts.yml:4:30"],
    ]);
  });

  test("in the groups alone is a version too", () => {
    const files = [
      inFile("group_vars/kube_control_plane.yml", "1.32.4"),
      inFile("group_vars/kube_node.yml", "1.31.7"),
    ];
    const { clusters, findings } = readCluster([HOSTS, ...files]);
    expect(clusters[0]).toMatchObject({
      declaredVersion: { version: "1.32.4" },
      nodes: [{ kubeletVersion: "1.32.4" }, { kubeletVersion: "1.31.7" }, { kubeletVersion: "1.31.7" }],
    });
    expect(findings).toEqual([]);
  });

  test("that tears the control plane apart is said with both lines", () => {
    const text = HOSTS.text.replace("cp-1", "cp-1\ncp-2 kube_version=1.31.7");
    const { clusters, findings } = readCluster([{ ...HOSTS, text }, CLUSTER_WIDE]);
    expect(clusters[0]?.declaredVersion?.version).toBe("1.31.7");
    expect(findings.find(({ id }) => id === "sources-disagree")?.places).toEqual([
      { path: "inv/hosts.ini", line: 3, column: 19 },
      { path: "inv/group_vars/k8s_cluster.yml", line: 2, column: 15 },
    ]);
  });
});

describe("a version that no file gives", () => {
  test("is kubespray's own default, which is said", () => {
    const { clusters, findings } = readCluster([file("inv/hosts.ini", "[kube_control_plane]\na\n")]);
    expect(clusters[0]?.nodes).toMatchObject([{ name: "a", kubeletVersion: "unknown" }]);
    expect(findings.find(({ id }) => id === "kubespray-default-version")?.places).toEqual([
      { path: "inv/hosts.ini", line: 2, column: 1 },
    ]);
  });

  test("is not guessed from a template", () => {
    const { clusters, findings } = readCluster([{ ...VARIABLES, text: "kube_version: '{{ wanted }}'\n" }]);
    expect(clusters[0]?.declaredVersion).toBeUndefined();
    expect(findings.map(({ id }) => id)).toContain("unresolved-version");
  });
});

describe("a file beside the inventory that is given with -e", () => {
  const HOSTS = file("prod/hosts.yml", "all: {children: {kube_control_plane: {hosts: {a: }}}}\n");
  const EXTRA = file("prod/variables.yaml", '# pinned\nkube_version: "1.32.5"\n');

  test("says the version where nothing else does", () => {
    const { clusters, findings } = readCluster([HOSTS, EXTRA]);
    expect(clusters[0]?.declaredVersion).toMatchObject({
      version: "1.32.5",
      origin: { path: "prod/variables.yaml", line: 2, column: 16 },
    });
    expect(findings).toEqual([]);
  });

  test("is named beside the group_vars that say something else", () => {
    const { clusters, findings } = readCluster([
      HOSTS,
      EXTRA,
      file("prod/group_vars/all/k8s.yml", "kube_version: 1.31.9\n"),
    ]);
    expect(clusters[0]?.declaredVersion?.version).toBe("1.31.9");
    expect(findings).toMatchObject([{ id: "sources-disagree", why: expect.stringContaining("-e @FILE") }]);
    expect(findings[0]?.places.map(({ path }) => path)).toEqual([
      "prod/group_vars/all/k8s.yml",
      "prod/variables.yaml",
    ]);
  });

  test.each(["other/variables.yaml", "prod/roles/k8s/vars/main.yml"])("%s is no such file", (path) => {
    const { clusters } = readCluster([HOSTS, { ...EXTRA, path }]);
    expect(clusters.map(({ declaredVersion }) => declaredVersion)).toEqual([undefined]);
  });
});

describe("no cluster is made of", () => {
  test.each([
    [
      "variables of kubespray's without an inventory beside them",
      "files/k8s-cluster.yml",
      "kube_version: v1.28.3\nkube_network_plugin: calico\n",
    ],
    [
      "kubespray's own sample",
      "vendored/inventory/sample/group_vars/k8s_cluster/k8s-cluster.yml",
      "kube_version: v1.28.3\nkube_network_plugin: calico\n",
    ],
    ["another playbook's variable", "group_vars/all.yml", "kube_version: v1.28.3\n"],
    [
      "a role's default",
      "roles/kubespray-defaults/defaults/main.yml",
      "kube_version: v1.28.3\nkube_network_plugin: calico\n",
    ],
    ["another inventory", "hosts.ini", "[web]\na\n[db]\nb\n"],
    [
      "an inventory whose hosts are all comments",
      "inventory/sample/inventory.ini",
      "[kube_control_plane]\n# node1\n[kube_node]\n# node2\n",
    ],
    [
      "a playbook about the groups",
      "playbooks/cluster.yml",
      "- hosts: kube_node\n  vars: {kube_node: {hosts: {a: }}}\n",
    ],
  ])("%s", (_, path, text) => {
    expect(readCluster([file(path, text)]).clusters).toEqual([]);
  });
});

describe("ranges of host names", () => {
  test.each([
    ["node", ["node"]],
    ["n[1:3]", ["n1", "n2", "n3"]],
    ["n[08:10]", ["n08", "n09", "n10"]],
    ["n[1:10:4]", ["n1", "n5", "n9"]],
    ["db-[a:c].example.com", ["db-a.example.com", "db-b.example.com", "db-c.example.com"]],
    ["r[1:2]n[a:b]", ["r1na", "r1nb", "r2na", "r2nb"]],
    ["n[3:1]", undefined],
    ["n[1:99999999]", undefined],
    ["n[1:9:0]", undefined],
    ["[1:2", undefined],
    ["$(host)", undefined],
    ["", undefined],
  ])("%s", (pattern, hosts) => {
    expect(expandHosts(pattern)).toEqual(hosts);
  });

  test("never throw and never grow without bound", () => {
    const part = fc.oneof(fc.string(), fc.constantFrom("[1:9]", "[a:z]", "[01:99999]", "[", ":", "]"));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect((expandHosts(parts.join("")) ?? []).length).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});

test("no inventory, however broken, makes reading throw", () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "[kube_control_plane]",
      "[kube_node:children]",
      "[k8s_cluster:vars]",
      "kube_node",
      "a=b",
      "n[1:3]",
      "all:",
      "  children:",
      "    kube_node:",
      "      hosts:",
    ),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.join("\n");
      const { clusters } = readCluster([
        { path: "inventory/x/hosts", text: `[kube_node]\n${text}` },
        { path: "inventory/y/hosts.yml", text: `kube_node:\n  hosts:\n${text}` },
        { path: "inventory/y/group_vars/all.yml", text: `kube_version: 1.30\n${text}` },
      ]);
      expect(new Set(clusters.map(({ name }) => name)).size).toBe(clusters.length);
    }),
  );
});

test.each([
  ["a try-out on one's own machine", "inventory/local/hosts.ini", "node1 ansible_connection=local"],
  ["an inventory that only collects images", "images/inventory.ini", "localhost"],
])("%s is no cluster, unless somebody chose a version", (_, path, host) => {
  const text = `[kube_control_plane]\n${host}\n[kube_node]\n${host.split(" ")[0]}\n`;
  expect(readCluster([{ path, text }]).clusters).toEqual([]);
  const chosen = `${text}[all:vars]\nkube_version=v1.33.1\n`;
  expect(readCluster([{ path, text: chosen }]).clusters).toHaveLength(1);
});
