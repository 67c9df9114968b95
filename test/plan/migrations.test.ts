import { describe, expect, it } from "vitest";
import { selectedViews } from "../../src/findings/registry.ts";
import { scanRepository } from "../../src/manifests/scan-repository.ts";
import type { Plan, Step } from "../../src/plan/plan.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { exampleCluster } from "./example-cluster.ts";
import { replay } from "./replay.ts";

function planWith(files: Readonly<Record<string, string>>, from: string, to: string): Plan {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const repository = scanRepository(sources, selectedViews());
  const cluster = exampleCluster({ version: from, controlPlanes: 3, workers: 1 });
  const plan = planUpgrade(cluster, { to, repository });
  expect(replay(cluster, plan)).toEqual([]);
  return plan;
}

function object(api: string): string {
  const [apiVersion = "", kind = ""] = api.split(" ");
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\n`;
}

/** `hop: why` of every step that moves objects. */
function moves({ hops }: Plan): readonly string[] {
  return hops.flatMap((hop, index) => hop.steps.filter(isMove).map(({ why }) => `${index + 1}: ${why}`));
}

function isMove(step: Step): boolean {
  return isAboutApis(step) && !asksWhoAsks(step);
}

function asksWhoAsks({ commands, runbook }: Step): boolean {
  return (
    runbook === "docs/runbooks/removed-api.md" && commands.some(({ run }) => run.includes("removed_release"))
  );
}

function isAboutApis({ runbook, action }: Step): boolean {
  return action === "check" && runbook === "docs/runbooks/removed-api.md";
}

describe("objects of an API that goes away", () => {
  const CRON_JOBS = { "a.yaml": object("batch/v1beta1 CronJob"), "b.yaml": object("batch/v1beta1 CronJob") };

  it("are moved in the last hop whose control plane serves both, before it changes", () => {
    const plan = planWith(CRON_JOBS, "1.23.17", "1.26");
    expect(moves(plan)).toEqual([
      expect.stringMatching(
        /^2: Migrate 2 objects of the repository from batch\/v1beta1 CronJob to batch\/v1 before hop 2: 1\.25 no longer serves/,
      ),
    ]);
    const steps = plan.hops[1]?.steps ?? [];
    expect(steps.findIndex(isMove)).toBeLessThan(steps.findIndex(({ action }) => action === "apply"));
    expect(steps.findIndex(isMove)).toBeGreaterThan(
      steps.findIndex(({ action }) => action === "snapshot-etcd"),
    );
  });

  it("are looked up without asking for the old version, which would count as its use", () => {
    const step = planWith(CRON_JOBS, "1.24.17", "1.25").hops[0]?.steps.find(isMove);
    expect(step?.commands.map(({ run }) => run)).toEqual([
      `kubectl get --raw /metrics | awk '/^apiserver_requested_deprecated_apis/ && /group="batch"/ && /resource="cronjobs"/ && /version="v1beta1"/'`,
      "kubectl get cronjobs.v1.batch -A",
      `kubectl get cronjobs.v1.batch -A -o json --show-managed-fields | awk '/"apiVersion": "batch\\/v1beta1"/ { found += 1 } END { print found + 0 }'`,
    ]);
  });

  it("are moved more than once where no version lives through the whole way", () => {
    const files = { "a.yaml": object("flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema") };
    expect(moves(planWith(files, "1.25.16", "1.32"))).toEqual([
      expect.stringMatching(/^1: .* to flowcontrol\.apiserver\.k8s\.io\/v1beta2 before hop 1/),
      expect.stringMatching(/^4: .* to flowcontrol\.apiserver\.k8s\.io\/v1beta3 before hop 4/),
      expect.stringMatching(/^7: .* to flowcontrol\.apiserver\.k8s\.io\/v1 before hop 7/),
    ]);
  });

  it("are taken away where nothing takes them over", () => {
    const files = { "a.yaml": object("policy/v1beta1 PodSecurityPolicy") };
    expect(moves(planWith(files, "1.24.17", "1.25"))).toEqual([
      expect.stringMatching(/^1: Take 1 object of the repository away before hop 1/),
    ]);
  });

  it.each([
    ["gone before the start", "1.25.16", object("batch/v1beta1 CronJob")],
    ["served at the target", "1.25.16", object("batch/v1 CronJob")],
    [
      "a component's configuration",
      "1.27.16",
      object("kubescheduler.config.k8s.io/v1beta2 KubeSchedulerConfiguration"),
    ],
  ])("need no step where it is %s", (_, from, text) => {
    expect(moves(planWith({ "a.yaml": text }, from, "1.29"))).toEqual([]);
  });

  it("need no step for samples", () => {
    expect(
      moves(planWith({ "examples/a.yaml": object("batch/v1beta1 CronJob") }, "1.24.17", "1.25")),
    ).toEqual([]);
  });
});

describe("a hop that takes APIs away", () => {
  it("asks first who still uses them, whatever the repository holds", () => {
    const plan = planWith({}, "1.23.17", "1.26");
    const asked = plan.hops.map(({ steps }) => steps.filter(asksWhoAsks).map(({ why }) => why));
    expect(asked).toEqual([
      [],
      [
        expect.stringMatching(
          /^1\.25 takes \d+ APIs away \(.*: whoever still asks for one fails after hop 2\.$/,
        ),
      ],
      [expect.stringContaining("1.26 takes 3 APIs away (autoscaling/v2beta2 HorizontalPodAutoscaler,")],
    ]);
    expect(plan.hops[1]?.steps.find(asksWhoAsks)?.commands[0]?.run).toBe(
      `kubectl get --raw /metrics | awk '/^apiserver_requested_deprecated_apis/ && /removed_release="1\\.25"/'`,
    );
  });
});
