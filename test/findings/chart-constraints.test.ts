import { describe, expect, it } from "vitest";
import { chartConstraintsCheck } from "../../src/findings/checks/chart-constraints.ts";
import { found, inShort } from "./manifest-check.ts";

const WAY = {
  hops: [
    { from: "1.32.4", to: "1.33.9" },
    { from: "1.33.9", to: "1.34.6" },
    { from: "1.34.6", to: "1.35.2" },
  ],
};

const chart = (constraint: string, name = "web") =>
  `apiVersion: v2\nname: ${name}\nversion: 1.2.3\nkubeVersion: ${constraint}\n`;

describe("charts that refuse a version of the way", () => {
  it.each<[which: string, constraint: string, expected: readonly string[]]>([
    ["one that ends below the target", "'>=1.19.0-0 <1.34.0-0'", ["risk 1.33"]],
    ["one that ends below the first hop", '"<1.33"', ["risk 1.32"]],
    ["one that allows every hop", "^1.20", []],
    ["one that knows only one minor", "~1.32", ["risk 1.32"]],
    ["one that leaves out a minor between", "'!=1.34.x'", ["notice 1.33"]],
    ["one for the target", "'>= 1.35.0'", ["notice 1.32"]],
    ["one with several ranges", "1.20 - 1.30 || >= 1.33", []],
    ["one that asks for nothing", "''", []],
  ])("%s", (_, constraint, expected) => {
    const findings = found(chartConstraintsCheck, { "web/Chart.yaml": chart(constraint) }, WAY);
    expect(findings.map(({ id }) => id)).toEqual(expected.map(() => "chart-refuses-version"));
    expect(
      findings.map(({ severity, appliesTo }) => `${severity} ${appliesTo.from?.replace(/\.\d+$/, "")}`),
    ).toEqual(expected);
  });

  it("says which versions are refused, and what to ask helm", () => {
    const [finding] = found(chartConstraintsCheck, { "web/Chart.yaml": chart('"<1.34"') }, WAY);
    expect(finding).toMatchObject({
      certainty: "proven",
      places: [{ path: "web/Chart.yaml", line: 4, column: 15 }],
      why: 'kubeVersion "<1.34" of web leaves out 1.34.6 and 1.35.2.',
    });
    expect(finding?.fix.text).toContain("helm template CHART --kube-version 1.34.6");
  });

  it("tells charts of the same constraint together", () => {
    const files = { "a/Chart.yaml": chart("<1.34", "a"), "b/Chart.yaml": chart("<1.34", "b") };
    expect(inShort(found(chartConstraintsCheck, files, WAY))).toEqual([
      "chart-refuses-version risk a/Chart.yaml:4 b/Chart.yaml:4",
    ]);
  });

  it("only mentions a dependency, which helm does not ask", () => {
    const files = {
      "web/Chart.yaml": chart("'>=1.20.0-0'"),
      "web/charts/cache/Chart.yaml": chart("<1.34", "cache"),
    };
    const [finding, ...others] = found(chartConstraintsCheck, files, WAY);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "notice", certainty: "likely" });
    expect(finding?.why).toContain("helm asks only the chart that holds it");
  });

  it("takes a folder of charts that is in none for charts of their own", () => {
    const files = { "charts/cache/Chart.yaml": chart("<1.34", "cache") };
    expect(inShort(found(chartConstraintsCheck, files, WAY))).toEqual([
      "chart-refuses-version risk charts/cache/Chart.yaml:4",
    ]);
  });

  it("judges a pre-release of the target as helm does", () => {
    const hops = [{ from: "1.36.2", to: "1.37.0-rc.1" }];
    const files = { "a/Chart.yaml": chart("'>=1.20.0'", "a"), "b/Chart.yaml": chart("'>=1.20.0-0'", "b") };
    expect(inShort(found(chartConstraintsCheck, files, { hops }))).toEqual([
      "chart-refuses-version risk a/Chart.yaml:4",
    ]);
  });

  it.each([
    ["a sample", "examples/web/Chart.yaml"],
    ["a test", "tests/web/Chart.yaml"],
  ])("passes %s over", (_, path) => {
    expect(found(chartConstraintsCheck, { [path]: chart("<1.34") }, WAY)).toEqual([]);
  });

  it("says nothing where no hop is ahead", () => {
    expect(found(chartConstraintsCheck, { "Chart.yaml": chart("newest") }, { hops: [] })).toEqual([]);
  });
});

it("says once which constraints cannot be read", () => {
  const files = { "a/Chart.yaml": chart("newest", "a"), "b/Chart.yaml": chart('">=1.2<1.40"', "b") };
  const [finding, ...others] = found(chartConstraintsCheck, files, WAY);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    id: "chart-constraint-unreadable",
    severity: "notice",
    certainty: "unknown",
    places: [{ path: "a/Chart.yaml" }, { path: "b/Chart.yaml" }],
  });
  expect(finding?.why).toContain('"newest" of a and ">=1.2<1.40" of b');
});
