import { describe, expect, it } from "vitest";
import { checkCluster } from "../../src/findings/registry.ts";
import { clusterAt, clusterWithSettings, findingsOf, hopsOf } from "./sample-cluster.ts";

function idsAt(today: string, to?: string) {
  const hops = to === undefined ? [] : hopsOf("1.34.6", to);
  const context = { cluster: clusterAt("1.34.6"), hops, today, ...(to === undefined ? {} : { to }) };
  return checkCluster(context).map(({ id, severity }) => `${id} ${severity}`);
}

describe("the target", () => {
  it.each([
    ["1.33", "downgrade blocker proven"],
    ["1.34.2", "downgrade blocker proven"],
    ["1.99", "unknown-version blocker unknown"],
    ["1.36.99", "unknown-version blocker unknown"],
    ["latest", "unknown-version blocker unknown"],
    ["1.34.6", "already-at-target notice proven"],
  ])("%s of a cluster at 1.34.6", (to, told) => {
    const found = checkCluster({ cluster: clusterAt("1.34.6"), hops: [], to });
    expect(found.map(({ id, severity, certainty }) => `${id} ${severity} ${certainty}`)).toEqual([told]);
    expect(found[0]?.why).toContain(to);
  });

  it("cannot be reached by kubeadm on a cluster of another tool", () => {
    const cluster = clusterAt("1.34.6", { distribution: "k3s" });
    expect(checkCluster({ cluster, hops: [], to: "1.35" })).toMatchObject([
      { id: "not-upgraded-by-kubeadm", severity: "blocker" },
    ]);
  });

  it("cannot be planned without the version of an API server", () => {
    const cluster = clusterAt("1.34.6");
    const controlPlane = { ...cluster.controlPlane, apiServers: [{ version: "{{ kube_version }}" }] };
    const found = checkCluster({ cluster: { ...cluster, controlPlane }, hops: [], to: "1.35" });
    expect(found.map(({ id }) => id)).toEqual(["api-server-version-unknown", "component-version-unreadable"]);
  });

  it("may be a pre-release only when kubeadm is told so", () => {
    const hops = [{ from: "1.36.6", to: "1.37.0-rc.1" }];
    const found = checkCluster({ cluster: clusterAt("1.36.6"), hops, to: "1.37.0-rc.1" });
    expect(found.some(({ id }) => id === "prerelease-target")).toBe(true);
  });
});

describe("support dates", () => {
  it("are judged on the day that is asked about", () => {
    expect(idsAt("2026-10-26")).toEqual([]);
    expect(idsAt("2026-10-27")).toEqual(["end-of-life risk"]);
  });

  it("make the running version's end a notice where the way leads out of it", () => {
    expect(idsAt("2026-11-24", "1.36")).toContain("end-of-life notice");
  });

  it("tell of the minors that the way only passes", () => {
    const context = { cluster: clusterAt("1.33.4"), hops: hopsOf("1.33.4", "1.36"), to: "1.36" };
    const told = checkCluster({ ...context, today: "2026-11-24" }).filter(
      ({ id }) => id === "hop-end-of-life",
    );
    expect(told.map(({ why }) => why)).toEqual([
      "The way leads through 1.34 (2026-10-27), past its end of life; 1.36 is supported until 2027-06-28.",
    ]);
  });

  it("tell of a target in maintenance and past its end", () => {
    expect(idsAt("2027-01-10", "1.35")).toContain("target-maintenance notice");
    expect(idsAt("2027-03-10", "1.35")).toContain("target-end-of-life risk");
  });

  it("say nothing of a target that is refused because it lies below what runs", () => {
    expect(idsAt("2027-03-10", "1.33")).not.toContain("target-end-of-life risk");
  });

  it("are said to be stale after 60 days", () => {
    expect(idsAt("2027-01-20")).not.toContain("facts-stale notice");
    expect(idsAt("2027-01-21")).toContain("facts-stale notice");
  });

  it("need a day", () => {
    expect(checkCluster({ cluster: clusterAt("1.20.1"), hops: [] })).toEqual([]);
  });
});

describe("etcd's own minima", () => {
  it("finds the etcd of the last kubeadm before the hop too old", () => {
    const [found] = findingsOf(clusterAt("1.32.4"), "1.34").filter(({ id }) => id === "etcd-below-minimum");
    expect(found).toMatchObject({
      severity: "risk",
      certainty: "likely",
      appliesTo: { from: "1.33.13", to: "1.34.13" },
    });
    expect(found?.why).toMatch(/3\.5\.26.*3\.5\.24/);
  });

  it("does not let a pin hold beyond the hop that takes it out", () => {
    const cluster = clusterWithSettings(
      "1.33.5",
      "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\netcd:\n  local:\n    imageTag: 3.5.26-0\n",
    );
    const ids = findingsOf(cluster, "1.37").map(({ id, appliesTo }) => `${id} ${appliesTo.to}`);
    expect(ids.filter((id) => id.startsWith("etcd-"))).toEqual(["etcd-version-unknown 1.37.2"]);
  });

  it("says unknown where the facts end", () => {
    const [found] = findingsOf(clusterAt("1.35.4"), "1.37").filter(({ id }) => id.startsWith("etcd-"));
    expect(found).toMatchObject({ id: "etcd-version-unknown", severity: "risk", certainty: "unknown" });
    expect(found?.fix.text).toContain("kubeadm config images list --kubernetes-version v1.36.6");
  });

  it("believes the pods, and the oldest member counts", () => {
    const cluster = clusterAt("1.33.4");
    const withMembers = (...versions: string[]) => ({
      ...cluster,
      controlPlane: {
        ...cluster.controlPlane,
        etcd: { topology: "stacked" as const, members: versions.map((version) => ({ version })) },
      },
    });
    const idsOf = (...versions: string[]) =>
      findingsOf(withMembers(...versions), "1.34").flatMap(({ id, certainty }) =>
        id.startsWith("etcd-") ? `${id} ${certainty}` : [],
      );
    expect(idsOf("3.5.32-0", "3.5.24-0")).toEqual(["etcd-below-minimum proven"]);
    expect(idsOf("3.5.32-0", "3.5.26-0")).toEqual([]);
  });

  it("tells of releases that corrupt data", () => {
    const cluster = clusterAt("1.22.1");
    const etcd = { topology: "stacked" as const, version: "3.5.1-0" };
    const found = checkCluster({
      cluster: { ...cluster, controlPlane: { ...cluster.controlPlane, etcd } },
      hops: [],
    });
    expect(found.map(({ id }) => id)).toEqual(["etcd-data-corruption"]);
  });
});

describe("add-ons", () => {
  it.each([
    ["cert-manager", "1.20.3", ["addon-not-listed 1.36.6"]],
    ["cert-manager", "1.21.0", []],
    ["calico", "3.31.2", ["addon-not-listed 1.36.6"]],
    ["my-own-thing", "1.0.0", ["addon-unknown null"]],
    ["coredns", "1.12.0", []],
    ["ingress-nginx", "1.15.1", ["addon-not-listed 1.36.6", "ingress-nginx-retired null"]],
  ])("%s %s on the way to 1.36", (name, version, told) => {
    expect(addonIds(name, version).toSorted()).toEqual(told);
  });

  it("without a version are unknown", () => {
    expect(addonIds("cilium")).toEqual(["addon-unknown null"]);
  });
});

describe("hops", () => {
  it("to minors without published packages need a mirror", () => {
    expect(idsOnTheWay("1.21.3", "1.24")).toContain("packages-gone");
    expect(idsOnTheWay("1.23.3", "1.24")).not.toContain("packages-gone");
  });

  it("up to 1.27 put kube-proxy above the second API server for a while", () => {
    const cluster = clusterAt("1.26.3");
    const [first] = cluster.controlPlane.apiServers;
    const apiServers = [first, first].flatMap((one) => one ?? []);
    const several = { ...cluster, controlPlane: { ...cluster.controlPlane, apiServers } };
    expect(findingsOf(several, "1.28").map(({ id }) => id)).toContain("kube-proxy-ahead");
    expect(idsOnTheWay("1.26.3", "1.28")).not.toContain("kube-proxy-ahead");
  });

  it("into 1.29 tell of super-admin.conf, others do not", () => {
    expect(idsOnTheWay("1.28.3", "1.30")).toContain("super-admin-conf");
    expect(idsOnTheWay("1.29.3", "1.30")).not.toContain("super-admin-conf");
  });
});

function idsOnTheWay(from: string, to: string): readonly string[] {
  return findingsOf(clusterAt(from), to).map(({ id }) => id);
}

function addonIds(name: string, version?: string): readonly string[] {
  const addon = { name, ...(version === undefined ? {} : { version }) };
  return findingsOf(clusterAt("1.34.6", { addons: [addon] }), "1.36")
    .filter(({ id }) => id.startsWith("addon") || id.startsWith("ingress"))
    .map(({ id, appliesTo }) => `${id} ${appliesTo.to}`);
}
