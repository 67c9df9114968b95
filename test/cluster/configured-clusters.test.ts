import { describe, expect, test } from "vitest";
import { componentVersions } from "../../src/cluster/component-versions.ts";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import { clusterConfiguration, file, nodeList } from "./sources.ts";

const configured = (text: string) => file(".github/kubehop.yml", text);
const KUBEADM = clusterConfiguration("infra/eu/kubeadm.yaml", "v1.34.6");
const NODES = nodeList("docs/snapshots/eu.json", [
  { name: "cp-1", version: "v1.34.6", role: "control-plane" },
]);

describe("clusters that the configuration names", () => {
  test("take the files it names, wherever they lie and whatever they are called", () => {
    const { clusters } = readCluster([
      configured(`
clusters:
  - name: prod-eu
    environment: production
    distribution: kubeadm
    sources: [infra/eu/, "docs/**/eu.json"]
    policy: {kubeProxy: strict}
`),
      KUBEADM,
      NODES,
    ]);
    expect(clusters).toMatchObject([
      {
        name: "prod-eu",
        environment: "production",
        distribution: "kubeadm",
        policy: { kubeProxy: "strict" },
        nodes: [{ name: "cp-1" }],
      },
    ]);
  });

  test.each([
    ["{version: 1.36.1}", [5, 22]],
    ["{versionFrom: {file: tools.env, pattern: 'KUBECTL=(.*)'}}", [2, 9]],
  ])("may say which kubectl they are talked to with: %s", (kubectl, [line, column]) => {
    const { clusters } = readCluster([
      configured(`clusters:\n- name: eu\n  sources: [infra/eu/]\n  # the bastion's\n  kubectl: ${kubectl}\n`),
      file("tools.env", "HELM=3.17\nKUBECTL=1.36.1\n"),
      KUBEADM,
    ]);
    expect(clusters).toMatchObject([
      { name: "eu", kubectl: { version: "1.36.1", origin: { line, column } } },
    ]);
    expect(clusters.map((cluster) => componentVersions(cluster).kubectl)).toEqual(["1.36.1"]);
  });

  test("are not there because their kubectl is", () => {
    const { clusters, findings } = readCluster([
      configured("clusters: [{name: eu, sources: [infra/], kubectl: {version: 1.36}}]\n"),
    ]);
    expect(clusters).toEqual([]);
    expect(findings.map(({ id }) => id)).toContain("configured-cluster-missing");
  });

  test("stand beside those that are found", () => {
    expect([namesWithDiscovery(true), namesWithDiscovery(false)]).toEqual([["eu", "us"], ["eu"]]);
  });

  test("are missed where they are gone, with the line that names them", () => {
    const { clusters, findings } = readCluster([
      configured("clusters:\n  - sources: [infra/eu/kubeadm.yaml]\n    name: eu\n"),
      clusterConfiguration("infra/us/kubeadm.yaml", "v1.34.6"),
    ]);
    expect(clusters.map(({ name }) => name)).toEqual(["us"]);
    expect(findings.find(({ id }) => id === "configured-cluster-missing")).toMatchObject({
      severity: "blocker",
      cluster: "eu",
      places: [{ path: ".github/kubehop.yml", line: 3, column: 11 }],
    });
  });
});

function namesWithDiscovery(discover: boolean): readonly string[] {
  const { clusters } = readCluster([
    configured(`discover: ${discover}\nclusters: [{name: eu, sources: [infra/eu]}]\n`),
    KUBEADM,
    clusterConfiguration("infra/us/kubeadm.yaml", "v1.34.6"),
  ]);
  return clusters.map(({ name }) => name);
}

test("ignored paths are not searched", () => {
  const { clusters } = readCluster([configured("ignorePaths: [infra/]\n"), KUBEADM]);
  expect(clusters).toEqual([]);
});

test("environments are given by path, with their policy", () => {
  const { clusters } = readCluster([
    configured(
      "environments:\n  production:\n    paths: [infra/eu/]\n    policy: {controlPlaneReach: any}\n",
    ),
    KUBEADM,
  ]);
  expect(clusters).toMatchObject([{ environment: "production", policy: { controlPlaneReach: "any" } }]);
});

test("a configuration with an error is a blocker at its line, and discovery goes on", () => {
  const { clusters, findings } = readCluster([configured("discover: true\nclutsers: []\n"), KUBEADM]);
  expect(clusters.map(({ name }) => name)).toEqual(["eu"]);
  expect(findings[0]).toMatchObject({
    id: "invalid-configuration",
    severity: "blocker",
    places: [{ path: ".github/kubehop.yml", line: 2, column: 1 }],
    fix: { text: "Did you mean clusters?" },
  });
});
