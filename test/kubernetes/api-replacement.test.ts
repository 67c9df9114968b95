import { describe, expect, it } from "vitest";
import type { ApiFacts } from "../../src/kubernetes/api-facts.ts";
import { migrationMoves } from "../../src/kubernetes/api-migration.ts";
import { bestReplacement, migrationWindow } from "../../src/kubernetes/api-replacement.ts";
import { apiNamed } from "./api-named.ts";

describe("bestReplacement", () => {
  it.each([
    ["extensions/v1beta1 Ingress in 1.36", "networking.k8s.io/v1 Ingress", "1.20 to 1.21"],
    ["networking.k8s.io/v1beta1 IngressClass in 1.22", "networking.k8s.io/v1 IngressClass", "1.20 to 1.21"],
    ["v1 Endpoints in 1.33", "discovery.k8s.io/v1 EndpointSlice", "1.21 to now"],
    ["batch/v1beta1 CronJob in 1.25", "batch/v1 CronJob", "1.21 to 1.24"],
    [
      "autoscaling/v2beta1 HorizontalPodAutoscaler in 1.22",
      "autoscaling/v2beta2 HorizontalPodAutoscaler",
      "1.20 to 1.24",
    ],
    [
      "autoscaling/v2beta1 HorizontalPodAutoscaler in 1.26",
      "autoscaling/v2 HorizontalPodAutoscaler",
      "1.23 to 1.24",
    ],
    [
      "flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema in 1.27",
      "flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema",
      "1.26 to 1.28",
    ],
    ["resource.k8s.io/v1beta1 ResourceClaim in 1.36", "resource.k8s.io/v1 ResourceClaim", "1.34 to now"],
    [
      "coordination.k8s.io/v1alpha2 LeaseCandidate in 1.37",
      "coordination.k8s.io/v1beta1 LeaseCandidate",
      "1.33 to now",
    ],
    [
      "kubeadm.k8s.io/v1beta3 ClusterConfiguration in 1.37",
      "kubeadm.k8s.io/v1beta4 ClusterConfiguration",
      "1.31 to 1.36",
    ],
    [
      "kubescheduler.config.k8s.io/v1beta3 KubeSchedulerConfiguration in 1.29",
      "kubescheduler.config.k8s.io/v1 KubeSchedulerConfiguration",
      "1.25 to 1.28",
    ],
    [
      "apiserver.config.k8s.io/v1alpha1 WebhookAdmission in 1.36",
      "apiserver.config.k8s.io/v1 WebhookAdmissionConfiguration",
      "1.20 to 1.35",
    ],
  ])("of %s is %s, and both are served from %s", (nameAndMinor, replacement, minors) => {
    const [name = "", minor = ""] = nameAndMinor.split(" in ");
    const facts = apiNamed(name);
    const best = bestReplacement(facts, minor);
    const window = best === undefined ? undefined : migrationWindow(facts, best);
    expect(best && nameOf(best)).toBe(replacement);
    expect(`${window?.from} to ${window?.until ?? "now"}`).toBe(minors);
  });

  it.each([
    ["batch/v2alpha1 CronJob", "1.36", "batch/v1 CronJob"],
    ["apps/v1beta2 StatefulSet", "1.36", "apps/v1 StatefulSet"],
    ["flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema", "1.30", "flowcontrol.apiserver.k8s.io/v1 FlowSchema"],
    ["resource.k8s.io/v1alpha2 ResourceClaim", "1.31", "resource.k8s.io/v1alpha3 ResourceClaim"],
  ])("of %s in %s is %s, which no scanned minor serves beside it", (name, minor, replacement) => {
    const facts = apiNamed(name);
    const best = bestReplacement(facts, minor);
    expect(best && nameOf(best)).toBe(replacement);
    expect(best && migrationWindow(facts, best)).toBeUndefined();
  });

  it.each([
    ["policy/v1beta1 PodSecurityPolicy", "1.24"],
    ["policy/v1beta1 PodSecurityPolicy", "1.36"],
    ["extensions/v1beta1 PodSecurityPolicy", "1.36"],
    ["networking.k8s.io/v1alpha1 ClusterCIDR", "1.30"],
    ["resource.k8s.io/v1alpha2 ResourceClass", "1.36"],
    ["coordination.k8s.io/v1beta1 LeaseCandidate", "1.36"],
    ["kubeadm.k8s.io/v1beta2 ClusterStatus", "1.28"],
  ])("of %s in %s does not exist", (name, minor) => {
    expect(bestReplacement(apiNamed(name), minor)).toBeUndefined();
  });
});

describe("migrationMoves", () => {
  it("goes from version to version where none bridges the whole way", () => {
    expect(movesOf("flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema", "1.22", "1.36")).toEqual([
      "1.25: v1beta1 to v1beta2",
      "1.28: v1beta2 to v1beta3",
      "1.31: v1beta3 to v1",
    ]);
  });

  it("makes one move where a version lives through the whole way", () => {
    expect(movesOf("autoscaling/v2beta1 HorizontalPodAutoscaler", "1.23", "1.36")).toEqual([
      "1.24: v2beta1 to v2",
    ]);
  });

  it("ends where nothing is served on both sides of the removal", () => {
    expect(movesOf("storagemigration.k8s.io/v1alpha1 StorageVersionMigration", "1.33", "1.36")).toEqual([
      "1.34: v1alpha1 to nothing",
    ]);
  });

  it.each([
    ["gone before the start", "extensions/v1beta1 Ingress"],
    ["served all the way", "apps/v1 Deployment"],
    ["removed after the end", "autoscaling/v2beta2 HorizontalPodAutoscaler"],
  ])("is empty for an API that is %s", (_, name) => {
    expect(movesOf(name, "1.22", "1.25")).toEqual([]);
  });
});

function movesOf(name: string, from: string, to: string): readonly string[] {
  return migrationMoves(apiNamed(name), from, to).map(
    (move) => `${move.at}: ${move.from.version} to ${move.to?.version ?? "nothing"}`,
  );
}

function nameOf({ apiVersion, kind }: ApiFacts): string {
  return `${apiVersion} ${kind}`;
}
