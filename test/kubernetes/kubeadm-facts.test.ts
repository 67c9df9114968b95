import { describe, expect, it } from "vitest";
import { bundledImages } from "../../src/kubernetes/bundled-images.ts";
import { compareEtcdVersions, etcdMinimaCrossed, etcdMinimumFor } from "../../src/kubernetes/etcd-minimum.ts";
import { configApiStatus } from "../../src/kubernetes/kubeadm-config-api.ts";
import { kubeadmGateStatus } from "../../src/kubernetes/kubeadm-gates.ts";

describe("configApiStatus", () => {
  const migration = { lastMigrator: "1.36", migrateTo: "v1beta4" };
  it.each([
    ["kubeadm.k8s.io/v1beta3", "1.30", { status: "preferred" }],
    ["kubeadm.k8s.io/v1beta3", "1.36.2", { status: "deprecated", ...migration }],
    ["v1beta3", "1.37", { status: "rejected", ...migration }],
    ["kubeadm.k8s.io/v1beta2", "1.23", { status: "readable", lastMigrator: "1.26", migrateTo: "v1beta3" }],
    ["kubeadm.k8s.io/v1beta2", "1.37", { status: "rejected", lastMigrator: "1.26", migrateTo: "v1beta3" }],
    ["kubeadm.k8s.io/v1alpha3", "1.30", { status: "rejected", lastMigrator: "1.14" }],
    ["kubeadm.k8s.io/v1", "1.37", { status: "experimental" }],
    ["kubeadm.k8s.io/v1", "1.36", { status: "unknown" }],
    ["kubeadm.k8s.io/v1beta4", "1.38", { status: "unknown" }],
    ["kubelet.config.k8s.io/v1beta1", "1.36", { status: "unknown" }],
    ["kubeadm.k8s.io/toString", "1.36", { status: "unknown" }],
  ])("of %s in kubeadm %s", (apiVersion, minor, expected) => {
    expect(configApiStatus(apiVersion, minor)).toEqual(expected);
  });
});

describe("bundledImages", () => {
  it("answers for a patch that was read", () => {
    expect(bundledImages("v1.33.13")).toEqual({
      etcd: "3.5.24-0",
      coredns: "1.12.0",
      pause: "3.10",
      minimumExternalEtcd: "3.5.24-0",
      certainty: "proven",
    });
  });

  it("calls a patch between two that agree likely", () => {
    expect(bundledImages("1.33.8")).toMatchObject({ etcd: "3.5.24-0", certainty: "likely" });
  });

  it.each([
    ["between two patches that differ", "1.29.7"],
    ["above the last one read", "1.36.6"],
    ["in a minor not scanned", "1.38.0"],
    ["for a bare minor", "1.36"],
    ["for a pre-release", "1.37.0-rc.1"],
  ])("does not guess %s", (_, version) => {
    expect(bundledImages(version)).toBeUndefined();
  });
});

describe("the etcd minimum", () => {
  it("stands at the two steps that bring a new etcd minor", () => {
    expect(etcdMinimumFor("1.34.3")).toMatchObject({ minimum: "3.5.26", etcdTo: "3.6" });
    expect(etcdMinimumFor("1.37")).toMatchObject({ minimum: "3.6.11", etcdTo: "3.7" });
    expect(etcdMinimumFor("1.36")).toBeUndefined();
  });

  it("is told for each such step on the way", () => {
    expect(etcdMinimaCrossed("1.33.2", "1.37").map(({ minor }) => minor)).toEqual(["1.34", "1.37"]);
    expect(etcdMinimaCrossed("1.34.0", "1.36.6")).toEqual([]);
  });
});

describe("compareEtcdVersions", () => {
  it.each([
    ["3.5.24-0", "3.5.26", -1],
    ["3.5.26-0", "3.5.26", 0],
    ["v3.6.11", "3.6.8-0", 1],
    ["3.5.9-0", "3.5.10-0", -1],
    ["3.6.0-rc.1", "3.6.0", -1],
    ["3.5.26-debian-12-r0", "3.5.26", 0],
  ])("orders %s and %s", (left, right, sign) => {
    expect(Math.sign(compareEtcdVersions(left, right))).toBe(sign);
  });

  it.each(["latest", "", "3.5", "3.5.x", "3.5.24-0\n"])("refuses %j", (text) => {
    expect(() => compareEtcdVersions(text, "3.5.26")).toThrow(
      expect.objectContaining({ code: "invalid-etcd-version" }),
    );
  });
});

describe("kubeadmGateStatus", () => {
  it.each([
    ["1.30", { status: "not-yet", removedIn: "1.36" }],
    ["1.31", { status: "settable", stage: "Alpha", default: false, removedIn: "1.36" }],
    ["1.34", { status: "settable", stage: "Beta", default: true, removedIn: "1.36" }],
    ["1.35", { status: "locked", stage: "GA", default: true, lockedTo: true, removedIn: "1.36" }],
    ["1.36", { status: "removed", removedIn: "1.36" }],
    ["1.38", { status: "unknown" }],
  ])("of ControlPlaneKubeletLocalMode in %s", (minor, expected) => {
    expect(kubeadmGateStatus("ControlPlaneKubeletLocalMode", minor)).toEqual(expected);
  });
});
