import { expect, test } from "vitest";
import { apiVersionsCheck } from "../../src/findings/checks/api-versions.ts";
import { unknownApisCheck } from "../../src/findings/checks/unknown-apis.ts";
import { found, inShort } from "./manifest-check.ts";

function object(api: string): string {
  const [apiVersion = "", kind = ""] = api.split(" ");
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;
}

test.each([
  ["policy/v1 PodSecurityPolicy", "Write one of the versions that exist: policy/v1beta1."],
  ["networking.k8s.io/v1beta2 Ingress", "networking.k8s.io/v1 and networking.k8s.io/v1beta1"],
  ["apps/v1alpha1 PetSet", "kubectl api-resources"],
  ["kubescheduler.config.k8s.io/v1alpha1 KubeSchedulerConfiguration", "kubescheduler.config.k8s.io/v1"],
])("%s exists in no known minor", (api, fix) => {
  const told = found(unknownApisCheck, { "a.yaml": object(api), "b.yaml": object(api) });
  expect(inShort(told)).toEqual(["unknown-api risk a.yaml:1 b.yaml:1"]);
  expect(told[0]?.fix.text).toContain(fix);
});

test.each([
  "policy/v1 PodDisruptionBudget",
  "v1 Config",
  "networking.k8s.io/v1alpha3 VirtualService",
  "example.com/v1 Ingress",
  "kubeadm.k8s.io/v9 ClusterConfiguration",
])("%s is none of these", (api) => {
  expect(found(unknownApisCheck, { "a.yaml": object(api) })).toEqual([]);
});

test("a kind that is in no table goes with its version, when that went as a whole", () => {
  const files = { "a.yaml": object("extensions/v1beta1 Job"), "b.yaml": object("apps/v1beta1 ReplicaSet") };
  expect(found(unknownApisCheck, files)).toEqual([]);
  expect(found(apiVersionsCheck, files, { to: "1.36" })).toMatchObject([
    { id: "removed-api", replacement: null },
    { id: "removed-api", replacement: { apiVersion: "apps/v1", kind: "ReplicaSet" } },
  ]);
});
