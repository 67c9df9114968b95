import { describe, expect, test } from "vitest";
import * as library from "../../src/index.ts";
import { BARE, WHOLE } from "./clusters.ts";

/** A call as plain JavaScript makes it: nothing holds its arguments against the types. */
const plain = library as unknown as Readonly<Record<string, (...given: unknown[]) => unknown>>;

test("a cluster written by hand needs its versions only", () => {
  expect(plain.planUpgrade?.(BARE, { to: "1.36" })).toEqual(library.planUpgrade(WHOLE, { to: "1.36" }));
});

test("a leading v changes no plan, path, skew or policy", () => {
  expect(library.planUpgrade(WHOLE, { to: "v1.36.6" })).toEqual(library.planUpgrade(WHOLE, { to: "1.36.6" }));
  expect(library.upgradePath("v1.34.6", "v1.36.6")).toEqual(library.upgradePath("1.34.6", "1.36.6"));
  expect(library.checkSkew(library.componentVersions(WHOLE)).verdict).toBe("supported");
  expect(policy("v")).toEqual(policy(""));
});

test("lists that a skew is asked without have nothing to judge", () => {
  expect(plain.checkSkew?.({ apiServers: [{ version: "1.36.0" }] })).toEqual({
    verdict: "supported",
    violations: [],
  });
});

function policy(prefix: "" | "v") {
  return library.checkKubeadmPolicy({
    clusterVersion: `${prefix}1.34.6`,
    kubeadmVersion: `${prefix}1.35.1`,
    targetVersion: `${prefix}1.36.1`,
    kubeletVersions: [`${prefix}1.31.0`],
  });
}

describe("what is no argument at all is refused, naming it", () => {
  test.each([
    ["planUpgrade", [undefined, { to: "1.36" }], "`cluster` is undefined"],
    ["planUpgrade", [{}, { to: "1.36" }], "`cluster.controlPlane` is undefined"],
    ["planUpgrade", [BARE], "`options` is undefined"],
    ["planUpgrade", [BARE, { to: "1.36", strategy: "fast" }], '`options.strategy` is "fast"'],
    ["componentVersions", [null], "`cluster` is null"],
    ["checkSkew", [undefined], "`versions` is undefined"],
    ["checkSkew", [{ apiServers: [] }, null], "`policy` is null"],
    ["checkKubeadmPolicy", [], "`upgrade` is undefined"],
    ["readCluster", [], "`files` is undefined"],
    ["readCluster", ["kind: Node"], '`files` is "kind: Node"'],
    ["readCluster", [[{ path: "a.yaml" }]], "`files[0]` is another object"],
    ["renderMarkdown", [[]], "`plan` is a list"],
    ["renderMarkdown", [{}], "`plan.drains` is undefined"],
    ["renderMarkdown", [{ drains: {} }, 3], "`options` is a number"],
  ])("%s(%j)", (name, given, message) => {
    expect(() => plain[name]?.(...given)).toThrow(
      expect.objectContaining({ code: "invalid-argument", message: expect.stringContaining(message) }),
    );
  });
});

test.each([
  ["planUpgrade", [BARE, {}]],
  ["upgradePath", ["1.34"]],
  ["checkKubeadmPolicy", [{}]],
  ["parseVersion", [1.3]],
])("%s without a version says what a version is", (name, given) => {
  expect(() => plain[name]?.(...given)).toThrow(expect.objectContaining({ code: "invalid-version" }));
});
