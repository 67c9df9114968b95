import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesPath } from "../../src/config/path-pattern.ts";

describe("a path lies under", () => {
  it.each([
    ["a file", "clusters/prod/nodes.json", "clusters/prod/nodes.json"],
    ["a directory", "clusters/prod", "clusters/prod/deep/nodes.json"],
    ["a directory with its slash", "clusters/prod/", "clusters/prod/nodes.json"],
    ["a directory from here", "./clusters", "clusters/a.yaml"],
    ["a star within a name", "snapshots/prod-*.json", "snapshots/prod-nodes.json"],
    ["two stars", "**/testdata", "a/b/testdata/c.yaml"],
    ["two stars for no directory", "**/testdata/**", "testdata/c.yaml"],
    ["two stars in the middle", "a/**/z.yaml", "a/b/c/z.yaml"],
    ["a question mark", "node?.json", "node1.json"],
    ["characters of regular expressions", "a+(b).json", "a+(b).json"],
  ])("%s", (_, pattern, path) => {
    expect(matchesPath(path, [pattern])).toBe(true);
  });
});

describe("a path does not lie under", () => {
  it.each([
    ["the beginning of a name", "clusters/pro", "clusters/prod/nodes.json"],
    ["a star that would have to cross a slash", "clusters/*.json", "clusters/prod/nodes.json"],
    ["a question mark for nothing", "node?.json", "node.json"],
    ["a dot that is no wildcard", "a.json", "axjson"],
    ["a longer pattern", "a/b/c", "a/b"],
  ])("%s", (_, pattern, path) => {
    expect(matchesPath(path, [pattern])).toBe(false);
  });
});

it("stays quick for patterns that make backtracking explode", () => {
  const pattern = `${"**/".repeat(100)}${"*a".repeat(100)}b`;
  expect(matchesPath("a/".repeat(500) + "a".repeat(5000), [pattern])).toBe(false);
});

it("matches every path by itself and by two stars", () => {
  const path = fc.array(
    fc.stringMatching(/^[a-z.][a-z0-9.-]{0,8}$/).filter((name) => name !== "."),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(path, (names) => {
      expect(matchesPath(names.join("/"), [names.join("/")])).toBe(true);
      expect(matchesPath(names.join("/"), ["**"])).toBe(true);
    }),
  );
});
