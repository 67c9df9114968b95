import { describe, expect, test } from "vitest";
import { parseImage } from "../../src/cluster/image-version.ts";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import { clusterConfiguration, file, nodeList, podList } from "./sources.ts";

const NODES = nodeList("prod/nodes.json", [
  { name: "cp-1", version: "v1.33.4", role: "control-plane" },
  { name: "cp-2", version: "v1.33.4", role: "control-plane" },
  { name: "worker-1", version: "v1.32.2" },
]);

function staticPod(component: string, node: string, version: string) {
  return {
    name: `${component}-${node}`,
    image: `registry.k8s.io/${component}:${version}`,
    node,
    container: component,
    labels: { component, tier: "control-plane" },
  };
}

describe("a cluster caught half-way through an upgrade", () => {
  const { clusters, findings } = readCluster([
    NODES,
    clusterConfiguration("prod/kubeadm.yaml", "v1.34.2"),
    podList("prod/pods.json", [
      staticPod("kube-apiserver", "cp-1", "v1.34.2"),
      staticPod("kube-apiserver", "cp-2", "v1.33.4"),
      staticPod("kube-controller-manager", "cp-1", "v1.34.2"),
      staticPod("kube-scheduler", "cp-2", "v1.33.4"),
      staticPod("etcd", "cp-1", "3.6.4-0"),
      staticPod("etcd", "cp-2", "3.5.21-0"),
      {
        name: "kube-proxy-x7k2p",
        image: "registry.k8s.io/kube-proxy:v1.33.4",
        node: "worker-1",
        container: "kube-proxy",
        labels: { "k8s-app": "kube-proxy" },
      },
    ]),
  ]);
  const [cluster] = clusters;

  test("is one cluster, and its pods tell what runs on each node", () => {
    expect(clusters.map(({ name }) => name)).toEqual(["prod"]);
    expect(versions(cluster?.controlPlane.apiServers)).toEqual(["cp-1 1.34.2", "cp-2 1.33.4"]);
  });

  test("components without a pod are what the API server beside them is", () => {
    expect(versions(cluster?.controlPlane.controllerManagers)).toEqual(["cp-1 1.34.2", "cp-2 1.33.4"]);
    expect(versions(cluster?.controlPlane.schedulers)).toEqual(["cp-2 1.33.4", "cp-1 1.34.2"]);
  });

  test("etcd has its members, and the older one's version", () => {
    expect(cluster?.controlPlane.etcd).toMatchObject({ topology: "stacked", version: "3.5.21-0" });
    expect(versions(cluster?.controlPlane.etcd.members)).toEqual(["cp-1 3.6.4-0", "cp-2 3.5.21-0"]);
  });

  test("kube-proxy comes from its pods only", () => {
    expect(cluster?.nodes.map(({ name, kubeProxyVersion }) => [name, kubeProxyVersion])).toEqual([
      ["cp-1", undefined],
      ["cp-2", undefined],
      ["worker-1", "1.33.4"],
    ]);
  });

  test("the configuration that the upgrade goes to contradicts nothing", () => {
    expect(findings).toEqual([]);
  });
});

function versions(list: readonly { node?: string; version: string }[] | undefined) {
  return list?.map(({ node, version }) => `${node} ${version}`);
}

test("kubeadm's note on an API server's pod tells who made the cluster, since its Nodes tell nothing", () => {
  const pod = `
apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver-cp-1
  namespace: kube-system
  annotations: { kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint: "10.0.0.1:6443" }
spec: { nodeName: cp-1, containers: [{ name: kube-apiserver, image: "registry.k8s.io/kube-apiserver:v1.36.2" }] }
`;
  const nodes = nodeList("prod/nodes.json", [{ name: "cp-1", version: "v1.35.4", role: "control-plane" }]);
  expect(readCluster([nodes]).clusters[0]?.distribution).toBe("unknown");
  expect(readCluster([nodes, file("prod/pods.yaml", pod)]).clusters).toMatchObject([
    { distribution: "kubeadm", controlPlane: { apiServers: [{ node: "cp-1", version: "1.36.2" }] } },
  ]);
});

function kubeProxy(version: string) {
  return {
    name: "kube-proxy-x7k2p",
    image: `registry.k8s.io/kube-proxy:${version}`,
    node: "worker-1",
    container: "kube-proxy",
    labels: { "k8s-app": "kube-proxy" },
  };
}

describe("two pod lists of one cluster that disagree", () => {
  test.each([
    ["kube-proxy", kubeProxy("v1.33.4"), kubeProxy("v1.32.9"), "kube-proxy on worker-1 is 1.32.9 at"],
    [
      "etcd, by its own numbers",
      staticPod("etcd", "cp-1", "3.5.9-0"),
      staticPod("etcd", "cp-1", "3.5.21-0"),
      "etcd on cp-1 is 3.5.9-0 at",
    ],
  ])("about %s are told with both lines, and the older version is believed", (...[, one, other, why]) => {
    const { clusters, findings } = readCluster([
      NODES,
      podList("prod/pods-1.json", [one]),
      podList("prod/pods-2.json", [other]),
    ]);
    const disagreement = findings.find(({ id }) => id === "sources-disagree");
    expect(disagreement?.why).toContain(why);
    expect(disagreement?.places.map(({ path }) => path).toSorted()).toEqual([
      "prod/pods-1.json",
      "prod/pods-2.json",
    ]);
    const { etcd } = clusters[0]?.controlPlane ?? {};
    const worker = clusters[0]?.nodes.find(({ name }) => name === "worker-1");
    expect([etcd?.version, etcd?.members?.length, worker?.kubeProxyVersion]).toEqual(
      one.name.startsWith("etcd") ? ["3.5.9-0", 1, undefined] : [undefined, undefined, "1.32.9"],
    );
  });
});

test("the DaemonSet gives kube-proxy's version to every node", () => {
  const daemonSet = file(
    "prod/kube-proxy.yaml",
    `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: kube-proxy, namespace: kube-system}
spec:
  template:
    spec:
      containers:
        - {name: kube-proxy, image: "registry.k8s.io/kube-proxy:v1.31.9"}
`,
  );
  const { clusters } = readCluster([NODES, daemonSet]);
  expect(clusters[0]?.nodes.map(({ kubeProxyVersion }) => kubeProxyVersion)).toEqual([
    "1.31.9",
    "1.31.9",
    "1.31.9",
  ]);
});

test("a static pod's manifest on one line tells where its tag stands", () => {
  const { clusters } = readCluster([
    file(
      "cp/kube-apiserver.yaml",
      `
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system, labels: {component: kube-apiserver}}
spec:
  containers:
    - name: kube-apiserver
      image: mirror.example.com:5000/kube-apiserver:v1.34.6@sha256:0000
`,
    ),
  ]);
  expect(clusters[0]?.controlPlane.apiServers).toEqual([
    {
      version: "1.34.6",
      origin: {
        path: "cp/kube-apiserver.yaml",
        line: 7,
        column: 14,
        field: "spec.containers[0].image",
        value: "mirror.example.com:5000/kube-apiserver:v1.34.6@sha256:0000",
      },
    },
  ]);
});

test("an image with a digest only is said, and the next source counts", () => {
  const digest = { ...staticPod("kube-apiserver", "cp-1", "x"), image: "kube-apiserver@sha256:abc" };
  const { clusters, findings } = readCluster([
    podList("pods.json", [digest]),
    clusterConfiguration("k.yaml", "1.34.6"),
  ]);
  expect(findings.map(({ id }) => id)).toContain("image-without-version");
  expect(clusters[0]?.controlPlane.apiServers.map(({ version }) => version)).toEqual(["1.34.6"]);
});

describe("pods that are not the control plane's", () => {
  test.each([
    ["of another namespace", { metadata: { name: "kube-apiserver-x", namespace: "virtual" } }],
    [
      "with the name of a component and another label",
      { metadata: { name: "etcd-backup", namespace: "kube-system", labels: { component: "backup" } } },
    ],
    ["of an application", { metadata: { name: "web", namespace: "default" } }],
  ])("%s make no cluster", (_, pod) => {
    const text = JSON.stringify({
      apiVersion: "v1",
      kind: "Pod",
      ...pod,
      spec: { containers: [{ name: "c", image: "example.com/tool:v1.30.0" }] },
    });
    expect(readCluster([{ path: "pods.json", text }]).clusters).toEqual([]);
  });
});

describe("add-ons are known by their images", () => {
  test.each([
    ["registry.k8s.io/coredns/coredns:v1.12.1", "coredns", "1.12.1"],
    ["docker.io/calico/node:v3.29.1", "calico", "3.29.1"],
    ["quay.io/cilium/cilium:v1.17.2@sha256:aa", "cilium", "1.17.2"],
    ["ghcr.io/flannel-io/flannel:v0.26.4", "flannel", "0.26.4"],
    ["registry.k8s.io/metrics-server/metrics-server:v0.7.2", "metrics-server", "0.7.2"],
    ["velero/velero:v1.15.0", "velero", "1.15.0"],
    ["public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.38.1", "aws-ebs-csi-driver", "1.38.1"],
    ["quay.io/jetstack/cert-manager-controller@sha256:bb", "cert-manager", undefined],
  ])("%s", (image, name, version) => {
    const { clusters } = readCluster([
      NODES,
      podList("prod/pods.json", [{ name: "x", image, node: "worker-1" }]),
    ]);
    expect(clusters[0]?.addons.map((addon) => [addon.name, addon.version])).toEqual([[name, version]]);
  });
});

describe("image references", () => {
  test.each([
    ["a", { repository: "a" }],
    ["a:1", { repository: "a", tag: "1" }],
    ["host:5000/a", { repository: "host:5000/a" }],
    ["host:5000/a/b:1.2@sha256:cc", { repository: "host:5000/a/b", tag: "1.2", digest: "sha256:cc" }],
    ["a@sha256:cc", { repository: "a", digest: "sha256:cc" }],
    ["", { repository: "" }],
  ])("%s", (image, reference) => {
    expect(parseImage(image)).toEqual(reference);
  });
});
