import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findProgram } from "../../../src/execution/find-program.ts";
import { ACCOUNT, type Files, WEBHOOK } from "../../playbook/shipped/repository.ts";
import { kindOptions } from "../kind/kind-engine.ts";
import { image, kubectl, shippedRun, traces, whyNoRuns } from "./shipped-run.ts";
import { CHART, neverStarting, OVERLAY, WORKLOADS } from "./workloads.ts";

if (whyNoRuns !== undefined) console.info(`skipped: shipped playbooks on a real kind: ${whyNoRuns}`);

const whyNoHelm = findProgram("helm", process.env.PATH) === undefined ? "helm is not on PATH" : undefined;
if (whyNoHelm !== undefined) console.info(`skipped: helm-chart on a real kind: ${whyNoHelm}`);

const kept = process.env.KUBEHOP_E2E_KIND_CLUSTER;
const cluster = kept ?? `kubehop-e2e-shipped-${process.pid}`;

describe.skipIf(whyNoRuns !== undefined)("on a real kind", { timeout: 600_000 }, () => {
  const directory = mkdtempSync(join(tmpdir(), "kubehop-test-"));
  const kubeconfig = join(directory, "kubeconfig");
  let before = "";

  beforeAll(() => {
    const { image: node, config } = kindOptions;
    const options = [
      ...(node === undefined ? [] : ["--image", node]),
      ...(config === undefined ? [] : ["--config", config]),
    ];
    const words =
      kept === undefined ? ["create", "cluster", "--wait", "180s", ...options] : ["export", "kubeconfig"];
    execFileSync("kind", [...words, "--name", cluster, "--kubeconfig", kubeconfig]);
    kubectl(kubeconfig, ["wait", "--for=condition=Ready", "nodes", "--all", "--timeout=180s"]);
    kubectl(kubeconfig, [
      "--namespace",
      "kube-system",
      "rollout",
      "status",
      "deployment/coredns",
      "--timeout=180s",
    ]);
    before = traces(kubeconfig);
  }, 600_000);

  afterAll(() => {
    if (kept === undefined) execFileSync("kind", ["delete", "cluster", "--name", cluster]);
    rmSync(directory, { recursive: true, force: true });
  }, 120_000);

  const run = (name: string, inputs: readonly string[], files = {}) =>
    shippedRun(name, { cluster, directory, files }, inputs);

  test("kubeadm-upgrade-smoke passes, but for policies where the CNI does not enforce them", async () => {
    const minor = /^Server Version: v(1\.\d+)/m.exec(kubectl(kubeconfig, ["version"]))?.[1];
    const { steps, failure, teardown } = await run("kubeadm-upgrade-smoke", [
      `kubernetes=${minor}`,
      `image=${image}`,
    ]);
    expect(steps.no_variant).toEqual(["autoscaler-gets-metrics"]);
    const isEnforced = steps.failed === undefined;
    expect({ failed: steps.failed, passed: steps.passed?.length }).toEqual(
      isEnforced ? { failed: undefined, passed: 9 } : { failed: ["network-policy-is-enforced"], passed: 8 },
    );
    expect(failure).toContain(isEnforced ? "" : "not enforced");
    expect([teardown, traces(kubeconfig)]).toEqual([["passed"], before]);
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ["statefulset-drain", [`image=${image}`], {}],
    ["webhook-fail-closed", [], { "deploy/webhook.yaml": WEBHOOK }],
    ["rbac-least-privilege", ["account=shop:app"], { "deploy/rbac/app.yaml": ACCOUNT }],
    ["certificate-expiry", [], {}],
    ["kubernetes-manifests", ["directory=workloads"], WORKLOADS],
    ["kustomize-overlay", [], OVERLAY],
  ])("%s passes, and leaves nothing", async (name, inputs, files) => {
    const { result, failure, steps, teardown } = await run(name, inputs, files);
    expect({ result, failure, statuses: Object.keys(steps) }).toEqual({
      result: "passed",
      failure: "",
      statuses: ["passed"],
    });
    expect([teardown, traces(kubeconfig)]).toEqual([["passed"], before]);
  });

  test.skipIf(whyNoHelm !== undefined)("helm-chart passes, and leaves nothing", async () => {
    const { result, failure, teardown } = await run("helm-chart", [], CHART);
    expect({ result, failure, teardown }).toEqual({ result: "passed", failure: "", teardown: ["passed"] });
    expect(traces(kubeconfig)).toBe(before);
  });

  test.each<{ name: string; step: string; inputs?: readonly string[]; files?: Files }>([
    { name: "kubeadm-upgrade-smoke", step: "target-version", inputs: ["kubernetes=1.20", `image=${image}`] },
    {
      name: "webhook-fail-closed",
      step: "guarded-objects-are-refused",
      files: { "deploy/webhook.yaml": WEBHOOK.replace("failurePolicy: Fail", "failurePolicy: Ignore") },
    },
    {
      name: "webhook-fail-closed",
      step: "exempt-namespace-goes-on",
      files: { "deploy/webhook.yaml": WEBHOOK.replace("[kube-system, policy]", "[policy]") },
    },
    {
      name: "rbac-least-privilege",
      step: "may-do-nothing-dangerous",
      inputs: ["account=shop:app"],
      files: { "deploy/rbac/app.yaml": ACCOUNT.replace("[configmaps]", "[configmaps, secrets]") },
    },
    {
      name: "rbac-least-privilege",
      step: "may-do-what-it-needs",
      inputs: ["account=shop:app", "allowed=get configmaps,update configmaps"],
      files: { "deploy/rbac/app.yaml": ACCOUNT },
    },
    { name: "certificate-expiry", step: "control-plane-certificates", inputs: ["days=9999"] },
    {
      name: "kubernetes-manifests",
      step: "workloads-start",
      inputs: ["directory=workloads"],
      files: neverStarting(WORKLOADS),
    },
    { name: "kustomize-overlay", step: "cluster-takes-it", files: neverStarting(OVERLAY) },
  ])("$name fails at $step where that does not hold, and leaves nothing", async (failing) => {
    const { name, step, inputs = [], files = {} } = failing;
    const { result, steps, teardown } = await run(name, inputs, files);
    expect([result, steps.failed]).toEqual(["failed", [step]]);
    expect([teardown, traces(kubeconfig)]).toEqual([["passed"], before]);
  });
});

/** These need a controller, a stack and a Velero of whoever asks: `directory=…` and other inputs, one a line. */
describe.each([
  ["ingress", "KUBEHOP_E2E_INGRESS"],
  ["observability-ready", "KUBEHOP_E2E_OBSERVABILITY"],
  ["velero-restore-drill", "KUBEHOP_E2E_VELERO"],
])("%s on a real kind that is there", { timeout: 600_000 }, (name, variable) => {
  const inputs = process.env[variable]?.split("\n") ?? [];
  const why =
    whyNoRuns ??
    (kept === undefined ? "KUBEHOP_E2E_KIND_CLUSTER names no cluster" : undefined) ??
    (inputs.length === 0 ? `${variable} holds no inputs` : undefined);
  if (why !== undefined) console.info(`skipped: ${name} on a real kind: ${why}`);

  test.skipIf(why !== undefined)("passes", async () => {
    const directory = mkdtempSync(join(tmpdir(), "kubehop-test-"));
    const { result, failure, teardown } = await shippedRun(name, { cluster, directory }, inputs);
    rmSync(directory, { recursive: true, force: true });
    expect({ result, failure, teardown }).toEqual({ result: "passed", failure: "", teardown: ["passed"] });
  });
});
