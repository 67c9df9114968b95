import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import type { SourceFile } from "../../src/source/finding.ts";
import { clusterConfiguration, file, nodeList, nodeObject, podList } from "./sources.ts";

const KUBEADM = clusterConfiguration("x", "v1.34.6").text;

describe("what only mentions clusters is none", () => {
  test.each<readonly [string, SourceFile]>([
    ["comments", file("values.yaml", `# ${KUBEADM.replaceAll("\n", "\n# ")}\nreplicas: 1\n`)],
    ["Markdown with a configuration in it", file("README.md", `# Setup\n\`\`\`yaml\n${KUBEADM}\`\`\`\n`)],
    [
      "a CI workflow",
      file(
        ".github/workflows/e2e.yml",
        "on: push\njobs:\n  e2e:\n    strategy: {matrix: {kubernetes: [v1.33.0, v1.34.0]}}\n    steps: [{uses: helm/kind-action@v1, with: {node_image: 'kindest/node:v1.34.0'}}]\n",
      ),
    ],
    ["a Dockerfile", file("Dockerfile", "FROM kindest/node:v1.34.0\n")],
    [
      "a compose file",
      file("docker-compose.yml", "services:\n  api: {image: 'registry.k8s.io/kube-apiserver:v1.34.0'}\n"),
    ],
    [
      "a chart's Chart.yaml",
      file("chart/Chart.yaml", "apiVersion: v2\nname: x\nversion: 1.34.6\nkubeVersion: '>=1.30.0'\n"),
    ],
    [
      "a Helm template",
      file(
        "chart/templates/deployment.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ .Values.name }}}\n",
      ),
    ],
    [
      "a chart of Cluster API's add-ons",
      file(
        "chart/templates/cni.yaml",
        "{{- if .Values.cni }}\napiVersion: addons.cluster.x-k8s.io/v1beta1\nkind: ClusterResourceSet\n{{- end }}\n---\n{{ x }}\n",
      ),
    ],
    [
      "an application's Deployment",
      file(
        "app.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, image: 'nginx:1.27'}]}}}\n",
      ),
    ],
    [
      "an add-on's manifest alone",
      file(
        "coredns.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: coredns, namespace: kube-system}\nspec: {template: {spec: {containers: [{name: coredns, image: 'registry.k8s.io/coredns/coredns:v1.12.0'}]}}}\n",
      ),
    ],
    [
      "a ConfigMap that holds a configuration under another name",
      file(
        "cm.yaml",
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: notes}\ndata:\n  x: |\n    ${KUBEADM.trim().replaceAll("\n", "\n    ")}\n`,
      ),
    ],
    [
      "kubelet settings alone",
      file(
        "kubelet.yaml",
        "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfailSwapOn: false\n",
      ),
    ],
    [
      "Terraform that makes pods",
      file(
        "main.tf",
        'resource "x" "y" {\n  yaml = <<EOT\napiVersion: v1\nkind: Pod\n# /kube-proxy:v1\nEOT\n}\n',
      ),
    ],
    ["a Makefile", file("Makefile", "GIT := x\n\techo 'kind: Pod /kube-proxy:v1.30.0'\nFLAGS := -a '-b'\n")],
    ["settings in TOML", file("netlify.toml", '[build]\nurl = "kind.x-k8s.io/v1alpha4"\n')],
    [
      "a chart whose templates run beside kube-proxy",
      file(
        "chart/templates/ds.yaml",
        "{{- if .Values.x }}\napiVersion: apps/v1\nkind: DaemonSet\n# instead of kube-proxy\n{{- end }}\n",
      ),
    ],
    ["a dependency's files", file("node_modules/x/kubeadm.yaml", KUBEADM)],
    ["source code", file("main.go", `package main\nconst x = \`\n${KUBEADM}\`\n`)],
    [
      "a Node in a CRD's example",
      file(
        "crd.yaml",
        "apiVersion: x.io/v1\nkind: Example\nspec:\n  template:\n    apiVersion: v1\n    kind: Node\n",
      ),
    ],
    ["a list of versions", file("versions.json", '{"kubernetes": ["1.34.6", "1.35.1"], "kind": "Node"}')],
  ])("%s", (_, source) => {
    const { clusters, findings, unread } = readCluster([source]);
    expect({ clusters, unread }).toEqual({ clusters: [], unread: [] });
    expect(findings.map(({ id }) => id)).toEqual(["no-cluster-found"]);
  });

  test("an empty repository has no cluster, and that is said", () => {
    expect(readCluster([]).findings).toEqual([
      expect.objectContaining({
        id: "no-cluster-found",
        severity: "notice",
        why: expect.stringContaining("0 files"),
      }),
    ]);
  });
});

test.each([
  ["an environment that is called test", "test/kubeadm.yaml", KUBEADM],
  ["an environment of several", "environments/test/kubeadm.yaml", KUBEADM],
  [
    "a cluster that tests run in, with its tool's folder",
    "test/kind/kind.yaml",
    "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n",
  ],
  [
    "a cluster that tests run in",
    "tests/e2e/kind.yaml",
    "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n",
  ],
  ["one of a domain that is called example", "clusters/prod.example.com.yaml", KUBEADM],
  ["kubeadm's own file ending", "etc/kubeadm.conf", KUBEADM],
  ["no file ending", "cluster/init", KUBEADM],
])("%s is one", (_, path, text) => {
  expect(readCluster([file(path, text)]).clusters).toHaveLength(1);
});

describe("a cluster among samples, tests or documents is passed over, and said", () => {
  test.each<readonly [string, SourceFile]>([
    ["a page of documentation", file("docs/kubeadm.yaml", KUBEADM)],
    ["samples for others to copy", file("examples/kubeadm.yaml", KUBEADM)],
    ["a program's tests", file("tests/integration/prod/kubeadm.yaml", KUBEADM)],
    ["a program's end-to-end tests", file("test/e2e/data/kubeadm.yaml", KUBEADM)],
    ["what a program's tests are made with", file("test/terraform/prod/kubeadm.yaml", KUBEADM)],
    ["what a chart's tests are made with", file("charts/web/test/ansible/kubeadm.yaml", KUBEADM)],
    ["what a package for tests brings", file("pkg/testing/data/builtin/kubeadm.yaml", KUBEADM)],
    ["what was put away", file(".archive/kubeadm.yaml", KUBEADM)],
    ["what policies are tested with", file("dns/.chainsaw-test/kubeadm.yaml", KUBEADM)],
    ["a file whose name says so", file("prod/kubeadm.example.yaml", KUBEADM)],
    ["a file whose name says so at its end", file("prod/kubeadm-config-sample.yaml", KUBEADM)],
    ["test data", nodeList("internal/testdata/nodes.json", [{ name: "a", version: "v1.34.6" }])],
  ])("%s", (_, sample) => {
    const { clusters, unread } = readCluster([sample]);
    expect(clusters).toEqual([]);
    expect(unread).toEqual([
      {
        path: sample.path,
        line: expect.any(Number),
        reason: expect.stringContaining("where discovery does not look"),
      },
    ]);
  });

  test("an environment that is called test is one beside another, with a tool's folder too", () => {
    const { clusters } = readCluster([
      file("envs/test/ansible/kubeadm.yaml", KUBEADM),
      file("envs/prod/ansible/kubeadm.yaml", KUBEADM),
    ]);
    expect(clusters.map(({ name }) => name)).toHaveLength(2);
  });

  test("several files of one folder are one line", () => {
    const { unread } = readCluster([
      file("deploy/examples/a.yaml", KUBEADM),
      file("deploy/examples/b/c.yaml", KUBEADM),
    ]);
    expect(unread).toEqual([
      { path: "deploy/examples", reason: expect.stringContaining("2 files describe a cluster") },
    ]);
  });

  test.each(["vendor/k.yaml", "node_modules/x/k.yaml", ".github/k.yaml", "test/terraform/vendor/k.yaml"])(
    "%s is nobody's business",
    (path) => {
      expect(readCluster([file(path, KUBEADM)])).toMatchObject({ clusters: [], unread: [] });
    },
  );

  test("what the configuration ignores needs no word", () => {
    const configuration = file(".github/kubehop.yml", "ignorePaths: [examples/**]\n");
    expect(readCluster([configuration, file("examples/a.yaml", KUBEADM)]).unread).toEqual([]);
  });
});

describe("a cluster of a tool that Kubehop does not read is listed", () => {
  test.each([
    [
      "KubeOne",
      "apiVersion: kubeone.k8c.io/v1beta2\nkind: KubeOneCluster\nversions: {kubernetes: 1.34.1}\n",
      2,
    ],
    ["KubeKey", "---\napiVersion: kubekey.kubesphere.io/v1alpha2\nkind: Cluster\nmetadata: {name: a}\n", 3],
    ["sealos", "apiVersion: apps.sealos.io/v1beta1\nkind: Cluster\nmetadata: {name: a}\n", 2],
    ["Gardener", "kind: Shoot\napiVersion: core.gardener.cloud/v1beta1\nmetadata: {name: a}\n", 1],
    ["RKE", "nodes: [{address: a, role: [etcd]}]\nkubernetes_version: v1.26.4-rancher2-1\n", 2],
  ])("%s", (tool, text, line) => {
    expect(readCluster([file("clusters/a.yaml", text)])).toMatchObject({
      clusters: [],
      unread: [{ path: "clusters/a.yaml", line, reason: expect.stringContaining(`a cluster of ${tool},`) }],
    });
  });
});

describe("what looks like a cluster and cannot be read is listed", () => {
  test.each<readonly [string, SourceFile, number | undefined, string]>([
    ["a broken configuration", file("k.yaml", `${KUBEADM}networking: [\n`), 4, "not valid YAML"],
    ["a template that says so", file("k.yaml.j2", `# {{ ansible_managed }}\n${KUBEADM}`), 1, "template"],
    ["a template of Helm", file("k.tpl", KUBEADM.replace("v1.34.6", "{{ .Values.version }}")), 3, "template"],
    ["a template under a plain name", file("k.yaml", `{% if ha %}\n${KUBEADM}{% endif %}\n`), 1, "template"],
    [
      "a template of Talos",
      file("talos/cluster.yaml.j2", "version: v1alpha1\nmachine:\n  type: {{ type }}\n"),
      3,
      "template",
    ],
    [
      "a template of an inventory",
      file("hosts.tpl", "[kube_control_plane]\n%{ for m in masters }\n"),
      2,
      "template",
    ],
    [
      "a configuration that Terraform fills in",
      file(
        "main.tf",
        `locals {\n  init = <<-EOT\n    ${KUBEADM.trim().replaceAll("\n", "\n    ")}\n  EOT\n}\n`,
      ),
      3,
      "template",
    ],
    [
      "a truncated snapshot",
      { path: "nodes.json", text: nodeList("x", [{ name: "a", version: "v1.34.6" }]).text.slice(0, -20) },
      32,
      "not valid",
    ],
    [
      "a configuration of more values than any has",
      file("k.yaml", `${KUBEADM}x: [${"1,".repeat(60_000)}1]\n`),
      1,
      "more than 50000 values",
    ],
    [
      "a configuration from before kubeadm's first beta",
      file(
        "k.yaml",
        "apiVersion: kubeadm.k8s.io/v1alpha1\nkind: MasterConfiguration\nkubernetesVersion: v1.9.0\n",
      ),
      1,
      "MasterConfiguration",
    ],
    [
      "a template of a role that is valid YAML by chance",
      file("roles/x/templates/k.yaml", KUBEADM.replace("v1.34.6", '"{{ version }}"')),
      3,
      "template",
    ],
    ["a binary file of a good name", { path: "kubeadm.yaml", text: `${KUBEADM}\0` }, undefined, "binary"],
    [
      "a ConfigMap with broken text inside",
      file(
        "cm.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubeadm-config}\ndata:\n  ClusterConfiguration: |\n    apiVersion: kubeadm.k8s.io/v1beta4\n    kind: ClusterConfiguration\n    etcd: [\n",
      ),
      8,
      "not valid YAML",
    ],
  ])("%s", (...[, source, line, reason]) => {
    const { clusters, unread } = readCluster([source]);
    expect(clusters).toEqual([]);
    expect(unread).toEqual([
      { path: source.path, ...(line === undefined ? {} : { line }), reason: expect.stringContaining(reason) },
    ]);
  });

  test("one broken document does not cost the others", () => {
    const { clusters, unread } = readCluster([file("k.yaml", `kind: [\n---\n${KUBEADM}---\nkind: {\n`)]);
    expect(clusters[0]?.controlPlane.apiServers[0]?.origin?.line).toBe(5);
    expect(unread.map(({ line }) => line)).toEqual([1, 7]);
  });

  test("a file of 50 MB is refused with its size", () => {
    const text = `${KUBEADM}# ${"x".repeat(50_000_000)}\n`;
    expect(readCluster([{ path: "kubeadm.yaml", text }]).unread).toEqual([
      { path: "kubeadm.yaml", reason: expect.stringContaining("characters") },
    ]);
  });
});

describe("whatever the files are", () => {
  const SOURCES: readonly SourceFile[] = [
    nodeList("a/prod/nodes.json", [{ name: "cp-1", version: "v1.34.6", role: "control-plane" }]),
    nodeList("a/prod/older.json", [{ name: "cp-1", version: "v1.33.1", role: "control-plane" }]),
    podList("a/prod/pods.json", [{ name: "etcd-cp-1", image: "k/etcd:3.5.1-0", node: "cp-1" }]),
    clusterConfiguration("a/prod/kubeadm.yaml", "v1.34.2"),
    clusterConfiguration("b/prod/kubeadm.yaml", "stable-1.34"),
    nodeList("b/x-nodes.json", [{ name: "w-1", version: "v1.34.6" }]),
    nodeList("b/y-nodes.json", [{ name: "w-2", version: "v1.34.6" }]),
    file("c/broken.yaml", "apiVersion: kubeadm.k8s.io/v1beta4\nkind: [\n"),
  ];

  test("their order does not matter", () => {
    const expected = JSON.stringify(readCluster(SOURCES));
    fc.assert(
      fc.property(fc.shuffledSubarray([...SOURCES], { minLength: SOURCES.length }), (files) => {
        expect(JSON.stringify(readCluster(files))).toBe(expected);
      }),
    );
  });

  test("reading never throws, and each unread line exists", () => {
    const pieces = [
      "apiVersion: v1\n",
      "kind: Node\n",
      "kind: List\n",
      "items:\n",
      "- ",
      "  ",
      "---\n",
      "kind: ClusterConfiguration\n",
      "apiVersion: kubeadm.k8s.io/v1beta4\n",
      "kubernetesVersion: ",
      "v1.34.6\n",
      "kind: ConfigMap\n",
      "metadata: {name: kubeadm-config}\n",
      "data:\n",
      "ClusterConfiguration: |\n",
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      "&a ",
      "*a",
      "<<: ",
      "\t",
      "\r\n",
      "\ufeff",
      "kind: Pod\n",
      "spec: {containers: [{image: kube-apiserver}]}\n",
      "kind: Cluster\n",
      "apiVersion: kind.x-k8s.io/v1alpha4\n",
      "nodes: ",
      "\u2028",
      "💥",
    ];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join("")),
    );
    const path = fc.constantFrom(
      "nodes.json",
      "a/k.yaml",
      "a/b.yml",
      ".github/kubehop.yml",
      "-",
      "",
      "inventory/hosts.ini",
      "a/group_vars/all.yml",
    );
    fc.assert(
      fc.property(fc.array(fc.record({ path, text }), { maxLength: 4 }), (files) => {
        for (const { path: where, line } of readCluster(files).unread) {
          const lines = Math.max(
            ...files.filter((one) => one.path === where).map((one) => one.text.split("\n").length),
          );
          expect(line ?? 1).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("any values in place of a node's leave a readable answer", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (status, metadata) => {
        const object = { ...nodeObject({ name: "a", version: "v1.34.6" }), status, metadata };
        const text = JSON.stringify(object, (_, value: unknown) =>
          typeof value === "bigint" ? String(value) : value,
        );
        expect(() => JSON.stringify(readCluster([{ path: "n.json", text }]))).not.toThrow();
      }),
    );
  });
});
