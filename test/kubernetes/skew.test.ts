import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import skewFacts from "../../data/skew.json" with { type: "json" };
import { type ComponentVersions, checkSkew, type SkewPolicy } from "../../src/kubernetes/skew.ts";

const nothing: ComponentVersions = {
  apiServers: [],
  controllerManagers: [],
  schedulers: [],
  cloudControllerManagers: [],
  kubelets: [],
  kubeProxies: [],
};

/** `cp-1@1.36.2` on a node, `1.36.2` on none. */
function at(...texts: readonly string[]): readonly { readonly node?: string; readonly version: string }[] {
  return texts.map((text) => {
    const [left = "", version] = text.split("@");
    return version === undefined ? { version: left } : { node: left, version };
  });
}

/** The broken rules in short: `rule node?version>reference allowed/actual`. */
function broken(versions: Partial<ComponentVersions>, policy?: SkewPolicy): readonly string[] {
  const { violations } = checkSkew({ ...nothing, ...versions }, policy);
  return violations.map(
    ({ rule, node, version, against, allowedMinors, actualMinors }) =>
      `${rule} ${node ?? "-"} ${version} > ${against.version} ${allowedMinors}/${actualMinors}`,
  );
}

describe("the kubelet", () => {
  it.each<[string, [string[], string], string[]]>([
    ["may trail by three minors", [["1.36.2"], "1.33.0"], []],
    ["may not trail by four", [["1.36.2"], "1.32.13"], ["kubelet w 1.32.13 > 1.36.2 3/4"]],
    ["below 1.25 may trail by two", [["1.26.1"], "1.24.17"], []],
    ["below 1.25 may not trail by three", [["1.27.0"], "1.24.17"], ["kubelet w 1.24.17 > 1.27.0 2/3"]],
    ["of 1.25 may trail by three", [["1.28.0"], "1.25.0"], []],
    ["is never newer", [["1.35.9"], "1.36.0"], ["kubelet w 1.36.0 > 1.35.9 0/1"]],
    ["of a newer patch is not newer", [["1.35.0"], "1.35.10"], []],
    [
      "is held against the oldest API server for being newer",
      [["a@1.36.0", "b@1.35.4"], "1.36.0"],
      ["kubelet w 1.36.0 > 1.35.4 0/1"],
    ],
    [
      "is held against the newest API server for being older",
      [["a@1.35.4", "b@1.36.0"], "1.32.1"],
      ["kubelet w 1.32.1 > 1.36.0 3/4"],
    ],
    [
      "counts as its minor in a pre-release",
      [["1.36.0"], "1.37.0-alpha.1"],
      ["kubelet w 1.37.0-alpha.1 > 1.36.0 0/1"],
    ],
    ["of a vendor counts as its minor", [["v1.36.0+k3s1"], "v1.36.0-eks-1"], []],
    ["known by its minor only is judged all the same", [["1.36"], "1.32"], ["kubelet w 1.32 > 1.36 3/4"]],
  ])("%s", (_, [apiServers, kubelet], violations) => {
    expect(broken({ apiServers: at(...apiServers), kubelets: at(`w@${kubelet}`) })).toEqual(violations);
  });
});

describe("API servers of one cluster", () => {
  it("may lie one minor apart", () => {
    expect(broken({ apiServers: at("a@1.35.1", "b@1.36.0", "c@1.36.0") })).toEqual([]);
  });

  it("may not lie two minors apart, which is told once for each one left behind", () => {
    const apiServers = at("a@1.34.1", "b@1.36.0", "c@1.34.9");
    expect(broken({ apiServers })).toEqual([
      "apiserver-ha a 1.34.1 > 1.36.0 1/2",
      "apiserver-ha c 1.34.9 > 1.36.0 1/2",
    ]);
  });
});

describe("kube-proxy", () => {
  it.each<[string, [string, string, string?], string[]]>([
    ["may trail by three minors", ["1.36.0", "1.33.1"], []],
    ["may not trail by four", ["1.36.0", "1.32.1"], ["kube-proxy w 1.32.1 > 1.36.0 3/4"]],
    ["below 1.25 may trail by two only", ["1.27.0", "1.24.1"], ["kube-proxy w 1.24.1 > 1.27.0 2/3"]],
    ["is never newer", ["1.35.0", "1.36.0"], ["kube-proxy w 1.36.0 > 1.35.0 0/1"]],
    ["may be three minors newer than its kubelet", ["1.36.0", "1.36.0", "1.33.1"], []],
    ["may be three minors older than its kubelet", ["1.36.0", "1.33.0", "1.36.0"], []],
    [
      "below 1.25 may be two older than its kubelet only",
      ["1.26.0", "1.23.0", "1.26.0"],
      ["kube-proxy w 1.23.0 > 1.26.0 2/3", "kube-proxy-kubelet w 1.23.0 > 1.26.0 2/3"],
    ],
  ])("%s", (_, [apiServer, kubeProxy, kubelet], violations) => {
    const kubelets = kubelet === undefined ? [] : at(`w@${kubelet}`);
    expect(broken({ apiServers: at(apiServer), kubeProxies: at(`w@${kubeProxy}`), kubelets })).toEqual(
      violations,
    );
  });

  it("is held against the kubelet of its own node only", () => {
    const cluster = { apiServers: at("1.36.0"), kubeProxies: at("w1@1.36.0", "w2@1.36.0", "1.36.0") };
    expect(broken({ ...cluster, kubelets: at("w1@1.36.0", "w2@1.32.0") })).toEqual([
      "kubelet w2 1.32.0 > 1.36.0 3/4",
      "kube-proxy-kubelet w2 1.36.0 > 1.32.0 3/4",
    ]);
  });

  it("may trail by one minor only where the policy is strict", () => {
    const cluster = { apiServers: at("1.36.0"), kubeProxies: at("a@1.35.0", "b@1.34.0", "c@1.37.0") };
    expect(broken(cluster)).toEqual(["kube-proxy c 1.37.0 > 1.36.0 0/1"]);
    expect(broken(cluster, { kubeProxy: "strict" })).toEqual([
      "kube-proxy b 1.34.0 > 1.36.0 1/2",
      "kube-proxy c 1.37.0 > 1.36.0 0/1",
    ]);
  });

  it("names the policy as the source where only the strict reading forbids it", () => {
    const versions = { ...nothing, apiServers: at("1.36.0"), kubeProxies: at("1.34.0") };
    expect(checkSkew(versions, { kubeProxy: "strict" }).violations[0]?.source).toContain("strict");
  });
});

describe.each([
  ["kube-controller-manager", "controllerManagers"],
  ["kube-scheduler", "schedulers"],
  ["cloud-controller-manager", "cloudControllerManagers"],
] as const)("%s", (rule, member) => {
  const apiServers = at("a@1.36.0", "b@1.35.4");

  it("may be one minor older than every API server it can reach, and never newer", () => {
    expect(broken({ apiServers: at("1.36.0"), [member]: at("1.36.9", "1.35.0") })).toEqual([]);
    expect(broken({ apiServers, [member]: at("a@1.36.0", "b@1.34.0", "c@1.35.0") })).toEqual([
      `${rule} a 1.36.0 > 1.35.4 0/1`,
      `${rule} b 1.34.0 > 1.36.0 1/2`,
    ]);
  });

  it("reaches only the API server beside it where the policy says so", () => {
    expect(
      broken({ apiServers, [member]: at("a@1.36.0", "b@1.34.0") }, { controlPlaneReach: "local" }),
    ).toEqual([]);
  });

  it("is held against all API servers where none runs beside it", () => {
    expect(
      broken({ apiServers, [member]: at("c@1.36.0", "1.36.0") }, { controlPlaneReach: "local" }),
    ).toEqual([`${rule} c 1.36.0 > 1.35.4 0/1`, `${rule} - 1.36.0 > 1.35.4 0/1`]);
  });
});

describe("kubectl", () => {
  it.each<[string, string[]]>([
    ["1.36.4", []],
    ["1.35.0", []],
    ["1.37.0", ["kubectl - 1.37.0 > 1.35.4 1/2"]],
    ["1.34.0", ["kubectl - 1.34.0 > 1.36.0 1/2"]],
  ])("%s is within one minor of every API server, or told", (kubectl, violations) => {
    expect(broken({ apiServers: at("1.36.0", "1.35.4"), kubectl })).toEqual(violations);
  });
});

describe("checkSkew", () => {
  it("says in one sentence what is too far from what, with the numbers", () => {
    const versions = { ...nothing, apiServers: at("cp-1@1.27.3"), kubelets: at("w-1@1.24.1") };
    expect(checkSkew(versions).violations[0]).toEqual({
      rule: "kubelet",
      component: "kubelet",
      node: "w-1",
      version: "1.24.1",
      against: { component: "kube-apiserver", node: "cp-1", version: "1.27.3" },
      allowedMinors: 2,
      actualMinors: 3,
      message:
        "kubelet 1.24.1 on w-1 is 3 minors older than kube-apiserver 1.27.3 on cp-1; the limit is 2 minors for a kubelet below 1.25.",
      source: skewFacts.rules.find(({ id }) => id === "kubelet")?.source,
    });
  });

  it("tells a component that is both too old and too new both ways", () => {
    const versions = { apiServers: at("1.31.0", "1.36.0"), kubelets: at("1.32.0") };
    expect(broken(versions)).toEqual([
      "apiserver-ha - 1.31.0 > 1.36.0 1/5",
      "kubelet - 1.32.0 > 1.36.0 3/4",
      "kubelet - 1.32.0 > 1.31.0 0/1",
    ]);
  });

  it("refuses to be silent about a cluster without API servers", () => {
    expect(() => checkSkew({ ...nothing, kubelets: at("1.36.0") })).toThrow(
      expect.objectContaining({ code: "no-api-server" }),
    );
  });

  const cluster = { ...nothing, apiServers: at("1.36.0") };
  it.each([
    ["invalid-version", [{ ...cluster, kubelets: at("latest") }]],
    ["invalid-policy", [cluster, { kubeProxy: "lax" }]],
    ["invalid-policy", [cluster, { controlPlaneReach: "all" }]],
  ])("refuses bad input with %s: %j", (code, input) => {
    expect(() => Reflect.apply(checkSkew, undefined, input)).toThrow(expect.objectContaining({ code }));
  });

  it("is content with any cluster of one minor", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1 }),
        (minor, patches) => {
          const list = patches.map((patch) => ({ node: `n${patch}`, version: `v1.${minor}.${patch}` }));
          const [apiServers, kubelets, kubeProxies] = [list, list, list];
          const [controllerManagers, schedulers, cloudControllerManagers] = [list, list, list];
          const versions = {
            apiServers,
            kubelets,
            kubeProxies,
            controllerManagers,
            schedulers,
            cloudControllerManagers,
          };
          expect(checkSkew({ ...versions, kubectl: `1.${minor}` }).verdict).toBe("supported");
        },
      ),
    );
  });

  it("never allows more under a stricter policy", () => {
    const minor = fc
      .integer({ min: 20, max: 37 })
      .map((number) => ({ node: `n${number % 3}`, version: `1.${number}.0` }));
    const list = fc.array(minor, { maxLength: 4 });
    const clusters = fc.record({
      apiServers: fc.array(minor, { minLength: 1, maxLength: 3 }),
      kubelets: list,
      kubeProxies: list,
    });
    fc.assert(
      fc.property(clusters, (versions) => {
        const strict = broken(versions, { kubeProxy: "strict" }).filter((text) =>
          text.startsWith("kube-proxy "),
        );
        const official = broken(versions).filter((text) => text.startsWith("kube-proxy "));
        expect(strict.length).toBeGreaterThanOrEqual(official.length);
      }),
    );
  });
});
