import { describe, expect, test } from "vitest";
import { findingOf, versionsOf } from "../../bench/corpus/api-versions.ts";

const WAY = { from: "1.33", to: "1.36" };

describe("what is to be said of an API between 1.33 and 1.36", () => {
  test.each([
    ["policy/v1beta1", "PodDisruptionBudget", "removed-api"],
    ["extensions/v1beta1", "Deployment", "removed-api"],
    ["v1", "Endpoints", "deprecated-api"],
    ["resource.k8s.io/v1beta1", "ResourceClaim", "deprecated-api"],
    ["resource.k8s.io/v1", "ResourceClaim", "not-yet-served-api"],
    ["policy/v1", "PodDisruptionBudget", undefined],
    ["flowcontrol.apiserver.k8s.io/v1", "FlowSchema", undefined],
    ["policy.example.com/v1beta1", "PodDisruptionBudget", undefined],
  ])("%s %s: %s", (apiVersion, kind, finding) => {
    expect(findingOf({ apiVersion, kind }, WAY)).toBe(finding);
  });
});

test("an API is fine as long as the target serves it", () => {
  const api = { apiVersion: "flowcontrol.apiserver.k8s.io/v1beta3", kind: "FlowSchema" };
  expect(findingOf(api, { from: "1.27", to: "1.28" })).toBeUndefined();
  expect(findingOf(api, { from: "1.27", to: "1.32" })).toBe("removed-api");
});

test("a kind's versions are told apart by the target", () => {
  const { old, fine } = versionsOf("Ingress", WAY);
  expect(old).toEqual(["extensions/v1beta1", "networking.k8s.io/v1beta1"]);
  expect(fine).toEqual(["networking.k8s.io/v1"]);
});
