import { describe, expect, test } from "vitest";
import type { Cluster, ClusterNode } from "../../src/cluster/cluster.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { planCost } from "../../src/report/estimate.ts";
import { renderMarkdown } from "../../src/report/render-markdown.ts";
import { DEFAULT_TIMES } from "../../src/report/report-options.ts";
import { generatedCase } from "../plan/generated-cluster.ts";

const node = (name: string, more: Partial<ClusterNode>): ClusterNode => ({
  name,
  role: "worker",
  kubeletVersion: "1.35.10",
  ...more,
});

function cluster(...nodes: readonly ClusterNode[]): Cluster {
  return {
    name: "prod",
    distribution: "kubeadm",
    controlPlane: {
      apiServers: [{ version: "1.35.10" }],
      controllerManagers: [],
      schedulers: [],
      cloudControllerManagers: [],
      etcd: { topology: "stacked" },
    },
    nodes,
    addons: [],
    origins: [],
  };
}

const CONTROL_PLANE = node("cp", { role: "control-plane" });
const cost = (of: Cluster) => planCost({ plan: planUpgrade(of, { to: "1.36" }), cluster: of }, DEFAULT_TIMES);

describe("what a plan costs", () => {
  test("an apply, and for each worker kubeadm's own step and a drain", () => {
    expect(cost(cluster(CONTROL_PLANE, node("w", {})))).toMatchObject({ drains: 2, minutes: 3 + 1 + 2 * 4 });
  });

  test("a pool counts each of its machines", () => {
    const pool = node("w", { count: 5 });
    expect(cost(cluster(CONTROL_PLANE, pool))?.hops).toEqual([{ drains: 6, minutes: 3 + 5 + 6 * 4 }]);
  });

  test("the only node is not drained, and its kubelet's restart counts all the same", () => {
    expect(cost(cluster(CONTROL_PLANE))?.hops).toEqual([{ drains: 1, minutes: 3 + 4 }]);
  });

  test("the hops add up to what the plan says, whatever the cluster", () => {
    for (let seed = 0; seed < 150; seed += 1) {
      const made = generatedCase(seed, { mostControlPlanes: 3, mostWorkers: 4, mostHops: 4 });
      const plan = planUpgrade(made.cluster, { to: made.to });
      const drains = planCost({ plan, cluster: made.cluster }, DEFAULT_TIMES)?.hops?.map((hop) => hop.drains);
      expect(drains?.reduce((sum, number) => sum + number, 0)).toBe(plan.drains.planned);
    }
  });

  test("a plan alone does not know the sizes of its pools, and says so", () => {
    const plan = planUpgrade(cluster(CONTROL_PLANE, node("w", { count: 5 })), { to: "1.36" });
    expect(planCost({ plan }, DEFAULT_TIMES)).not.toHaveProperty("hops");
    expect(renderMarkdown(plan)).toContain("| by pool | by pool |");
  });
});
