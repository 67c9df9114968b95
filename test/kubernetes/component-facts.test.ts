import { describe, expect, it } from "vitest";
import { addonCompat, addonReleasesFor } from "../../src/kubernetes/compat.ts";
import {
  containerdEndOfLife,
  containerdStatus,
  recommendedContainerd,
} from "../../src/kubernetes/containerd.ts";
import { gateStatus } from "../../src/kubernetes/feature-gates.ts";
import { flagStatus } from "../../src/kubernetes/flags.ts";
import { unmetGates } from "../../src/kubernetes/gate-dependencies.ts";
import { trap, traps, trapsCrossed } from "../../src/kubernetes/traps.ts";

describe("flagStatus", () => {
  it.each([
    ["--pod-infra-container-image=registry.k8s.io/pause:3.9", "1.23", "known"],
    ["--pod-infra-container-image", "1.34", "deprecated"],
    ["pod_infra_container_image", "1.35.2", "removed"],
    ["memory-manager-policy", "1.20", "not-yet"],
    ["no-such-flag", "1.36", "unknown"],
    ["config", "1.38", "unknown"],
  ])("of the kubelet's %s in %s is %s", (flag, minor, status) => {
    expect(flagStatus("kubelet", flag, minor).status).toBe(status);
  });

  it("names the first minor without the flag", () => {
    expect(flagStatus("kubelet", "pod-infra-container-image", "1.34")).toMatchObject({ removedIn: "1.35" });
  });
});

describe("gateStatus", () => {
  it.each([
    ["APIListChunking", "1.28", { status: "settable", default: true }],
    ["APIListChunking", "1.29", { status: "locked", lockedTo: true }],
    ["APIListChunking", "1.33.1", { status: "removed", removedIn: "1.33" }],
    ["APISelfSubjectReview", "1.25", { status: "not-yet" }],
    ["AllAlpha", "1.37", { status: "settable", default: false }],
    ["NoSuchGate", "1.36", { status: "unknown" }],
    ["constructor", "1.36", { status: "unknown" }],
    ["APIListChunking", "1.38", { status: "unknown" }],
  ])("of %s in %s", (gate, minor, expected) => {
    expect(gateStatus(gate, minor)).toMatchObject(expected);
  });
});

describe("unmetGates", () => {
  const BOTH = { GangScheduling: true, GenericWorkload: true };
  // Each tried on the real kubelet of 1.35.4 and 1.36.3.
  it.each<[set: Readonly<Record<string, boolean>>, minor: string, refused: readonly string[]]>([
    [{}, "1.36", []],
    [{ GracefulNodeShutdown: false }, "1.34", []],
    [
      { GracefulNodeShutdown: false },
      "1.36.3",
      ["GracefulNodeShutdownBasedOnPodPriority", "WindowsGracefulNodeShutdown"],
    ],
    [{ GangScheduling: true }, "1.36", ["GangScheduling"]],
    [BOTH, "1.36", []],
    [{ GangScheduling: true, AllAlpha: true }, "1.36", []],
    [{ ...BOTH, AllAlpha: false }, "1.36", []],
    [{ GangScheduling: true }, "1.38", []],
  ])("of %j in %s are %j", (set, minor, refused) => {
    expect(unmetGates(new Map(Object.entries(set)), minor).map(({ gate }) => gate)).toEqual(refused);
  });
});

describe("containerd", () => {
  it.each([
    ["1.7.28", "1.35", "recommended"],
    ["1.7.27", "1.35", "older"],
    ["v2.1.5", "1.35", "recommended"],
    ["2.0.7", "1.35", "older"],
    ["1.7.30", "1.36", "older"],
    ["2.4.0", "1.36", "newer"],
    ["2.2.1-rc.1", "1.36", "recommended"],
    ["2.1.0", "1.29", "unknown"],
    ["newest", "1.36", "unknown"],
  ])("%s on Kubernetes %s is %s", (version, minor, status) => {
    expect(containerdStatus(version, minor)).toBe(status);
  });

  it("has the project's list and its end-of-life days", () => {
    expect(recommendedContainerd("1.36.2")?.recommended).toEqual(["2.3.0+", "2.2.0+"]);
    expect(containerdEndOfLife("2.1")).toBe("2026-07-03");
    expect(containerdEndOfLife("9.9")).toBeUndefined();
  });
});

describe("trapsCrossed", () => {
  it("has those of each minor on the way and none of the one left", () => {
    const minors = new Set(trapsCrossed("1.33.2", "1.36").map(({ effectiveIn }) => effectiveIn));
    expect([...minors]).toEqual(["1.34", "1.35", "1.36"]);
  });

  it("is empty within a minor", () => {
    expect(trapsCrossed("1.36.0", "1.36.6")).toEqual([]);
  });

  it("meets every dated trap exactly once from the first minor to the last", () => {
    const dated = traps().filter(({ effectiveIn }) => effectiveIn !== "any");
    expect(new Set(trapsCrossed("1.19", "1.37").map(({ id }) => id))).toEqual(
      new Set(dated.map(({ id }) => id)),
    );
  });

  it("finds a trap by its id", () => {
    expect(trap("etcd-35-to-36")?.severity).toBe("blocker");
    expect(trap("no-such-trap")).toBeUndefined();
  });
});

describe("addonCompat", () => {
  it.each([
    ["ingress-nginx", "v1.15.2", "1.35", "listed"],
    ["ingress-nginx", "v1.15.2", "1.36", "not-listed"],
    ["ingress-nginx", "9.9.9", "1.36", "unknown"],
    ["metrics-server", "0.8.1", "1.37", "listed"],
    ["metrics-server", "0.8.1", "1.30", "not-listed"],
    ["metrics-server", "0.3.7", "1.22", "not-listed"],
    ["cert-manager", "v1.12.16", "1.32", "listed"],
    ["kube-prometheus", "release-0.18", "1.36", "listed"],
    ["cri-o", "1.35.2", "1.35", "listed"],
    ["cri-o", "1.34.0", "1.35", "not-listed"],
    ["no-such-product", "1.0.0", "1.35", "unknown"],
    ["calico", "latest", "1.35", "unknown"],
  ])("%s %s on %s is %s", (...[product, version, minor, status]) => {
    expect(addonCompat(product, version, minor).status).toBe(status);
  });

  it("names the releases that a project lists for a minor", () => {
    expect(addonReleasesFor("calico", "1.36").map(({ version }) => version)).toEqual(["v3.32"]);
  });
});
