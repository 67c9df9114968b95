import { describe, expect, it } from "vitest";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { fewestDrains } from "./fewest-drains-search.ts";
import { generatedCase } from "./generated-cluster.ts";

describe("fewest-drains", () => {
  it("drains exactly as often as an exhaustive search needs, on clusters up to 4 nodes and 4 hops", () => {
    const differing = Array.from({ length: 1500 }, (_, seed) => {
      const { cluster, to } = generatedCase(10_000 + seed, {
        mostControlPlanes: 3,
        mostWorkers: 3,
        mostHops: 4,
      });
      if (cluster.nodes.length > 4) return [];
      const plan = planUpgrade(cluster, { to });
      const fewest = fewestDrains(cluster, plan.to);
      const { planned, minimum } = plan.drains;
      return planned === fewest && minimum === fewest ? [] : [{ seed, to, planned, minimum, fewest }];
    }).flat();
    expect(differing).toEqual([]);
  });
});
