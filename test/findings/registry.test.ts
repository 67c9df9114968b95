import { assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { findingCatalogue } from "../../src/findings/catalogue.ts";
import { checkCluster, checks } from "../../src/findings/registry.ts";
import { oddCluster } from "./odd-cluster.ts";
import { clusterAt, findingsOf, hopsOf } from "./sample-cluster.ts";

const RANK = { blocker: 0, risk: 1, notice: 2 } as const;

describe("the registry", () => {
  it("gives every check and every finding its own name", () => {
    const names = checks.map(({ name }) => name);
    const ids = findingCatalogue.map(({ id }) => id);
    expect([new Set(names).size, new Set(ids).size]).toEqual([names.length, ids.length]);
    expect([...names, ...ids].filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it("explains an id and knows nothing of others", () => {
    const titles = new Map(findingCatalogue.map(({ id, title }) => [id, title]));
    expect(titles.get("flag-removed")).toBe("A command-line flag goes away");
    expect(titles.get("no-such-finding")).toBeUndefined();
  });

  it("lists findings most severe first and in the order of the hops", () => {
    const cluster = clusterAt("1.22.3", {
      addons: [{ name: "ingress-nginx", version: "1.9.0" }],
      nodes: [{ ...(clusterAt("1.22.3").nodes[0] ?? fail()), containerRuntime: "docker://20.10.24" }],
    });
    const found = findingsOf(cluster, "1.37");
    const ranks = found.map(({ severity }) => RANK[severity]);
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    const targets = hopsOf("1.22.3", "1.37").map(({ to }) => to);
    const risks = found.filter(({ severity, appliesTo }) => severity === "risk" && appliesTo.to !== null);
    const places = risks.map(({ appliesTo }) => targets.indexOf(appliesTo.to ?? ""));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it("never throws, and reports only what the catalogue knows, whatever the files hold", () => {
    assert(
      property(oddCluster(), constantFrom("1.21", "1.29", "1.34", "1.37"), (cluster, to) => {
        const hops = hopsOf("1.20.4", to);
        const context = { cluster, hops, to, today: "2026-11-24" };
        const found = checkCluster(context);
        expect(found.filter(({ id }) => !findingCatalogue.some((one) => one.id === id))).toEqual([]);
        expect(checkCluster(structuredClone(context))).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });
});

function fail(): never {
  throw new Error("the sample cluster has a node");
}
