import { describe, expect, it } from "vitest";
import type { ApiFacts } from "../../src/kubernetes/api-facts.ts";
import { apiStatus } from "../../src/kubernetes/api-status.ts";
import { allApiFacts, apiFacts } from "../../src/kubernetes/api-table.ts";
import { apiNamed } from "./api-named.ts";

describe("apiStatus", () => {
  it.each([
    ["extensions/v1beta1 Ingress", "1.21", "served"],
    ["extensions/v1beta1 Ingress", "1.22", "removed"],
    ["apps/v1beta1 Deployment", "1.20", "removed"],
    ["settings.k8s.io/v1alpha1 PodPreset", "1.36", "removed"],
    ["batch/v1 CronJob", "1.20", "not-yet"],
    ["batch/v1 CronJob", "1.21.14", "served"],
    ["resource.k8s.io/v1beta1 ResourceClaim", "1.33", "off-by-default"],
    ["certificates.k8s.io/v1 ClusterTrustBundle", "1.36", "not-yet"],
    ["v1 Pod", "1.38", "unknown"],
    ["v1 Pod", "1.19", "unknown"],
    ["policy/v1beta1 Eviction", "1.36", "served"],
    ["kubescheduler.config.k8s.io/v1beta2 KubeSchedulerConfiguration", "1.27", "served"],
    ["kubescheduler.config.k8s.io/v1beta2 KubeSchedulerConfiguration", "1.28", "removed"],
    ["kubescheduler.config.k8s.io/v1 KubeSchedulerConfiguration", "1.24", "not-yet"],
    ["apiserver.config.k8s.io/v1beta1 AuthorizationConfiguration", "1.29", "not-yet"],
    ["apiserver.config.k8s.io/v1alpha1 WebhookAdmission", "1.36", "removed"],
    ["audit.k8s.io/v1beta1 Policy", "1.24", "removed"],
    ["kubeadm.k8s.io/v1beta3 ClusterConfiguration", "1.36", "served"],
    ["kubeadm.k8s.io/v1beta3 ClusterConfiguration", "1.37", "removed"],
    ["kubeadm.k8s.io/v1beta4 InitConfiguration", "1.30", "not-yet"],
    ["kubeadm.k8s.io/v1 ClusterConfiguration", "1.37", "not-yet"],
    ["kubeadm.k8s.io/v1alpha2 MasterConfiguration", "1.20", "removed"],
  ])("of %s in %s is %s", (name, minor, status) => {
    expect(apiStatus(apiNamed(name), minor).status).toBe(status);
  });

  it.each([
    ["v1 Endpoints", "1.32", undefined],
    ["v1 Endpoints", "1.33", "1.33"],
    ["batch/v1beta1 CronJob", "1.21", "1.21"],
    ["kubeadm.k8s.io/v1beta3 JoinConfiguration", "1.31", "1.31"],
    ["kubescheduler.config.k8s.io/v1beta3 KubeSchedulerConfiguration", "1.26", "1.26"],
    ["audit.k8s.io/v1alpha1 Policy", "1.21", "1.21"],
  ])("of %s in %s says that it is deprecated since %s", (name, minor, since) => {
    expect(apiStatus(apiNamed(name), minor).deprecatedIn).toBe(since);
  });

  it.each([
    ["batch/v1beta1", "1.20", "served"],
    ["batch/v1beta1", "1.24", "served"],
    ["batch/v1beta1", "1.25", "removed"],
    ["networking.k8s.io/v1beta1", "1.21", "served"],
    ["networking.k8s.io/v1beta1", "1.25", "removed"],
    ["networking.k8s.io/v1beta1", "1.32", "served"],
    ["networking.k8s.io/v1beta1", "1.37", "removed"],
    ["flowcontrol.apiserver.k8s.io/v1beta3", "1.25", "not-yet"],
    ["extensions/v1beta1", "1.21", "served"],
    ["extensions/v1beta1", "1.22", "removed"],
    ["apps/v1beta1", "1.20", "removed"],
  ])("of %s of a kind that nobody knows is what its kinds are in %s: %s", (apiVersion, minor, status) => {
    const facts = apiFacts({ apiVersion, kind: "" });
    expect(facts && apiStatus(facts, minor).status).toBe(status);
  });

  it("takes the deprecation that the minor's own source declares, also where a later one took it back", () => {
    const facts = apiNamed("certificates.k8s.io/v1alpha1 ClusterTrustBundle");
    const since = ["1.28", "1.29", "1.31", "1.32", "1.34"].map(
      (minor) => apiStatus(facts, minor).deprecatedIn,
    );
    expect(since).toEqual([undefined, "1.29", "1.29", undefined, "1.34"]);
  });

  it.each([
    ["policy/v1beta1 PodDisruptionBudget", "1.24", "1.25"],
    ["admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy", "1.37", "1.38"],
    ["apps/v1 Deployment", "1.37", undefined],
    ["resource.k8s.io/v1alpha3 DeviceClass", "1.33", "1.34"],
  ])("of %s in %s knows its end: %s", (name, minor, end) => {
    expect(apiStatus(apiNamed(name), minor).endsIn).toBe(end);
  });

  it("calls an API that vanishes for a minor and returns removed in that minor only", () => {
    const facts: ApiFacts = { ...apiNamed("batch/v1 CronJob"), gaps: ["1.25"] };
    expect(["1.24", "1.25", "1.26"].map((minor) => apiStatus(facts, minor).status)).toEqual([
      "served",
      "removed",
      "served",
    ]);
  });
});

describe("apiFacts", () => {
  it.each([
    ["extensions.example.com/v1beta1", "Ingress"],
    ["apps.openshift.io/v1", "DeploymentConfig"],
    ["snapshot.storage.k8s.io/v1beta1", "VolumeSnapshot"],
    ["networking.k8s.io/v1beta1", "Gateway"],
    ["apps/v1beta3", "Deployment"],
    ["v1", "Template"],
    ["admission.k8s.io/v1beta1", "AdmissionReview"],
  ])("has nothing to say about %s %s", (apiVersion, kind) => {
    expect(apiFacts({ apiVersion, kind })).toBeUndefined();
  });

  it("has one entry for each name", () => {
    const names = allApiFacts().map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
    expect(names.length).toBe(new Set(names).size);
  });
});
