import { describe, expect, test } from "vitest";
import { findProgram } from "../../../src/execution/find-program.ts";
import {
  ACCOUNT,
  DEPLOYMENT,
  type Files,
  INGRESS,
  OLD_BUDGET,
  RULES,
  STATEFUL_SET,
  VELERO,
  WEBHOOK,
  WEBHOOK_BACKEND,
} from "./repository.ts";
import { staticRun } from "./static-run.ts";

const withPolicy = (webhook: string): Files => ({
  "deploy/webhook.yaml": webhook,
  "deploy/policy.yaml": WEBHOOK_BACKEND,
});

describe("at path 0", { timeout: 120_000 }, () => {
  test.each<[string, Files, string]>([
    ["kubernetes-manifests", { "deploy/shop.yaml": DEPLOYMENT }, "no risk"],
    ["kubeadm-upgrade-smoke", { "deploy/shop.yaml": DEPLOYMENT }, "no risk"],
    ["statefulset-drain", { "deploy/orders.yaml": STATEFUL_SET }, "no risk"],
    ["ingress", { "deploy/ingress/shop.yaml": INGRESS }, "no risk"],
    ["webhook-fail-closed", withPolicy(WEBHOOK), "no risk"],
    ["velero-restore-drill", { "velero/velero.yaml": VELERO }, "no risk"],
    ["rbac-least-privilege", { "deploy/rbac/app.yaml": ACCOUNT }, "no risk"],
  ])("%s passes on a repository that is fine", async (name, files, output) => {
    const run = await staticRun(name, files);
    expect(run).toMatchObject({ result: "passed", path: 0, status: "passed" });
    expect(run.output).toContain(output);
  });

  test.each<{ name: string; on: string; files: Files; output: string }>([
    {
      name: "kubernetes-manifests",
      on: "an API that the target does not serve",
      files: { "deploy/budget.yaml": OLD_BUDGET },
      output: "policy/v1beta1 PodDisruptionBudget",
    },
    {
      name: "kubeadm-upgrade-smoke",
      on: "an API that the target does not serve",
      files: { "deploy/budget.yaml": OLD_BUDGET },
      output: "policy/v1beta1 PodDisruptionBudget",
    },
    {
      name: "statefulset-drain",
      on: "a budget that allows no eviction",
      files: { "deploy/orders.yaml": STATEFUL_SET.replace("maxUnavailable: 1", "maxUnavailable: 0") },
      output: "allows no eviction",
    },
    {
      name: "ingress",
      on: "an Ingress of a removed API",
      files: {
        "deploy/ingress/shop.yaml": INGRESS.replace("networking.k8s.io/v1", "networking.k8s.io/v1beta1"),
      },
      output: "networking.k8s.io/v1beta1 Ingress",
    },
    {
      name: "ingress",
      on: "no Ingress at all",
      files: { "deploy/ingress/shop.yaml": DEPLOYMENT },
      output: "no Ingress",
    },
    {
      name: "webhook-fail-closed",
      on: "a webhook that guards its own backend",
      files: withPolicy(WEBHOOK.replace("kubernetes.io/metadata.name", "environment")),
      output: "deploy/webhook.yaml",
    },
    {
      name: "webhook-fail-closed",
      on: "no webhook at all",
      files: { "deploy/policy.yaml": WEBHOOK_BACKEND },
      output: "no webhook configuration",
    },
    {
      name: "velero-restore-drill",
      on: "an object store that Velero does not reach",
      files: { "velero/velero.yaml": VELERO.replace("phase: Available", "phase: Unavailable") },
      output: "Unavailable",
    },
    {
      name: "rbac-least-privilege",
      on: "a wildcard",
      files: {
        "deploy/rbac/app.yaml": ACCOUNT.replace("verbs: [get, watch]", 'verbs: ["*"]').replace(
          "[configmaps]",
          '["*"]',
        ),
      },
      output: "deploy/rbac/app.yaml",
    },
    {
      name: "rbac-least-privilege",
      on: "no role at all",
      files: { "deploy/rbac/shop.yaml": DEPLOYMENT },
      output: "there is no role",
    },
  ])("$name fails on $on", async ({ name, files, output }) => {
    const run = await staticRun(name, files);
    expect(run).toMatchObject({ result: "failed", path: 0, status: "failed" });
    expect(run.output).toContain(output);
  });
});

const promtool = findProgram("promtool", process.env.PATH ?? "");
if (promtool === undefined) console.info("skipped: observability-ready at path 0: promtool is not on PATH");

describe.skipIf(promtool === undefined)("at path 0 observability-ready", { timeout: 60_000 }, () => {
  test.each<{ title: string; files: Files; result: string; output: string }>([
    {
      title: "passes on valid rules",
      files: { "monitoring/rules/shop.yaml": RULES },
      result: "passed",
      output: "SUCCESS: 1 rules found",
    },
    {
      title: "fails on an expression that is none",
      files: { "monitoring/rules/shop.yaml": RULES.replace("== 0", "== ") },
      result: "failed",
      output: "could not parse expression",
    },
    {
      title: "fails where there is no rule",
      files: { "monitoring/rules/read.yaml": "a: b\n" },
      result: "failed",
      output: "no rule file",
    },
  ])("$title", async ({ files, result, output }) => {
    const run = await staticRun("observability-ready", files);
    expect(run).toMatchObject({ result, path: 0, status: result });
    expect(run.output).toContain(output);
  });
});
