import { describe, expect, it } from "vitest";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { checkSubject } from "../../src/report/check-words.ts";
import { exampleCluster } from "../plan/example-cluster.ts";

const checksOf = (version: string, to: string) =>
  planUpgrade(exampleCluster({ version, controlPlanes: 3, workers: 2 }), { to }).hops.map((hop) =>
    hop.steps.filter(({ action }) => action === "check"),
  );

describe("what a check is called", () => {
  it("tells the checks before a hop's first change apart", () => {
    for (const checks of checksOf("1.28.15", "1.37")) {
      const subjects = checks.filter(({ phase }) => phase === "preflight").map(checkSubject);
      expect(new Set(subjects).size).toBe(subjects.length);
    }
  });

  it("says more than its phase, in every hop there is", () => {
    const unnamed = checksOf("1.20.15", "1.37")
      .flat()
      .filter((step) => checkSubject(step) === step.phase.replaceAll("-", " "));
    expect(unnamed.map(({ id }) => id)).toEqual([]);
  });

  it("names the version that it asks for", () => {
    const [proof] = checksOf("1.35.10", "1.36")[0]?.filter(({ version }) => version !== undefined) ?? [];
    expect(proof && checkSubject(proof)).toBe("the control plane serves at 1.36.6");
  });
});
