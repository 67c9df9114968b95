import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newestPatch, releases } from "../../src/kubernetes/releases.ts";
import { upgradePath } from "../../src/kubernetes/upgrade-path.ts";
import { compareVersions, minorDistance } from "../../src/kubernetes/version.ts";

/** The newest patches move with the facts; 1.34 and older have had their last one. */
const [N35, N36, N37] = [
  newestPatch("1.35") ?? "",
  newestPatch("1.36") ?? "",
  newestPatch("1.37") ?? "",
] as const;

/** The hops in short: `1.34.3 > 1.35.4`. */
function hops(from: string, to: string): readonly string[] {
  return upgradePath(from, to).hops.map((hop) => `${hop.from} > ${hop.to}`);
}

describe("upgradePath", () => {
  it.each<[string, string, string[]]>([
    ["1.35.4", "1.36.2", ["1.35.4 > 1.36.2"]],
    ["1.35.4", "1.36", [`1.35.4 > ${N36}`]],
    ["1.33.2", "1.36.1", ["1.33.2 > 1.34.13", `1.34.13 > ${N35}`, `${N35} > 1.36.1`]],
    ["v1.34.1", "v1.36", [`1.34.1 > ${N35}`, `${N35} > ${N36}`]],
    ["1.36.0", N36, [`1.36.0 > ${N36}`]],
    ["1.36.2", "1.36", [`1.36.2 > ${N36}`]],
    ["1.37.0-rc.1", "1.37.0", ["1.37.0-rc.1 > 1.37.0"]],
    ["1.36", "1.37", [`1.36 > ${N37}`]],
    ["1.36", N36, [`1.36 > ${N36}`]],
  ])("goes from %s to %s minor by minor", (from, to, expected) => {
    expect(upgradePath(from, to).verdict).toBe("ok");
    expect(hops(from, to)).toEqual(expected);
  });

  it.each([
    [N36, N36, "same"],
    [`v${N36}`, "1.36", "same"],
    ["1.36", "1.36", "same"],
    [`${N36}+k3s1`, N36, "same"],
    [N36, "1.36.1", "downgrade"],
    ["1.36.0", N35, "downgrade"],
    ["1.36", "1.35", "downgrade"],
    ["1.37.0", "1.37.0-rc.1", "downgrade"],
  ])("from %s to %s has no hops, for it is the %s", (from, to, verdict) => {
    expect(upgradePath(from, to)).toMatchObject({ verdict, hops: [] });
  });

  it("says why there is no hop", () => {
    expect(upgradePath("1.36.1", "1.36.1").notes).toContain("1.36.1 runs already: there is no hop to make.");
    expect(upgradePath("1.36.1", "1.35.2").notes[0]).toMatch(
      /^1\.35\.2 is older than 1\.36\.1, .* a restore of the backup/,
    );
  });

  it.each([
    [
      "a minor that is not out",
      "1.36.0",
      "1.38",
      /1\.38 is not known: the newest minor released on .* is 1\.37/,
    ],
    [
      "a patch that is not out",
      "1.36.0",
      "1.37.99",
      /1\.37\.99 is not known: the newest patch of 1\.37 .* is 1\.37\.\d+/,
    ],
    [
      "a minor before the facts begin",
      "1.9.0",
      "1.36",
      /1\.9\.0 is not known: the facts do not reach back to 1\.9/,
    ],
    ["a running patch that is not out", "1.36.99", "1.37", /1\.36\.99 is not known/],
    ["a pre-release of what is not out", "1.37.0", "1.38.0-alpha.2", /1\.38\.0-alpha\.2 is not known/],
  ])("refuses %s", (...[, from, to, message]) => {
    expect(() => upgradePath(from, to)).toThrow(expect.objectContaining({ code: "unknown-version" }));
    expect(() => upgradePath(from, to)).toThrow(message);
  });

  it.each(["latest", "", "1.36.x", "2.0"])("refuses %j, which is no version", (text) => {
    expect(() => upgradePath(text, "1.36")).toThrow(expect.objectContaining({ code: "invalid-version" }));
    expect(() => upgradePath("1.36", text)).toThrow(expect.objectContaining({ code: "invalid-version" }));
  });

  it("notes each minor on the way that is past its end of life, with its day", () => {
    expect(upgradePath("1.33.2", "1.35").notes).toEqual([
      "Kubernetes 1.33 is past its end of life (2026-06-28).",
      "Kubernetes 1.34 is past its end of life (2026-10-27).",
    ]);
  });

  it.each([
    ["1.36", "1.37", /Only the minor of the running version is known \(1\.36\)/],
    ["1.36.1", "1.37.0-rc.1", /target 1\.37\.0-rc\.1 is a pre-release/],
    ["1.37.0-rc.1", "1.37.0", /running version 1\.37\.0-rc\.1 is a pre-release/],
    ["1.36.1+rke2r1", "1.37", /vendor's build \(rke2r1\)/],
  ])("notes what is unusual from %s to %s", (from, to, note) => {
    expect(upgradePath(from, to).notes.join("\n")).toMatch(note);
  });

  it("skips no minor and never goes down, whatever the two versions", () => {
    const version = fc.constantFrom(
      ...releases().flatMap(({ patches }) => patches.map((patch) => patch.version)),
    );
    fc.assert(
      fc.property(version, version, (from, to) => {
        const path = upgradePath(from, to);
        const stops = [from, ...path.hops.map((hop) => hop.to)];
        expect(path.hops.map((hop) => hop.from)).toEqual(stops.slice(0, -1));
        expect(stops.at(-1)).toBe(path.verdict === "ok" ? to : from);
        for (const hop of path.hops) {
          expect(compareVersions(hop.to, hop.from)).toBeGreaterThan(0);
          expect(minorDistance(hop.to, hop.from)).toBeLessThanOrEqual(1);
        }
        expect(path.hops.slice(0, -1).every((hop) => hop.to === newestPatch(hop.to))).toBe(true);
      }),
    );
  });
});
