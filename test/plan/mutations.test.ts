import { describe, expect, it } from "vitest";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { exampleCluster } from "./example-cluster.ts";
import { mutations } from "./mutations.ts";
import { replay } from "./replay.ts";

const cluster = exampleCluster({ version: "1.33.6", controlPlanes: 3, workers: 2 });
const plan = planUpgrade(cluster, { to: "1.36" });

describe("the replay checker", () => {
  it("finds nothing wrong with the plan that the mutations spoil", () => {
    expect(replay(cluster, plan)).toEqual([]);
  });

  it.each(mutations)("catches: $name", ({ mutate }) => {
    expect(replay(cluster, mutate(plan))).not.toEqual([]);
  });
});
