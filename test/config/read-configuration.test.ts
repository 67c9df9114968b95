import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConfigurationError } from "../../src/config/configuration-error.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";

const PATH = ".github/kubehop.yml";

function read(text: string, path = PATH) {
  return readConfiguration([
    { path: "README.md", text: "policy: nonsense" },
    { path, text },
  ]);
}

/** The only error of a text, as `line:column message remedy`. */
function errorOf(text: string): string {
  const { errors, configuration } = read(text);
  expect(configuration).toBeUndefined();
  expect(errors).toHaveLength(1);
  return shown(errors[0]);
}

function shown(error: ConfigurationError | undefined): string {
  return error === undefined ? "" : `${error.line}:${error.column} ${error.message} ${error.remedy}`;
}

describe("a configuration", () => {
  it("is missing in most repositories, which is no error", () => {
    expect(readConfiguration([{ path: "kubehop.yml", text: "policy: {advisory: true}" }])).toEqual({
      errors: [],
    });
  });

  it.each([
    ["an empty file", ""],
    ["comments only", "# nothing yet\n"],
    ["a key without a value", "policy:\n"],
  ])("says nothing: %s", (_, text) => {
    expect(read(text)).toMatchObject({ path: PATH, configuration: {}, errors: [] });
  });

  it("is found as .yaml too", () => {
    expect(read("discover: false", ".github/kubehop.yaml").configuration).toEqual({ discover: false });
  });

  it("may use every key", () => {
    const { configuration, errors } = read(`
version: 1
discover: true
ignorePaths: [docs/, "**/testdata/**"]
policy: { kubeProxy: strict, controlPlaneReach: any, advisory: true, failOn: risk }
commands: { permission: maintain }
plan:
  strategy: node-by-node
  packageManager: dnf
environments:
  production: { paths: [clusters/prod/], policy: { kubeProxy: official } }
  lab:
clusters:
  - name: prod-eu
    environment: production
    sources: [clusters/prod/eu/, "snapshots/eu-*.json"]
    distribution: kubespray
    policy: { controlPlaneReach: local }
  - name: edge
    environment: lab
    inventory:
      controlPlane: { version: 1.30, endpoint: "api.edge:6443" }
      etcd: { topology: external, version: 3.5.24, endpoints: ["https://10.0.0.9:2379"] }
      nodes:
        - { name: cp-1, role: control-plane, os: Ubuntu 24.04.1 LTS, runtime: containerd://2.1.4 }
        - { name: small, count: 12, pool: small, versionFrom: { file: a.yml, path: "x.y[0]" } }
`);
    expect(errors).toEqual([]);
    expect(configuration?.clusters?.[1]?.inventory?.controlPlane).toEqual({
      version: "1.30",
      endpoint: "api.edge:6443",
    });
    expect(configuration?.environments?.lab).toEqual({});
    expect(configuration?.plan).toEqual({ strategy: "node-by-node", packageManager: "dnf" });
  });

  it.each([
    ["unquoted", "1.30", "1.30"],
    ["quoted", '"1.30.2"', "1.30.2"],
    ["with a v", "v1.34", "v1.34"],
  ])("keeps a version as it is written: %s", (_, written, version) => {
    const text = `clusters: [{name: a, inventory: {controlPlane: {version: ${written}}}}]`;
    expect(read(text).configuration?.clusters?.[0]?.inventory?.controlPlane.version).toBe(version);
  });
});

describe("an unknown key is told at the key", () => {
  it.each([
    [
      "policies:\n  failOn: risk\n",
      /^1:1 "policies" is no key .* Remove it, or use one of: \$schema, version/,
    ],
    ["polcy:\n", /^1:1 .* Did you mean policy\?$/],
    ["policy:\n  failon: risk\n", /^2:3 "failon" .* in policy\. Did you mean failOn\?$/],
    ["failOn: risk\n", /^1:1 .* It belongs elsewhere: policy\.failOn\.$/],
    ["a: &a {advisory: yes}\n", /^1:1 /],
    ["plan: {stratgy: x}\n", /^1:8 "stratgy" is no key .* in plan\. Did you mean strategy\?/],
    [
      "clusters:\n- name: a\n  source: [x]\n  sources: [x]\n",
      /^3:3 .* in clusters\[0\]\. Did you mean sources\?$/,
    ],
    ["environments:\n  prod:\n    polcy: {}\n", /^3:5 .* in environments\.prod\. Did you mean policy\?$/],
    ["clusters:\n- name: a\n  source: [x]\n", /^3:3 .* in clusters\[0\]\. Did you mean sources\?$/],
    ["clusters:\n- nmae: a\n  sources: [x]\n", /^2:3 "nmae" .* in clusters\[0\]\. Did you mean name\?$/],
    [
      "clusters:\n- name: a\n  inventory:\n    controlPlane: {versoin: 1.34}\n",
      /^4:20 .* in clusters\[0\]\.inventory\.controlPlane\. Did you mean version\?$/,
    ],
    ["__proto__: {x: 1}\n", /^1:1 "__proto__" is no key/],
  ])("%j", (text, message) => {
    // A key whose value is missing is as wrong as one with a value.
    expect(errorOf(text.replace("polcy:\n", "polcy: {}\n"))).toMatch(message);
  });
});

describe("a wrong value is told at the value", () => {
  it.each([
    [
      "policy:\n  failOn: blockers\n",
      /^2:11 policy\.failOn is "blockers"; expected one of blocker, risk, notice\. Did you mean blocker\?$/,
    ],
    ["policy: {advisory: maybe}", /^1:20 .* expected true or false\./],
    ["version: 1.34", /^1:10 version is "1.34"; expected 1\. /],
    ["discover: [a]", /^1:11 discover is a list; expected true or false/],
    ["ignorePaths: docs", /^1:14 ignorePaths is "docs"; expected a list\. Write it as a list: \["docs"\]\.$/],
    [
      "clusters:\n  prod: {sources: [a]}\n",
      /^2:3 clusters is a mapping; expected a list\. Begin each entry with a dash: - name: …\.$/,
    ],
    ['policy: {advisory: "yes"}', /^1:21 .* expected true or false\. Write it without quotes: true\.$/],
    ["ignorePaths: [../other]", /^1:15 .* expected a path inside the repository/],
    ["ignorePaths: [/etc]", /^1:15 .* expected a path inside the repository/],
    [
      "clusters: [{name: a, inventory: {controlPlane: {version: 1.30}, nodes: [{name: w, count: 0}]}}]",
      /^1:90 .* a number not below 1/,
    ],
    [
      "clusters: [{name: a, inventory: {controlPlane: {version: 1.30}, nodes: [{name: w, count: 010}]}}]",
      /^1:90 .* is "010"; expected a (?:whole )?number/,
    ],
    ["commands: {permission: read}", /^1:24 .* expected one of triage, write, maintain, admin/],
    ["clusters: [{name: 12, sources: [a]}]", /^1:19 .* Put it in quotes: "12"\.$/],
    ["clusters: [{name: a b, sources: [a]}]", /^1:19 .* expected a name/],
    ["clusters: [{sources: [a]}]", /^1:12 clusters\[0\]\.name is missing\. /],
    ["clusters: [{name: a}]", /^1:12 clusters\[0\] needs exactly one of sources .* and inventory/],
    [
      'clusters: [{name: a, inventory: {controlPlane: {version: 1.30}, nodes: [{name: w, count: "3"}]}}]',
      /^1:91 .* is "3"; expected a number\. Write it without quotes: 3\.$/,
    ],
    ["clusters: [{name: a, sources: []}]", /^1:31 .* at least one entry/],
    [
      "clusters: [{name: a, sources: [p]}, {name: a, sources: [q]}]",
      /^1:44 .* a name that no other cluster has/,
    ],
    [
      "environments: {production: {}}\nclusters: [{name: a, environment: prodction, sources: [x]}]",
      /^2:35 .* expected production\. Did you mean production\?$/,
    ],
    ["environments: {'a b': {}}", /^1:17 "a b" cannot be a name/],
    ["- a\n- b\n", /^1:1 The configuration is a list/],
    ["just text", /^1:1 The configuration is "just text"/],
  ])("%j", (text, message) => {
    expect(errorOf(text)).toMatch(message);
  });

  it.each([
    ["version: latest", /^1:58 .* is "latest"; expected a Kubernetes version/],
    ["version: 1.30, versionFrom: {file: a, path: b}", /exactly one of version and versionFrom/],
    ["versionFrom: {file: a}", /exactly one of path .* and pattern/],
    ["versionFrom: {file: a, pattern: '(a'}", /^1:82 .* RE2 syntax/],
    ["versionFrom: {file: a, pattern: 'a'}", /^1:82 .* exactly one group, and this one has 0/],
    ["versionFrom: {file: a, pattern: '(a)(b)'}", /exactly one group, and this one has 2/],
    ["versionFrom: {file: a, pattern: '(?<=a)(b)'}", /RE2 syntax/],
    ["versionFrom: {file: a, path: 'a..b'}", /^1:79 .* a dotted path/],
    ["", /exactly one of version and versionFrom/],
  ])("in an inventory: {%s}", (members, message) => {
    expect(errorOf(`clusters: [{name: a, inventory: {controlPlane: {${members}}}}]`)).toMatch(message);
  });
});

describe("a file that is no configuration", () => {
  it.each([
    ["broken YAML", "a: b: c", /^1:1 The configuration cannot be read: not valid YAML/],
    ["a key twice", "discover: true\ndiscover: false\n", /^2:1 .* stands twice/],
    ["a second document", "discover: true\n---\ndiscover: false\n", /^3:1 .* second YAML document/],
    ["a binary file", "\0\0", /^1:1 .* binary/],
  ])("%s", (_, text, message) => {
    expect(errorOf(text)).toMatch(message);
  });

  it("stands beside another one", () => {
    const files = [PATH, ".github/kubehop.yaml"].map((path) => ({ path, text: "discover: true" }));
    expect(shown(readConfiguration(files).errors[0])).toMatch(/^1:1 There are two configurations/);
  });
});

it("tells all errors in the order of the file", () => {
  const { errors } = read("plan: {strategy: fast}\npolicy:\n  x: 1\n  failOn: 3\ndiscover: 7\n");
  expect(errors.map(({ line, column }) => [line, column])).toEqual([
    [1, 18],
    [3, 3],
    [4, 11],
    [5, 11],
  ]);
});

it("never throws, whatever the file holds", () => {
  const key = fc.constantFrom(
    "clusters",
    "policy",
    "plan",
    "environments",
    "inventory",
    "name",
    "versionFrom",
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      fc.string(),
      fc.double(),
      fc.constantFrom(null, true, "1.30"),
      fc.array(tie("any")),
      fc.dictionary(fc.oneof(key, fc.string()), tie("any")),
    ),
  })).any;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        value.map((data) => JSON.stringify(data)),
      ),
      (text) => {
        const { configuration, errors } = read(text ?? "");
        expect(configuration === undefined).toBe(errors.length > 0);
        for (const { line, column } of errors) expect(Math.min(line, column)).toBeGreaterThan(0);
      },
    ),
  );
});
