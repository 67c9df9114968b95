import { describe, expect, it } from "vitest";
import type { Cluster } from "../../src/cluster/cluster.ts";
import { checkCluster } from "../../src/findings/registry.ts";
import { clusterAt, node } from "./sample-cluster.ts";

describe("skew now", () => {
  it("names the node, both versions and the line of a kubelet that is newer than the API server", () => {
    const origin = { path: "nodes.json", line: 12, column: 9, field: "kubeletVersion", value: "v1.35.1" };
    const nodes = [node("worker-7", "1.35.1", { origin })];
    const [found] = checkCluster({ cluster: clusterAt("1.34.6", { nodes }), hops: [] });
    expect(found).toMatchObject({
      id: "skew-kubelet",
      severity: "blocker",
      certainty: "proven",
      places: [{ path: "nodes.json", line: 12, column: 9 }],
    });
    expect(found?.why).toMatch(/1\.35\.1 on worker-7 .*1\.34\.6/);
    expect(found?.fix.text).toContain("Put the kubelet back to 1.34 first: drain the node");
  });

  it("says nothing about a cluster of one version", () => {
    expect(checkCluster({ cluster: clusterAt("1.36.2"), hops: [] })).toEqual([]);
  });

  it("names the line that pins a kubectl too far from the API servers", () => {
    const origin = { path: "kubehop.yml", line: 4, column: 22, field: "kubectl.version", value: "1.36.1" };
    const cluster = { ...clusterAt("1.34.6"), kubectl: { version: "1.36.1", origin } };
    expect(checkCluster({ cluster, hops: [] })).toMatchObject([
      { id: "skew-kubectl", severity: "risk", places: [{ path: "kubehop.yml", line: 4, column: 22 }] },
    ]);
  });

  it("does not take an unreadable kubelet for a supported one", () => {
    const cluster = clusterAt("1.36.2", { nodes: [node("worker-1", "")] });
    expect(checkCluster({ cluster, hops: [] })).toMatchObject([
      { id: "component-version-unreadable", severity: "risk", certainty: "unknown" },
    ]);
  });

  it("asks for images, not for a snapshot, where kind's nodes name none", () => {
    const cluster = clusterAt("1.36.2", { distribution: "kind", nodes: [node("kind-worker", "unknown")] });
    const [found] = checkCluster({ cluster, hops: [] });
    expect(found?.why).toContain("kubelet on kind-worker (not known)");
    expect(found?.fix.text).toContain("kindest/node:");
  });

  it("does not take a list without control-plane nodes for a whole one", () => {
    const cluster = clusterAt("1.36.2", { nodes: [node("worker-1", "1.36.2")] });
    const servers = (apiServers: Cluster["controlPlane"]["apiServers"]) => {
      const controlPlane = { ...cluster.controlPlane, apiServers, controllerManagers: [], schedulers: [] };
      return checkCluster({ cluster: { ...cluster, controlPlane }, hops: [] }).map(({ why }) => why);
    };
    expect(servers([{ version: "1.36.2" }])).toEqual([
      "No version can be read for kubelet on every control-plane node (nothing written).",
    ]);
    expect(servers([{ node: "cp-1", version: "1.36.2" }])).toEqual([
      "No version can be read for kubelet on cp-1 (nothing written).",
    ]);
  });

  it("holds the controller-manager against the API server beside it where kubeadm wires it so", () => {
    const planes = ["cp-1", "cp-2"].map((name) => node(name, "1.34.6", { role: "control-plane" }));
    const halfWay: Cluster = clusterAt("1.34.6", { nodes: planes });
    const controlPlane = {
      ...halfWay.controlPlane,
      apiServers: [
        { node: "cp-1", version: "1.35.2" },
        { node: "cp-2", version: "1.34.6" },
      ],
      controllerManagers: [
        { node: "cp-1", version: "1.35.2" },
        { node: "cp-2", version: "1.34.6" },
      ],
      schedulers: [],
    };
    const idsFor = (distribution: Cluster["distribution"]) =>
      checkCluster({ cluster: { ...halfWay, distribution, controlPlane }, hops: [] }).map(({ id }) => id);
    expect(idsFor("kubeadm")).toEqual([]);
    expect(idsFor("unknown")).toEqual([]);
    expect(idsFor("rke2")).toEqual(["skew-kube-controller-manager"]);
  });
});
