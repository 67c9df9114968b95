import { describe, expect, it } from "vitest";
import { statesAfterHops } from "../../src/report/version-replay.ts";
import { versionSeries } from "../../src/report/version-series.ts";
import { cluster, hop, node, plan, step } from "./sample-assessment.ts";

const of = cluster({ controlPlanes: 2, workers: 3 });

const pools = (count: number) => ({
  ...of,
  nodes: Array.from({ length: count }, (_, index) => node(`n-${index}`, { pool: `pool-${index}` })),
});

const names = (count: number) =>
  versionSeries(pools(count), plan(of).hops).flatMap(({ name }) =>
    name.startsWith("kubelets") ? [name] : [],
  );

describe("the versions after each hop", () => {
  const states = statesAfterHops(of, plan(of).hops);

  it("begin with what runs now", () => {
    expect(states[0]).toMatchObject({
      apiServers: [{ version: "1.34.6", count: 2 }],
      managers: [{ version: "1.34.6", count: 4 }],
      kubelets: [{ version: "1.34.6", count: 5 }],
    });
  });

  it("leave kubelets where a hop does not move them", () => {
    expect(states[1]).toMatchObject({
      apiServers: [{ version: "1.35.10", count: 2 }],
      kubelets: [{ version: "1.34.6", count: 5 }],
      kubeProxies: [{ version: "1.35.10", count: 5 }],
    });
  });

  it("end with everything at the target", () => {
    const all = Object.values({ ...states[2], kubeletPools: [] }).flat();
    expect(new Set(all.map(({ version }) => version))).toEqual(new Set(["1.36.6"]));
  });

  it("count one version that a file states for the whole control plane on each of its machines", () => {
    const version = [{ version: "1.34.6" }];
    const controlPlane = {
      ...of.controlPlane,
      apiServers: version,
      controllerManagers: version,
      schedulers: [],
    };
    const planes = node("planes", { role: "control-plane", count: 3 });
    const counts = (nodes: typeof of.nodes) => {
      const [now] = statesAfterHops({ ...of, controlPlane, nodes }, []);
      return [now?.apiServers, now?.managers].map((tally) => tally?.[0]?.count);
    };
    expect(counts([planes])).toEqual([3, 3]);
    expect(counts([])).toEqual([1, 1]);
  });

  it("count a pool of which only the number is known", () => {
    const pool = { ...of, nodes: [node("gpu", { count: 40 })] };
    const moves = [step("upgrade-kubelet", { node: "gpu", version: "1.35.10" })];
    const hops = [{ ...hop(of, { from: "1.34.6", to: "1.35.10" }, false), steps: moves }];
    expect(statesAfterHops(pool, hops).map(({ kubelets }) => kubelets)).toEqual([
      [{ version: "1.34.6", count: 40 }],
      [{ version: "1.35.10", count: 40 }],
    ]);
  });

  it("move control-plane instances that name no node", () => {
    const anonymous = { ...of, controlPlane: { ...of.controlPlane, apiServers: [{ version: "1.34.6" }] } };
    expect(statesAfterHops(anonymous, plan(of).hops)[1]?.apiServers).toEqual([
      { version: "1.35.10", count: 2 },
    ]);
  });

  it("move instances that name no node with the first node that moves, the others with their own", () => {
    const apiServers = [{ version: "1.34.6" }, { node: "cp-1", version: "1.34.6" }];
    const half = { ...of, controlPlane: { ...of.controlPlane, apiServers } };
    const steps = [step("upgrade-node", { node: "cp-2", version: "1.35.10" })];
    const hops = [{ ...hop(of, { from: "1.34.6", to: "1.35.10" }, false), steps }];
    expect(statesAfterHops(half, hops)[1]).toMatchObject({
      apiServers: [
        { version: "1.34.6", count: 1 },
        { version: "1.35.10", count: 1 },
      ],
      kubeProxies: [{ version: "1.34.6", count: 5 }],
    });
  });

  it("say nothing of what no file tells", () => {
    const silent = {
      ...of,
      nodes: [],
      controlPlane: { ...of.controlPlane, schedulers: [], controllerManagers: [] },
    };
    expect(statesAfterHops(silent, plan(of).hops)[2]).toMatchObject({
      managers: [],
      kubelets: [],
      kubeProxies: [],
    });
  });
});

describe("the versions over the steps", () => {
  it("hold a point only where the oldest or newest version changes, whatever the number of nodes", () => {
    const wide = cluster({ workers: 400 });
    for (const { points } of versionSeries(wide, plan(wide).hops))
      expect(points.length).toBeLessThanOrEqual(6);
  });

  it("show a half-moved component between two versions", () => {
    const apiServers = versionSeries(of, plan(of).hops).find(({ name }) => name === "API servers");
    expect(apiServers?.points.map(({ oldest, newest }) => [oldest, newest])).toEqual([
      ["1.34.6", "1.34.6"],
      ["1.34.6", "1.35.10"],
      ["1.35.10", "1.35.10"],
      ["1.35.10", "1.36.6"],
      ["1.36.6", "1.36.6"],
    ]);
  });

  it("draw a few pools on their own and many as one", () => {
    expect(names(2)).toEqual(["kubelets: pool-0", "kubelets: pool-1"]);
    expect(names(12)).toEqual(["kubelets"]);
  });
});
