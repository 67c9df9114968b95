import { describe, expect, test } from "vitest";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import type { SourceFile } from "../../src/source/finding.ts";
import { clusterConfiguration, file, nodeList } from "./sources.ts";

const read = (text: string, path = "hack/kind.yaml") => readCluster([file(path, text)]);

describe("kind configurations", () => {
  test("nodes are named as kind names them, each with the version of its image", () => {
    const { clusters, findings } = read(`
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
name: blue
nodes:
- role: control-plane
  image: kindest/node:v1.30.0@sha256:047357ac
- role: control-plane
  image: kindest/node:v1.30.0
- {role: worker, image: 'registry:5000/kindest/node:v1.29.4'}
- {role: worker, image: "kindest/node:v1.29.4"}
`);
    const [cluster] = clusters;
    expect([cluster?.name, cluster?.distribution, findings]).toEqual(["blue", "kind", []]);
    expect(
      cluster?.nodes.map(({ name, role, kubeletVersion, origin }) => [
        name,
        role,
        kubeletVersion,
        origin?.line,
        origin?.column,
      ]),
    ).toEqual([
      ["blue-control-plane", "control-plane", "1.30.0", 6, 10],
      ["blue-control-plane2", "control-plane", "1.30.0", 8, 10],
      ["blue-worker", "worker", "1.29.4", 9, 26],
      ["blue-worker2", "worker", "1.29.4", 10, 26],
    ]);
    expect(cluster?.controlPlane.apiServers.map(({ node, version }) => [node, version])).toEqual([
      ["blue-control-plane", "1.30.0"],
      ["blue-control-plane2", "1.30.0"],
    ]);
  });

  test.each([
    ["no image", "nodes: [{role: control-plane}]", "3:9"],
    ["a digest only", "nodes: [{role: control-plane, image: 'kindest/node@sha256:aa'}]", "3:39"],
    ["a tag that is no version", "nodes: [{image: 'kindest/node:latest'}]", "3:18"],
    ["no nodes at all", "networking: {ipFamily: dual}", "1:1"],
  ])("%s: the version is not known, and that is said", (_, nodes, spot) => {
    const { clusters, findings } = read(`kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n${nodes}\n`);
    const [place] = findings.find(({ id }) => id === "image-without-version")?.places ?? [];
    expect(`${place?.line}:${place?.column}`).toBe(spot);
    expect(clusters[0]?.controlPlane.apiServers).toEqual([]);
    expect(clusters[0]?.nodes.map(({ kubeletVersion }) => kubeletVersion)).toEqual(["unknown"]);
  });

  test("nodes that say the same are one finding with all their places", () => {
    const { findings } = read(
      "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes:\n- role: control-plane\n- role: worker\n- image: kindest/node:main\n",
    );
    const silent = findings.filter(({ id }) => id === "image-without-version");
    expect(silent.map(({ why, places }) => [why, places.map(({ line }) => line)])).toEqual([
      ["2 kind nodes name no image, so they run whatever version the installed kind brings.", [4, 5]],
      ['A kind node runs "kindest/node:main", which names no Kubernetes version.', [6]],
    ]);
  });

  test("patches are kept where they can be read, and listed where not", () => {
    const { clusters, unread } = read(`
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
kubeadmConfigPatches:
- |
  kind: KubeletConfiguration
  failCgroupV1: false
nodes:
- role: control-plane
  image: kindest/node:v1.34.0
  kubeadmConfigPatches:
  - |
    kind: ClusterConfiguration
    apiServer: {extraArgs: {v: "4"}}
  - |
    kind: [
`);
    expect(clusters[0]?.kubeadm?.kubeletConfiguration).toMatchObject({ failCgroupV1: false });
    expect(clusters[0]?.kubeadm?.clusterConfiguration).toMatchObject({
      apiServer: { extraArgs: { v: "4" } },
    });
    expect(unread).toEqual([expect.objectContaining({ path: "hack/kind.yaml", line: 15 })]);
  });

  test("a Cluster of another group is none of kind's", () => {
    const { clusters } = read(
      "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db}\n# kind.x-k8s.io/v1alpha4\n",
    );
    expect(clusters).toEqual([]);
  });
});

const kind = (path: string, version: string) =>
  file(
    path,
    `kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: [{image: kindest/node:${version}}]\n`,
  );
const versions = (...files: readonly SourceFile[]) => {
  const { clusters, findings } = readCluster(files);
  expect(findings.filter(({ id }) => id === "sources-disagree")).toEqual([]);
  return clusters.map(({ distribution, controlPlane: { apiServers } }) => [
    distribution,
    ...apiServers.map(({ version }) => version),
  ]);
};

describe("a configuration of kind makes a cluster of its own", () => {
  test("two of one directory are two clusters, though their nodes have the same names", () => {
    expect(versions(kind("hack/old.yaml", "v1.30.0"), kind("hack/new.yaml", "v1.34.0"))).toEqual([
      ["kind", "1.34.0"],
      ["kind", "1.30.0"],
    ]);
  });

  test("it has nothing to do with the kubeadm configuration or the Cluster API cluster beside it", () => {
    const cluster = file(
      "cluster.yaml",
      "apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: {name: prod}\nspec: {topology: {class: x, version: v1.33.0}}\n",
    );
    expect(versions(kind("kind.yaml", "v1.30.0"), cluster)).toEqual([
      ["kind", "1.30.0"],
      ["cluster-api", "1.33.0"],
    ]);
    expect(versions(kind("kind.yaml", "v1.30.0"), clusterConfiguration("kubeadm.yaml", "v1.33.0"))).toEqual([
      ["kubeadm", "1.33.0"],
      ["kind", "1.30.0"],
    ]);
  });

  test("a snapshot of its nodes is about it", () => {
    const node = { name: "kind-control-plane", version: "v1.30.0", role: "control-plane" } as const;
    expect(versions(kind("kind.yaml", "v1.30.0"), nodeList("nodes.json", [node]))).toEqual([
      ["kind", "1.30.0"],
    ]);
  });
});
