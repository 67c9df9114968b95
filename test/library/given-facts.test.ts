import { describe, expect, test } from "vitest";
import releases from "../../data/releases.json" with { type: "json" };
import { type PlanFacts, planUpgrade } from "../../src/index.ts";
import { WHOLE } from "./clusters.ts";

const LATER = "2027-01-10";
const planWith = (facts: PlanFacts, to = "1.36") => planUpgrade(WHOLE, { to, facts, today: LATER });
const patch = (minor: string, number: number) => ({
  minor,
  patches: [{ version: `${minor}.${number}`, date: "2026-12-15" }],
});

describe("a patch that is newer than the package", () => {
  const facts = { releases: { asOf: "2027-01-05", minors: [patch("1.36", 40), patch("1.35", 41)] } };
  const plan = planWith(facts);

  test("is the target of its minor, and where a hop on the way ends", () => {
    expect(plan.to).toBe("1.36.40");
    expect(plan.hops.map(({ to }) => to)).toEqual(["1.35.41", "1.36.40"]);
  });

  test("stands in the packages' commands", () => {
    const commands = plan.hops.flatMap(({ steps }) => steps.flatMap(({ commands: all }) => all));
    expect(commands.filter(({ run }) => run.includes("kubeadm='1.36.40-*'"))).not.toEqual([]);
  });

  test("may be asked for, and is unknown without the facts", () => {
    expect(planWith(facts, "1.36.40").to).toBe("1.36.40");
    const { verdict, findings } = planUpgrade(WHOLE, { to: "1.36.40" });
    expect(verdict).toBe("blocked");
    expect(findings.map(({ id }) => id)).toContain("unknown-version");
  });

  test("is said in the plan's facts, whose age is that of the given ones", () => {
    expect(plan.facts).toMatchObject({ asOf: "2027-01-05" });
    expect(plan.facts.sources).toContain("options.facts.releases");
    const without = planUpgrade(WHOLE, { to: "1.36", today: "2027-03-01" });
    expect(without.findings.map(({ id }) => id)).toContain("facts-stale");
    const fresh = { releases: { asOf: "2027-02-20", minors: [] } };
    const current = planUpgrade(WHOLE, { to: "1.36", today: "2027-03-01", facts: fresh });
    expect(current.findings.map(({ id }) => id)).not.toContain("facts-stale");
  });
});

test("a date that the project moved counts", () => {
  const ended = [{ minor: "1.36", endOfLife: "2027-01-01" }];
  const { findings } = planWith({ releases: { asOf: LATER, minors: ended } });
  expect(findings.find(({ id }) => id === "target-end-of-life")?.why).toContain("2027-01-01");
});

test("the package's own file, or no facts at all, changes nothing but the sources", () => {
  const bundled = planUpgrade(WHOLE, { to: "1.36", today: LATER });
  expect(planWith({})).toEqual(bundled);
  const { facts, ...plan } = planWith({ releases });
  expect(plan).toEqual({ ...bundled, facts: undefined });
  expect(facts.asOf).toBe(bundled.facts.asOf);
});

describe("facts that cannot be used are refused with their place", () => {
  const releasesWith = (...minors: readonly unknown[]) => ({ releases: { asOf: LATER, minors } });

  test.each<readonly [string, unknown, string]>([
    ["no releases in them", { releases: null }, "`facts.releases` is null"],
    ["no day", { releases: { minors: [] } }, "`facts.releases.asOf` is undefined; expected an ISO date"],
    [
      "no such day",
      { releases: { asOf: "2027-02-30", minors: [] } },
      '`facts.releases.asOf` is "2027-02-30"',
    ],
    ["older", { releases: { asOf: "2026-01-01", minors: [] } }, "before the day of the facts"],
    ["no list", { releases: { asOf: LATER, minors: {} } }, "`facts.releases.minors` is another object"],
    [
      "a minor that nothing else covers",
      releasesWith(patch("1.38", 0)),
      '`facts.releases.minors[0].minor` is "1.38"',
    ],
    ["another minor's patch", releasesWith({ ...patch("1.35", 9), minor: "1.36" }), "patches[0].version"],
    [
      "a pre-release",
      releasesWith({ minor: "1.36", patches: [{ version: "1.36.9-rc.1", date: LATER }] }),
      "expected a patch such as 1.36.4",
    ],
    [
      "a patch of tomorrow",
      releasesWith({ minor: "1.36", patches: [{ version: "1.36.9", date: "2027-01-11" }] }),
      "which is after facts.releases.asOf",
    ],
    ["a date that is none", releasesWith({ minor: "1.36", endOfLife: "soon" }), "minors[0].endOfLife"],
  ])("%s", (_, facts, message) => {
    expect(() => planWith(facts as PlanFacts)).toThrow(
      expect.objectContaining({ code: "invalid-facts", message: expect.stringContaining(message) }),
    );
  });

  test.each<readonly [string, object, string]>([
    ["a misspelt option", { to: "1.36", stratgy: "node-by-node" }, "did you mean options.strategy?"],
    ["an option of nobody", { to: "1.36", force: true }, "it takes to, strategy, today, facts"],
    ["facts that are none", { to: "1.36", facts: "fresh" }, '`options.facts` is "fresh"'],
    [
      "facts of another file",
      { to: "1.36", facts: { skew: {} } },
      '`options.facts` has the unknown member "skew"',
    ],
  ])("%s", (_, options, message) => {
    expect(() => planUpgrade(WHOLE, options as { to: string })).toThrow(
      expect.objectContaining({ code: "invalid-argument", message: expect.stringContaining(message) }),
    );
  });
});
