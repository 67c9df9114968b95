import { describe, expect, test } from "vitest";
import { findProgram } from "../../../src/execution/local/find-program.ts";
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

  test.each<[string, string, Files, string]>([
    [
      "kubeadm-upgrade-smoke",
      "an API that the target does not serve",
      { "deploy/budget.yaml": OLD_BUDGET },
      "policy/v1beta1 PodDisruptionBudget",
    ],
    [
      "statefulset-drain",
      "a budget that allows no eviction",
      { "deploy/orders.yaml": STATEFUL_SET.replace("maxUnavailable: 1", "maxUnavailable: 0") },
      "allows no eviction",
    ],
    [
      "ingress",
      "an Ingress of a removed API",
      { "deploy/ingress/shop.yaml": INGRESS.replace("networking.k8s.io/v1", "networking.k8s.io/v1beta1") },
      "networking.k8s.io/v1beta1 Ingress",
    ],
    ["ingress", "no Ingress at all", { "deploy/ingress/shop.yaml": DEPLOYMENT }, "no Ingress"],
    [
      "webhook-fail-closed",
      "a webhook that guards its own backend",
      withPolicy(WEBHOOK.replace("kubernetes.io/metadata.name", "environment")),
      "deploy/webhook.yaml",
    ],
    [
      "webhook-fail-closed",
      "no webhook at all",
      { "deploy/policy.yaml": WEBHOOK_BACKEND },
      "no webhook configuration",
    ],
    [
      "velero-restore-drill",
      "an object store that Velero does not reach",
      { "velero/velero.yaml": VELERO.replace("phase: Available", "phase: Unavailable") },
      "Unavailable",
    ],
    [
      "rbac-least-privilege",
      "a wildcard",
      {
        "deploy/rbac/app.yaml": ACCOUNT.replace("verbs: [get, watch]", 'verbs: ["*"]').replace(
          "[configmaps]",
          '["*"]',
        ),
      },
      "deploy/rbac/app.yaml",
    ],
    ["rbac-least-privilege", "no role at all", { "deploy/rbac/shop.yaml": DEPLOYMENT }, "there is no role"],
  ])("%s fails on %s", async (name, _, files, output) => {
    const run = await staticRun(name, files);
    expect(run).toMatchObject({ result: "failed", path: 0, status: "failed" });
    expect(run.output).toContain(output);
  });
});

const promtool = findProgram("promtool", process.env.PATH ?? "");
if (promtool === undefined) console.info("skipped: observability-ready at path 0: promtool is not on PATH");

describe.skipIf(promtool === undefined)("at path 0 observability-ready", { timeout: 60_000 }, () => {
  test.each<[string, Files, string, string]>([
    ["passes on valid rules", { "monitoring/rules/shop.yaml": RULES }, "passed", "SUCCESS: 1 rules found"],
    [
      "fails on an expression that is none",
      { "monitoring/rules/shop.yaml": RULES.replace("== 0", "== ") },
      "failed",
      "could not parse expression",
    ],
    ["fails where there is no rule", { "monitoring/rules/read.yaml": "a: b\n" }, "failed", "no rule file"],
  ])("%s", async (_, files, result, output) => {
    const run = await staticRun("observability-ready", files);
    expect(run).toMatchObject({ result, path: 0, status: result });
    expect(run.output).toContain(output);
  });
});
