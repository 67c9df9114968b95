import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { load } from "js-yaml";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { existingCluster } from "../../../src/execution/context/existing-cluster.ts";
import type { Executor } from "../../../src/execution/executor.ts";

const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: production
contexts:
- name: production
  context: {cluster: production, user: root}
- name: staging
  context: {cluster: staging, user: tester, namespace: shop}
- name: cloud
  context: {cluster: staging, user: plugin}
- name: torn
  context: {cluster: nowhere, user: tester}
clusters:
- name: production
  cluster: {server: "https://production.example:6443", certificate-authority-data: cHJvZA==}
- name: staging
  cluster: {server: "https://staging.example:6443", certificate-authority: pki/ca.crt}
users:
- name: root
  user: {token: root-token}
- name: tester
  user: {client-certificate-data: YQ==, client-key: pki/tester.key}
- name: plugin
  user: {exec: {command: aws, apiVersion: client.authentication.k8s.io/v1}}
`;

/** A home with a kubeconfig, and the folder of a run. */
let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "kubehop-test-"));
  folder = join(home, "run");
  for (const made of [folder, join(home, ".kube", "pki")]) mkdirSync(made, { recursive: true });
  writeFileSync(join(home, ".kube", "config"), KUBECONFIG);
  writeFileSync(join(home, ".kube", "pki", "ca.crt"), "ca");
  writeFileSync(join(home, ".kube", "pki", "tester.key"), "key");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** An existing cluster runs no command of its own. */
const NO_EXECUTOR: Executor = { run: () => Promise.reject(new Error("nothing is to be run")) };

async function opened(context: string | undefined, environment: Readonly<Record<string, string>> = {}) {
  const named = context === undefined ? {} : { context };
  const sandbox = existingCluster({ ...named, folder, environment: { HOME: home, ...environment } });
  const flaw = await sandbox.open(NO_EXECUTOR, new AbortController().signal);
  if (flaw !== undefined) return { flaw };
  expect(sandbox.environment).toEqual({ KUBECONFIG: join(folder, "kubeconfig") });
  return { text: readFileSync(join(folder, "kubeconfig"), "utf8") };
}

describe("a named context", () => {
  test("is all that commands see: its cluster, its user, no other name or token", async () => {
    const { text = "" } = await opened("staging");
    expect(load(text)).toEqual({
      apiVersion: "v1",
      kind: "Config",
      "current-context": "staging",
      contexts: [{ name: "staging", context: { cluster: "staging", user: "tester", namespace: "shop" } }],
      clusters: [
        {
          name: "staging",
          cluster: { server: "https://staging.example:6443", "certificate-authority-data": "Y2E=" },
        },
      ],
      users: [{ name: "tester", user: { "client-certificate-data": "YQ==", "client-key-data": "a2V5" } }],
    });
    expect(text).not.toContain("production");
    expect(statSync(join(folder, "kubeconfig")).mode & 0o777).toBe(0o600);
  });

  test.each([
    [
      "is not there",
      "stagin",
      'There is no context "stagin". It is one of production, staging, cloud, torn.',
    ],
    ["names a cluster that is not there", "torn", 'The context "torn" names no cluster that is there.'],
    ["logs in by a program", "cloud", 'The user of context "cloud" logs in by a program'],
  ])("is refused where it %s", async (_, context, sentence) => {
    expect((await opened(context)).flaw).toContain(sentence);
  });

  test("is refused where the operator does not list it", async () => {
    const environment = { KUBEHOP_CONTEXTS: "staging, review" };
    expect((await opened("production", environment)).flaw).toContain("is not one of KUBEHOP_CONTEXTS");
    expect((await opened("staging", environment)).flaw).toBeUndefined();
  });

  test("comes from the first file of KUBECONFIG that holds it", async () => {
    const other = join(home, "other");
    writeFileSync(
      other,
      "contexts: [{name: staging, context: {cluster: here, user: x}}]\nclusters: [{name: here, cluster: {server: 'https://here.example'}}]\n",
    );
    const list = [join(home, "missing"), other, join(home, ".kube", "config")].join(delimiter);
    const { text = "" } = await opened("staging", { KUBECONFIG: list });
    expect(text).toContain("https://here.example");
    expect(text).not.toContain("staging.example");
  });

  test("says so where the kubeconfig is no YAML", async () => {
    writeFileSync(join(home, ".kube", "config"), "a: [");
    expect((await opened("staging")).flaw).toBe("The kubeconfig is not valid YAML. Mend it.");
  });
});

describe("without a named context", () => {
  test("none is the current one", async () => {
    const { text = "" } = await opened(undefined);
    const config = load(text) as { contexts: { name: string }[] };
    expect(config).not.toHaveProperty("current-context");
    expect(config.contexts.map(({ name }) => name)).toEqual(["production", "staging", "cloud", "torn"]);
  });

  test("only those are there that the operator lists", async () => {
    const { text = "" } = await opened(undefined, { KUBEHOP_CONTEXTS: "staging" });
    expect(text).not.toContain("production");
    expect(text).toContain("staging.example");
  });

  test("there may be no kubeconfig at all", async () => {
    const { text = "" } = await opened(undefined, { HOME: folder });
    expect(load(text)).toEqual({ apiVersion: "v1", kind: "Config", contexts: [], clusters: [], users: [] });
  });
});
