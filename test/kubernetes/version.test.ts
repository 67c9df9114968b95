import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareVersions,
  formatVersion,
  minorDistance,
  minorOf,
  parseVersion,
  tryParseVersion,
} from "../../src/kubernetes/version.ts";

describe("parseVersion reads", () => {
  it.each([
    ["1.29", { minor: 29 }],
    ["v1.29", { minor: 29 }],
    ["1.29.3", { minor: 29, patch: 3 }],
    ["1.30.0", { minor: 30, patch: 0 }],
    ["v1.30.0-rc.1", { minor: 30, patch: 0, prerelease: "rc.1" }],
    ["1.30.0-beta.1", { minor: 30, patch: 0, prerelease: "beta.1" }],
    ["v1.38.0-alpha.0", { minor: 38, patch: 0, prerelease: "alpha.0" }],
    ["v1.29.3+k3s1", { minor: 29, patch: 3, vendor: "k3s1" }],
    ["v1.27.6+rke2r1", { minor: 27, patch: 6, vendor: "rke2r1" }],
    ["v1.30.2-eks-abc123", { minor: 30, patch: 2, vendor: "eks-abc123" }],
    ["v1.28.5-gke.100", { minor: 28, patch: 5, vendor: "gke.100" }],
    ["v1.28.4+vmware.1-fips.1", { minor: 28, patch: 4, vendor: "vmware.1-fips.1" }],
    ["v1.31.0-rc.1+rke2r1", { minor: 31, patch: 0, prerelease: "rc.1", vendor: "rke2r1" }],
    ["v1.30.0-alpha.1.123+0f1e2d", { minor: 30, patch: 0, prerelease: "alpha.1.123", vendor: "0f1e2d" }],
    ["v1.29.3-rchost-7", { minor: 29, patch: 3, vendor: "rchost-7" }],
  ])("%s", (text, parts) => {
    expect(parseVersion(text)).toEqual({ major: 1, ...parts, text });
  });
});

describe("parseVersion refuses", () => {
  it.each([
    ["a label", "latest"],
    ["a channel", "stable-1.30"],
    ["an empty text", ""],
    ["a wildcard", "1.29.x"],
    ["a range", ">=1.29"],
    ["a leading zero in the major", "v01.2.3"],
    ["a leading zero in the minor", "1.029"],
    ["a leading zero in the patch", "1.29.03"],
    ["another major", "2.x"],
    ["another major with numbers", "2.0.0"],
    ["full-width digits", "１.２９"],
    ["Arabic digits", "1.٢٩"],
    ["a bare major", "1"],
    ["four numbers", "1.29.3.4"],
    ["an unfinished minor", "1."],
    ["an unfinished suffix", "1.29.3-"],
    ["an unfinished build", "1.29.3+"],
    ["an empty identifier", "1.29.3-rc..1"],
    ["a suffix on a bare minor", "1.29-rc.1"],
    ["a package revision", "1.30.2-1.1"],
    ["a capital V", "V1.29"],
    ["blanks", " 1.29"],
    ["a line break", "1.29\n"],
    ["10 kB", "1.".repeat(5_000)],
    ["10 kB of digits", `1.${"2".repeat(10_000)}`],
    ["10 kB of suffix", `1.29.3-${"a.".repeat(5_000)}`],
  ])("%s", (_, text) => {
    expect(() => parseVersion(text)).toThrow(expect.objectContaining({ code: "invalid-version" }));
    expect(tryParseVersion(text)).toBeUndefined();
  });

  it("what a YAML parser made of an unquoted 1.30, and says how to write it", () => {
    const fromYaml: string = JSON.parse("1.30");
    expect(() => parseVersion(fromYaml)).toThrow(/^The number 1\.3 is no Kubernetes version/);
    expect(() => parseVersion(fromYaml)).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining("quotes") }),
    );
  });

  it("with a sentence that says what was read and what was expected", () => {
    expect(() => parseVersion("1.29.x")).toThrow(/"1\.29\.x" is no Kubernetes version; expected 1\.MINOR/);
  });

  it("hostile text without repeating all of it or its control characters", () => {
    const hostile = `\u001b[31m\u202e@everyone${"x".repeat(10_000)}`;
    expect(() => parseVersion(hostile)).toThrow(/^[\x20-\x7e…]{1,300}$/);
    expect(() => parseVersion(hostile)).toThrow(/\\u\{1b\}\[31m\\u\{202e\}.*10015 characters/);
  });

  it("whatever is not built like a version", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(tryParseVersion(text) === undefined || /^v?1\.\d/.test(text)).toBe(true);
      }),
    );
  });
});

describe("formatVersion", () => {
  it.each([
    ["v1.29.3+k3s1", "1.29.3+k3s1"],
    ["v1.36", "1.36"],
    ["1.30.0-rc.1", "1.30.0-rc.1"],
  ])("writes %s as %s", (text, formatted) => {
    expect(formatVersion(parseVersion(text))).toBe(formatted);
  });
});

describe("minorOf", () => {
  it("names the minor of anything that is a version", () => {
    expect(minorOf("v1.34.6-gke.100")).toBe("1.34");
    expect(minorOf(parseVersion("1.9"))).toBe("1.9");
  });
});

describe("minorDistance", () => {
  it("is positive where the first one is newer, whatever the patches", () => {
    expect(minorDistance("1.36.0", "1.33.13")).toBe(3);
    expect(minorDistance("1.9.9", "1.10.0")).toBe(-1);
    expect(minorDistance("1.37.0-rc.1", "1.37")).toBe(0);
  });
});

describe("compareVersions orders", () => {
  const ascending = [
    "1.9.11",
    "1.10.0-alpha.1",
    "1.10.0-alpha.1.5",
    "1.10.0-alpha.2",
    "1.10.0-alpha.10",
    "1.10.0-beta.0",
    "1.10.0-rc.1",
    "1.10.0",
    "1.10.2",
    "1.10.10",
    "1.11",
  ];

  it("numbers as numbers and pre-releases before their release", () => {
    expect(ascending.toReversed().toSorted(compareVersions)).toEqual(ascending);
  });

  it("a vendor's build as the version it was built from", () => {
    expect(compareVersions("v1.29.3+k3s1", "1.29.3")).toBe(0);
    expect(compareVersions("v1.30.2-eks-abc123", "1.30.2")).toBe(0);
  });

  it("any two the same way round from both sides", () => {
    const version = fc.constantFrom(...ascending);
    fc.assert(
      fc.property(version, version, (left, right) => {
        expect(Math.sign(compareVersions(left, right))).toBe(-Math.sign(compareVersions(right, left)) + 0);
      }),
    );
  });
});
