import { describe, expect, it } from "vitest";
import { plainLinks, repositoryLinks } from "../../src/report/links.ts";

const links = repositoryLinks({
  serverUrl: "https://github.example.com/",
  owner: "acme",
  repository: "fleet",
  sha: "3f1c9ab",
});

describe("links to files", () => {
  it.each([
    ["cluster/nodes.yaml", 7, "cluster/nodes.yaml#L7"],
    ["cluster/nodes.yaml", undefined, "cluster/nodes.yaml"],
    ["a b/(c)#d?e%f.yaml", 1, "a%20b/(c)%23d%3Fe%25f.yaml#L1"],
    ["ümlaut/😀.yaml", 1, "%C3%BCmlaut/%F0%9F%98%80.yaml#L1"],
    ["../../../../evil", 1, "%2E%2E/%2E%2E/%2E%2E/%2E%2E/evil#L1"],
    ["\ud800.yaml", 1, "%EF%BF%BD.yaml#L1"],
  ])("%j at line %s", (path, line, written) => {
    expect(links.fileUrl?.(path, line)).toBe(`https://github.example.com/acme/fleet/blob/3f1c9ab/${written}`);
  });

  it("are missing where there is no repository", () => {
    expect(plainLinks().fileUrl).toBeUndefined();
  });
});

describe("links to runbooks", () => {
  it("lead to the page of the released version", () => {
    expect(links.runbookUrl("docs/runbooks/skips-minor.md")).toMatch(
      /^https:\/\/github\.com\/kubehop\/kubehop\/blob\/v\d+\.\d+\.\d+\/docs\/runbooks\/skips-minor\.md$/,
    );
  });
});
