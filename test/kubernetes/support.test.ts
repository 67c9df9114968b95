import { describe, expect, it } from "vitest";
import {
  bundledReleases,
  factsAge,
  isKnownPatch,
  isKnownVersion,
  newestPatch,
  release,
  releases,
} from "../../src/kubernetes/releases.ts";
import { supportStatus } from "../../src/kubernetes/support.ts";

const { asOf: factsAsOf, newestMinor } = bundledReleases;

describe("supportStatus", () => {
  it.each([
    ["2025-08-27", "supported"],
    ["2026-08-26", "supported"],
    ["2026-08-27", "maintenance"],
    ["2026-10-26", "maintenance"],
    ["2026-10-27", "end-of-life"],
    ["2026-11-24T08:30:00Z", "end-of-life"],
    ["2025-08-26", "unknown"],
  ])("on %s calls 1.34 %s", (today, state) => {
    expect(supportStatus("1.34.3", today).state).toBe(state);
  });

  it("tells the dates and the newest patch", () => {
    expect(supportStatus("v1.36.2", "2026-11-24")).toEqual({
      minor: "1.36",
      state: "supported",
      maintenanceFrom: "2027-04-28",
      endOfLife: "2027-06-28",
      newestPatch: "1.36.6",
      message:
        "Kubernetes 1.36 is supported; maintenance mode begins on 2027-04-28, end of life is 2027-06-28.",
    });
  });

  it.each([
    ["a minor that is not out", "1.38.0-alpha.2", "1.38"],
    ["a minor before the facts begin", "1.9.0", "1.9"],
    ["a text that is no version", "latest", "unknown"],
  ])("does not guess about %s", (_, version, minor) => {
    expect(supportStatus(version, "2026-11-24")).toMatchObject({ minor, state: "unknown" });
  });

  it.each(["24.11.2026", "2026-02-30", "2026-13-01", "tomorrow", ""])("refuses %j as a day", (today) => {
    expect(() => supportStatus("1.36", today)).toThrow(expect.objectContaining({ code: "invalid-date" }));
  });
});

describe("factsAge", () => {
  it.each([
    [0, false],
    [60, false],
    [61, true],
    [-1, false],
  ])("after %i days is stale: %s", (ageDays, stale) => {
    expect(factsAge(dayAfter(ageDays))).toEqual({ asOf: factsAsOf, ageDays, stale });
  });
});

describe("releases", () => {
  it("knows the newest patch of a minor, and none of a minor that is not out", () => {
    expect(newestPatch("1.20")).toBe("1.20.15");
    expect(newestPatch("v1.36.0-rc.1+k3s1")).toBe("1.36.6");
    expect(newestPatch("1.38")).toBeUndefined();
  });

  it("has every minor up to the newest one", () => {
    expect(releases().at(-1)?.minor).toBe(newestMinor);
    expect(release(newestMinor)?.gaDate).toBe("2026-08-26");
  });

  it.each([
    ["1.36.6", true],
    ["v1.36.6+k3s1", true],
    ["1.36.7", false],
    ["1.36", false],
    ["1.36.0-rc.1", false],
  ])("calls %s a known patch: %s", (version, known) => {
    expect(isKnownPatch(version)).toBe(known);
  });

  it.each([
    ["1.36", true],
    ["1.37.0-rc.1", true],
    ["1.36.7", false],
    ["1.38", false],
    ["1.38.0-alpha.2", false],
  ])("calls %s a known version: %s", (version, known) => {
    expect(isKnownVersion(version)).toBe(known);
  });
});

function dayAfter(days: number): string {
  return new Date(Date.parse(factsAsOf) + days * 86_400_000).toISOString().slice(0, 10);
}
