import { describe, expect, test } from "vitest";
import { accessRulesCheck } from "../../src/findings/checks/access-rules.ts";
import { accountTokensCheck } from "../../src/findings/checks/account-tokens.ts";
import { found, inShort } from "./manifest-check.ts";

const TOKEN = `apiVersion: v1
kind: Secret
type: kubernetes.io/service-account-token
metadata:
  name: deployer-token
  namespace: ci
  annotations: {kubernetes.io/service-account.name: deployer}
`;

const LISTING =
  "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: deployer, namespace: ci}\nsecrets: [{name: deployer-token}]\n";

describe("tokens in Secrets", () => {
  test("are a risk at the hop that begins to clean them up", () => {
    const hops = [
      { from: "1.27.16", to: "1.28.15" },
      { from: "1.28.15", to: "1.29.15" },
    ];
    const [finding] = found(accountTokensCheck, { "t.yaml": TOKEN, "a.yaml": LISTING }, { hops });
    expect(finding).toMatchObject({
      id: "legacy-token-secret",
      severity: "risk",
      appliesTo: { from: "1.28.15", to: "1.29.15" },
      places: [
        { path: "t.yaml", line: 1, object: { kind: "Secret", name: "deployer-token", namespace: "ci" } },
      ],
    });
    expect(finding?.why).toContain("ci/deployer-token of deployer");
  });

  test("that no account lists are left alone by the clean-up", () => {
    const hops = [{ from: "1.28.15", to: "1.29.15" }];
    const [finding, ...others] = found(accountTokensCheck, { "t.yaml": TOKEN }, { hops });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "notice", appliesTo: { from: null, to: null } });
    expect(finding?.why).toContain("no account lists it");
  });

  test("are worth knowing at any other time", () => {
    expect(inShort(found(accountTokensCheck, { "t.yaml": TOKEN }))).toEqual([
      "legacy-token-secret notice t.yaml:1",
    ]);
  });

  test("that the cluster marked invalid are a finding of their own", () => {
    const marked = TOKEN.replace(
      "  name:",
      "  labels: {kubernetes.io/legacy-token-invalid-since: 2026-08-01}\n  name:",
    );
    const [finding, ...others] = found(accountTokensCheck, { "t.yaml": marked });
    expect(others).toEqual([]);
    expect(finding?.id).toBe("legacy-token-invalid");
    expect(finding?.why).toContain("since 2026-08-01");
  });

  test("are told from Secrets of other types", () => {
    expect(found(accountTokensCheck, { "t.yaml": TOKEN.replace(/^type: .*$/m, "type: Opaque") })).toEqual([]);
  });
});

describe("who gets a token", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["a pod that names no account", { "w.yaml": web("") }, ["default-service-account notice w.yaml:1"]],
    [
      "a pod that names the default one",
      { "w.yaml": web("serviceAccountName: default, ") },
      ["default-service-account notice w.yaml:1"],
    ],
    ["a pod with an account of its own", { "w.yaml": web("serviceAccountName: web, ") }, []],
    ["a pod that wants none", { "w.yaml": web("automountServiceAccountToken: false, ") }, []],
    ["a pod whose account gives none", { "w.yaml": web(""), "a.yaml": account(false) }, []],
    [
      "a pod whose account gives one",
      { "w.yaml": web(""), "a.yaml": account(true) },
      ["default-service-account notice w.yaml:1"],
    ],
    [
      "a pod that projects one without an audience",
      {
        "w.yaml": web(
          "serviceAccountName: web, volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: t}}]}}], ",
        ),
      },
      ["token-without-audience notice w.yaml:1"],
    ],
    [
      "a pod that projects one with an audience",
      {
        "w.yaml": web(
          "serviceAccountName: web, volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: t, audience: vault}}]}}], ",
        ),
      },
      [],
    ],
  ])("%s", (_name, files, expected) => {
    expect(inShort(found(accountTokensCheck, files))).toEqual(expected);
  });
});

test("one workload runs as the default account, several run as it", () => {
  const one = { "a.yaml": web("") };
  const other = { "b.yaml": web("").replaceAll("web", "api") };
  expect(found(accountTokensCheck, one)[0]?.why).toMatch(/^\S+ \S+ runs as /);
  expect(found(accountTokensCheck, { ...one, ...other })[0]?.why).toMatch(/ and .* run as /);
});

describe("what RBAC grants too widely", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "every verb",
      role("{apiGroups: [apps], resources: [deployments], verbs: ['*']}"),
      ["wildcard-role notice r.yaml:1"],
    ],
    [
      "everything there is",
      role("{apiGroups: ['*'], resources: ['*'], verbs: [get]}"),
      ["wildcard-role notice r.yaml:1"],
    ],
    ["every resource of one group", role("{apiGroups: [apps], resources: ['*'], verbs: [get]}"), []],
    [
      "what the API server makes itself",
      role(
        "{apiGroups: ['*'], resources: ['*'], verbs: ['*']}",
        ", labels: {kubernetes.io/bootstrapping: rbac-defaults}",
      ),
      [],
    ],
    [
      "cluster-admin to an account",
      binding("cluster-admin", "{kind: ServiceAccount, name: ci, namespace: ci}"),
      ["cluster-admin-bound notice r.yaml:1"],
    ],
    [
      "cluster-admin to every account",
      binding("cluster-admin", "{kind: Group, name: 'system:serviceaccounts'}"),
      ["cluster-admin-bound notice r.yaml:1"],
    ],
    ["cluster-admin to people", binding("cluster-admin", "{kind: Group, name: platform}"), []],
    ["something less to an account", binding("view", "{kind: ServiceAccount, name: ci, namespace: ci}"), []],
  ])("%s", (_name, text, expected) => {
    expect(inShort(found(accessRulesCheck, { "r.yaml": text }))).toEqual(expected);
  });
});

test.each<[string, string, string]>([
  ["in the cluster", "", "cluster-admin is bound to ci/ci."],
  ["in its namespace", "RoleBinding", "cluster-admin is bound to ci/ci (in shop)."],
])("a binding gives the rights of its role %s", (_where, kind, why) => {
  const text = binding("cluster-admin", "{kind: User, name: 'system:serviceaccount:ci:ci'}");
  const bound =
    kind === ""
      ? text
      : text
          .replace("ClusterRoleBinding", kind)
          .replace("{name: deployer}", "{name: deployer, namespace: shop}");
  expect(found(accessRulesCheck, { "r.yaml": bound }).map((finding) => finding.why)).toEqual([why]);
});

function web(spec: string) {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {spec: {${spec}containers: [{name: a, image: a}]}}}
`;
}

function account(automount: boolean) {
  return `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: shop}\nautomountServiceAccountToken: ${automount}\n`;
}

function role(rule: string, labels = "") {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: deployer${labels}}
rules: [${rule}]
`;
}

function binding(name: string, subject: string) {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: deployer}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${name}}
subjects: [${subject}]
`;
}
