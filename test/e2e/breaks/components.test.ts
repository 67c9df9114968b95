import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assessRepository } from "../../../src/assessment/assess-repository.ts";
import { findingsOf } from "../../../src/assessment/findings-of.ts";
import { repository } from "../../assessment/repositories.ts";
import { type Outcome, run, whyNot } from "./kubernetes-binaries.ts";

if (whyNot !== undefined) console.info(`skipped: breaks of components on real Kubernetes: ${whyNot}`);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kubehop-components-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Kubehop says about a repository on its way to 1.36, as `id severity`. */
function found(files: Readonly<Record<string, string>>, from = "1.35.4"): readonly string[] {
  const head = repository(files);
  const assessment = assessRepository({
    subject: "check",
    head,
    to: "1.36",
    assumeFrom: from,
    today: "2026-11-24",
  });
  return findingsOf(assessment).map(({ id, severity }) => `${id} ${severity}`);
}

function kubeadm(lines: string): Readonly<Record<string, string>> {
  return {
    "kubeadm.yaml": `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nclusterName: prod\nkubernetesVersion: v1.35.4\n${lines}`,
  };
}

function argument(component: string, name: string, value: string): Readonly<Record<string, string>> {
  return kubeadm(`${component}:\n  extraArgs:\n  - name: ${name}\n    value: "${value}"\n`);
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

interface Break {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Where the cluster stands; one minor below 1.36 where nothing is said. */
  readonly from?: string;
  readonly finding: string;
  readonly really: () => Outcome;
  readonly refusal: RegExp;
}

const SCHEDULER = "apiVersion: kubescheduler.config.k8s.io/v1beta3\nkind: KubeSchedulerConfiguration\n";
const NEWER_SCHEDULER =
  "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nprofiles: [{plugins: {podGroupPostFilter: {}}}]\n";
const GONE_PLUGIN =
  "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nprofiles: [{plugins: {filter: {enabled: [{name: EBSLimits}]}}}]\n";
const KUBEADM_GATE = "featureGates: {ControlPlaneKubeletLocalMode: true}\n";
const KUBEADM =
  "apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\nclusterName: prod\nkubernetesVersion: v1.35.4\n";
const AUDIT = "apiVersion: audit.k8s.io/v1beta1\nkind: Policy\nrules: [{level: None}]\n";

const breaks: readonly Break[] = [
  {
    name: "the scheduler does not start with a feature gate that is gone",
    files: argument("scheduler", "feature-gates", "JobPodFailurePolicy=true"),
    finding: "feature-gate-removed blocker",
    really: () =>
      run("kube-scheduler", ["--feature-gates=JobPodFailurePolicy=true", "--kubeconfig=/nonexistent"]),
    refusal: /unrecognized feature gate: JobPodFailurePolicy/,
  },
  {
    name: "the controller manager does not start with a gate against its lock",
    files: argument("controllerManager", "feature-gates", "SidecarContainers=false"),
    finding: "feature-gate-locked blocker",
    really: () =>
      run("kube-controller-manager", [
        "--feature-gates=SidecarContainers=false",
        "--kubeconfig=/nonexistent",
      ]),
    refusal: /cannot set feature gate SidecarContainers to false, feature is locked to true/,
  },
  {
    name: "the scheduler does not start without a gate that its defaults need",
    files: argument("scheduler", "feature-gates", "NodeDeclaredFeatures=false"),
    finding: "feature-gate-dependency blocker",
    really: () =>
      run("kube-scheduler", ["--feature-gates=NodeDeclaredFeatures=false", "--kubeconfig=/nonexistent"]),
    refusal: /is enabled, but depends on features that are disabled: \[NodeDeclaredFeatures\]/,
  },
  {
    name: "the kubelet does not start with a flag that is gone",
    files: {
      ...kubeadm(""),
      "node.yaml":
        "apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nnodeRegistration:\n  kubeletExtraArgs:\n  - {name: pod-infra-container-image, value: registry.k8s.io/pause:3.9}\n",
    },
    finding: "flag-removed blocker",
    really: () => run("kubelet", ["--pod-infra-container-image=registry.k8s.io/pause:3.9"]),
    refusal: /unknown flag: --pod-infra-container-image/,
  },
  {
    name: "the API server does not start with an admission plugin that is gone",
    files: argument("apiServer", "enable-admission-plugins", "NodeRestriction,PodSecurityPolicy"),
    finding: "admission-plugin-removed blocker",
    really: () => apiServer("--enable-admission-plugins=NodeRestriction,PodSecurityPolicy"),
    refusal: /plugin "PodSecurityPolicy" is unknown|unknown admission plugin/,
  },
  {
    name: "the scheduler refuses a configuration of a version that is gone",
    files: { ...kubeadm(""), "scheduler.yaml": SCHEDULER },
    finding: "removed-api blocker",
    really: () => run("kube-scheduler", ["--config", file("scheduler.yaml", SCHEDULER)]),
    refusal:
      /no kind "KubeSchedulerConfiguration" is registered for version "kubescheduler.config.k8s.io\/v1beta3"/,
  },
  {
    name: "the API server refuses an audit policy of a version that is gone",
    files: { ...kubeadm(""), "audit.yaml": AUDIT },
    finding: "removed-api blocker",
    really: () =>
      apiServer(
        `--audit-policy-file=${file("audit.yaml", AUDIT)}`,
        `--audit-log-path=${join(folder, "audit.log")}`,
      ),
    refusal: /audit\.k8s\.io\/v1beta1|failed decoding|no kind "Policy"/,
  },
  {
    name: "the scheduler refuses a configuration with a field that it does not know yet",
    files: { ...kubeadm(""), "scheduler.yaml": NEWER_SCHEDULER },
    finding: "config-field-not-yet risk",
    really: () => run("kube-scheduler", ["--config", file("newer-scheduler.yaml", NEWER_SCHEDULER)]),
    refusal: /strict decoding error: unknown field "profiles\[0\]\.plugins\.podGroupPostFilter"/,
  },
  {
    name: "the scheduler refuses a configuration with a plugin that is gone",
    files: { "scheduler.yaml": GONE_PLUGIN },
    from: "1.30.4",
    finding: "scheduler-plugin-removed blocker",
    really: () => run("kube-scheduler", ["--config", file("gone-plugin.yaml", GONE_PLUGIN)]),
    refusal: /Invalid value: "EBSLimits": was invalid in version "v1"/,
  },
  {
    name: "the API server does not start with an API to serve that is gone",
    files: argument("apiServer", "runtime-config", "autoscaling/v2beta2=false"),
    finding: "runtime-config-removed blocker",
    really: () => apiServer("--runtime-config=autoscaling/v2beta2=false"),
    refusal: /group version autoscaling\/v2beta2 that has not been registered/,
  },
  {
    name: "kubeadm refuses a feature gate of its own that is gone",
    files: kubeadm(KUBEADM_GATE),
    finding: "kubeadm-feature-gate blocker",
    really: () =>
      run("kubeadm", [
        "config",
        "validate",
        "--config",
        file("gate.yaml", kubeadm(KUBEADM_GATE)["kubeadm.yaml"] ?? ""),
      ]),
    refusal: /ControlPlaneKubeletLocalMode/,
  },
  {
    name: "kubeadm refuses a configuration that it no longer reads",
    files: { "kubeadm.yaml": KUBEADM },
    finding: "removed-api risk",
    really: () => run("kubeadm", ["config", "validate", "--config", file("kubeadm.yaml", KUBEADM)]),
    refusal: /uses an old API spec: "kubeadm.k8s.io\/v1beta2"/,
  },
];

/** An API server that gets as far as its own options. */
function apiServer(...words: readonly string[]): Outcome {
  const key = file("sa.key", SIGNING_KEY);
  return run("kube-apiserver", [
    "--etcd-servers=http://127.0.0.1:1",
    "--bind-address=127.0.0.1",
    "--secure-port=16999",
    "--service-cluster-ip-range=10.97.0.0/24",
    `--cert-dir=${folder}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    ...words,
  ]);
}

/** Made for these tests; it signs nothing else. */
const SIGNING_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();

describe.skipIf(whyNot !== undefined)("Kubehop finds what really breaks", () => {
  test.each(breaks)("$name", { timeout: 60_000 }, ({ files, from, finding, really, refusal }) => {
    expect(found(files, from)).toContain(finding);
    const { exitCode, output } = really();
    expect(exitCode).not.toBe(0);
    // Log lines quote the quotes of their errors.
    expect(output.replaceAll("\\", "")).toMatch(refusal);
  });
});
