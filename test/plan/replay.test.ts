import { describe, expect, it } from "vitest";
import type { Strategy } from "../../src/plan/plan.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { generatedCase } from "./generated-cluster.ts";
import { replay } from "./replay.ts";

const BOUNDS = { mostControlPlanes: 5, mostWorkers: 4, mostHops: 6 };
const STRATEGIES: readonly Strategy[] = ["fewest-drains", "node-by-node"];

describe("every plan of generated clusters", () => {
  for (const strategy of STRATEGIES) {
    it(`can be done step by step without breaking a rule: ${strategy}`, () => {
      const failures = Array.from({ length: 1200 }, (_, seed) => {
        const { cluster, to } = generatedCase(seed, BOUNDS);
        const plan = planUpgrade(cluster, { to, strategy });
        const problems = plan.verdict === "unknown" ? ["verdict unknown"] : replay(cluster, plan);
        return problems.length === 0 ? [] : [{ seed, to, problems: problems.slice(0, 4) }];
      }).flat();
      expect(failures.slice(0, 3)).toEqual([]);
    });
  }
});
