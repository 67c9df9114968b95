import { describe, expect, test } from "vitest";
import { parseVersion } from "../../src/kubernetes/version.ts";
import { satisfies } from "../../src/kubernetes/version-constraint.ts";

/** As helm 3.22 answers `helm template --kube-version VERSION` for a chart with that constraint. */
describe("a version satisfies a chart's constraint as helm takes it", () => {
  test.each<[string, string, boolean]>([
    [">=1.25.0-0", "1.36.0", true],
    [">=1.25.0-0", "1.24.9", false],
    [">= 1.22.0-0 < 1.36.0", "1.36.0", false],
    [">=1.22, <1.36", "1.35.9", true],
    ["<=1.36", "1.36.5", true],
    ["<1.36", "1.36.0", false],
    [">1.36", "1.36.5", false],
    [">1.35.9", "1.36.0", true],
    ["^1.19.0-0", "1.36.2", true],
    ["~1.36", "1.36.4", true],
    ["~1.35.1", "1.36.0", false],
    ["1.36.x", "1.36.7", true],
    ["1.36", "1.36.7", true],
    ["v1.36.1", "1.36.0", false],
    ["*", "1.36.0", true],
    ["!=1.36.x", "1.36.1", false],
    ["1.19 - 1.22", "1.22.3", true],
    ["1.19.0 - 1.22.0", "1.22.3", false],
    ["1.18.x || >=1.30.0", "1.31.0", true],
    ["~> 1.36", "1.37.0", false],
    ["=>1.20.0", "1.36.0", true],
    ["<=1.36.0-0", "1.36.0", false],
    [">1.36.0-0", "1.36.0", true],
    [">=1.19.0-0 <1.36.0-0", "1.35.9", true],
    [">=1.19.0-0 <1.36.0-0", "1.36.0-rc.1", false],
    [">=1.19.0-0", "1.36.0-rc.1", true],
    [">=1.19.0", "1.36.0-rc.1", false],
    [">=1.19-0", "v1.36.2-gke.100", true],
    [">=1.19", "1.36.2+k3s1", true],
    ["^1.2", "1.36.0", true],
    ["^2", "1.36.0", false],
    ["~1", "1.36.0", true],
    ["1.x", "1.36.0", true],
    [">= 1.30.0 , < 1.36.0", "1.35.0", true],
    ["1.18 - 1.20 || >=1.30", "1.36.0", true],
    ["<1", "1.36.0", false],
    ["!=1.36", "1.36.0-rc.1", false],
  ])("%s and %s: %s", (constraint, version, expected) => {
    expect(satisfies(parseVersion(version), constraint)).toBe(expected);
  });
});

test.each([
  ["of a minor whose patches differ", "1.36", "<=1.36.2"],
  ["of what is no constraint", "1.36.0", "newest"],
  ["of nothing", "1.36.0", " "],
  ["of comparisons that nothing separates", "1.36.0", ">=1.2<1.40"],
  ["of an operator that helm does not know", "1.36.0", "==1.36.0"],
  ["of a way that is empty", "1.36.0", ">=1.20 ||"],
  ["of a comma with nothing behind it", "1.36.0", ">=1.20,"],
  ["of a placeholder", "1.36.0", ">={{ .minimum }}"],
  ["of a minor with one patch that is denied", "1.36", "!=1.36.3"],
])("nothing is said %s", (_name, version, constraint) => {
  expect(satisfies(parseVersion(version), constraint)).toBeUndefined();
});

test("a minor satisfies what each of its patches does", () => {
  expect(satisfies(parseVersion("1.36"), ">=1.25.0-0 <1.37.0")).toBe(true);
});
