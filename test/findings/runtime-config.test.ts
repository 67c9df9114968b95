import { describe, expect, it } from "vitest";
import { apiVersionsCheck } from "../../src/findings/checks/api-versions.ts";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import { clusterWithSettings, hopsOf } from "./sample-cluster.ts";
import { HEAD, told } from "./setting-cases.ts";

function runtimeConfig(value: string): string {
  return `${HEAD}apiServer:\n  extraArgs:\n  - name: runtime-config\n    value: ${value}\n`;
}

describe("--runtime-config", () => {
  it.each([
    ["resource.k8s.io/v1alpha2=true", "1.29.2 to 1.32", "blocker proven 1.31.14 5"],
    ["resource.k8s.io/v1alpha2/resourceclaims=false", "1.29.2 to 1.32", "blocker proven 1.31.14 5"],
    ["api/alpha=false,autoscaling/v2beta2", "1.35.4 to 1.36", "blocker proven 1.36.6 5"],
    // Gone from what is served long before the API server forgets the name.
    ["autoscaling/v2beta2=true", "1.25.4 to 1.26", undefined],
    ["flowcontrol.apiserver.k8s.io/v1beta3", "1.30.2 to 1.33", undefined],
    ["resource.k8s.io/v1alpha3/resourceclaims=true", "1.32.2 to 1.35", undefined],
    ["resource.k8s.io/v1alpha3=true", "1.32.2 to 1.35", undefined],
    ["resource.k8s.io/v1alpha2=true", "1.29.2 to 1.30", undefined],
    ["example.com/v1=true", "1.29.2 to 1.32", undefined],
    ["api/all=true", "1.29.2 to 1.36", undefined],
  ])("with %s on the way from %s", (value, fromTo, found) => {
    const [from = "", to = ""] = fromTo.split(" to ");
    expect(told({ text: runtimeConfig(value), from, to, id: "runtime-config-removed", found })).toBe(found);
  });

  it.each([
    ["api/beta=true", []],
    ["resource.k8s.io/v1beta1=true", []],
    ["resource.k8s.io/v1beta1/resourceclaims", []],
    ["resource.k8s.io/v1beta1=false", ["api-not-enabled"]],
    ["api/alpha=true", ["api-not-enabled"]],
  ])("%s decides whether an API that is off by default is told", (value, expected) => {
    const cluster = clusterWithSettings("1.32.2", runtimeConfig(value));
    const text = "apiVersion: resource.k8s.io/v1beta1\nkind: ResourceClaim\nmetadata: {name: a}\n";
    const repository = scanRepository([{ path: "a.yaml", text }], apiVersionsCheck.views);
    const found = apiVersionsCheck.judge({ repository, cluster, hops: hopsOf("1.32.2", "1.33"), to: "1.33" });
    expect(found.map(({ id }) => id)).toEqual(expected);
  });
});
