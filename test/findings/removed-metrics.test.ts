import { describe, expect, it } from "vitest";
import { removedMetricsCheck } from "../../src/findings/checks/removed-metrics.ts";
import { found, inShort } from "./manifest-check.ts";
import { hopsOf } from "./sample-cluster.ts";

const rule = (expression: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n  - rules:\n    - alert: A\n      expr: ${expression}\n`;
const PODS = "rate(scheduler_pod_scheduling_duration_seconds_count[5m]) > 1";

function foundIn(
  text: string,
  path = "rules.yaml",
  [from, to]: readonly [string, string] = ["1.34.2", "1.35"],
) {
  return found(removedMetricsCheck, { [path]: text }, { hops: hopsOf(from, to) });
}

describe("metrics that go away on the way", () => {
  it("in an alert rule", () => {
    const findings = foundIn(rule(PODS));
    expect(inShort(findings)).toEqual(["metric-removed risk rules.yaml:7"]);
    expect(findings[0]?.why).toBe(
      "Kubernetes' components of 1.35 no longer have scheduler_pod_scheduling_duration_seconds.",
    );
  });

  it("in a dashboard", () => {
    const text = `{"panels": [\n{"targets": [{"expr": "scheduler_scheduler_cache_size{a=\\"b\\"}"}]}]}`;
    expect(inShort(foundIn(text, "dashboards/scheduler.json"))).toEqual([
      "metric-removed risk dashboards/scheduler.json:2",
    ]);
  });

  it("in an expression of several lines, all of a minor told together", () => {
    const text = rule(
      `|\n        sum(scheduler_scheduler_cache_size)\n        / sum(kubelet_credential_provider_plugin_errors)`,
    );
    expect(inShort(foundIn(text))).toEqual(["metric-removed risk rules.yaml:8 rules.yaml:9"]);
  });

  it.each<[string, string, string]>([
    ["a metric that stays", rule("sum(scheduler_pending_pods)"), "rules.yaml"],
    ["a longer name", rule("scheduler_scheduler_cache_size_of_ours"), "rules.yaml"],
    ["a comment", `# expr: ${PODS}\na: {expr: up}\n# ${PODS}\n`, "rules.yaml"],
    ["a file without expressions", "notes: scheduler_scheduler_cache_size\n", "notes.yaml"],
    ["a sample", rule(PODS), "examples/rules.yaml"],
  ])("but not in %s", (_, text, path) => {
    expect(foundIn(text, path)).toEqual([]);
  });

  it.each([["1.33.1", "1.34"] as const, ["1.35.1", "1.36"] as const])("nor from %s to %s", (...way) => {
    expect(foundIn(rule(PODS), "rules.yaml", way)).toEqual([]);
  });
});
