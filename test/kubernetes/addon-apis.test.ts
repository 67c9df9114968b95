import { describe, expect, it } from "vitest";
import addonApisFile from "../../data/addon-apis.json" with { type: "json" };
import { addonApi, addonProduct, isAddonApiVersion } from "../../src/kubernetes/addon-apis.ts";
import { isKnownGroup } from "../../src/kubernetes/api-table.ts";
import { compareReleases, isReleaseFrom } from "../../src/kubernetes/release-order.ts";

const ROWS = addonApisFile.versions.map((row) => ({ ...row, apiVersion: `${row.group}/${row.version}` }));

describe("the rows of addon-apis.json", () => {
  it("speak of each kind once, and never of a group of Kubernetes' own", () => {
    const names = ROWS.flatMap(({ apiVersion, kinds }) => kinds.map((kind) => `${apiVersion} ${kind}`));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(ROWS.filter(({ group }) => isKnownGroup(group))).toEqual([]);
  });

  it("name an end or a deprecation, the deprecation first", () => {
    const odd = ROWS.filter(({ deprecatedIn, removedIn }) => {
      if (deprecatedIn === null || removedIn === null) return deprecatedIn === removedIn;
      return !isReleaseFrom(removedIn, deprecatedIn);
    });
    expect(odd).toEqual([]);
  });

  it("replace by what goes on, of an add-on that they describe", () => {
    const apis = ROWS.flatMap(({ apiVersion, kinds }) =>
      kinds.flatMap((kind) => addonApi({ apiVersion, kind }) ?? []),
    );
    expect(apis.filter(({ replacement }) => replacement && addonApi(replacement) !== undefined)).toEqual([]);
    expect(apis.filter(({ product }) => addonProduct(product) === undefined)).toEqual([]);
  });
});

describe("what is known of an add-on's API", () => {
  it("has the kind's name in the replacement", () => {
    expect(addonApi({ apiVersion: "karpenter.sh/v1alpha5", kind: "Provisioner" })).toMatchObject({
      product: "karpenter",
      removedIn: "0.33.0",
      replacement: { apiVersion: "karpenter.sh/v1", kind: "NodePool", servedFrom: "1.0.0" },
    });
  });

  it("holds for every kind of a version that went as a whole, lists aside", () => {
    const kinds = ["Middleware", "Other", "", "MiddlewareList"];
    const apis = kinds.map((kind) => addonApi({ apiVersion: "traefik.containo.us/v1alpha1", kind }));
    expect(apis.map((api) => api?.removedIn)).toEqual(["3.0.0", "3.0.0", "3.0.0", undefined]);
  });

  it("is asked for by its whole version alone", () => {
    const words = [
      "cert-manager.io/v1alpha2",
      "cert-manager.io/v1",
      "cert-manager.io",
      "Certificate",
      "v1alpha2",
    ];
    expect(words.filter(isAddonApiVersion)).toEqual(["cert-manager.io/v1alpha2"]);
  });
});

describe("the order of add-ons' releases", () => {
  it.each<[string, string, "before" | "same" | "after" | "none"]>([
    ["0.9.1", "0.16.0", "before"],
    ["v1.6.0", "1.6", "same"],
    ["2.0.0-rc.1", "2.0.0", "before"],
    ["10.0.0", "9.9.9", "after"],
    ["1.2.3+build5", "1.2.3", "same"],
    ["latest", "1.0.0", "none"],
    [">=1.0.0", "1.0.0", "none"],
    ["1.2.x", "1.2.0", "none"],
  ])("%s stands to %s: %s", (one, other, expected) => {
    const order = compareReleases(one, other);
    const words = { "-1": "before", "0": "same", "1": "after" } as const;
    expect(order === undefined ? "none" : words[`${Math.sign(order) as -1 | 0 | 1}`]).toBe(expected);
  });
});
