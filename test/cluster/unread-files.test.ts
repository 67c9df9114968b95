import { describe, expect, test } from "vitest";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import type { SourceFile } from "../../src/source/finding.ts";
import { clusterConfiguration, file, nodeList } from "./sources.ts";

const KUBEADM = clusterConfiguration("x", "v1.34.6").text;
const NODES = nodeList("snapshot.json", [{ name: "cp-1", version: "v1.34.6", role: "control-plane" }]);

function bomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(", ")}]\n`,
  );
  return `a0: &a0 [${Array(10).fill("x").join(", ")}]\n${levels.join("")}`;
}

const configured = (...sources: readonly string[]) =>
  file(
    ".github/kubehop.yml",
    `clusters:\n  - name: prod\n    sources:\n${sources.map((one) => `      - ${one}\n`).join("")}`,
  );

const binary = (path: string) => ({ path, reason: "the file is binary, not text" });

describe("a file whose name speaks of a cluster and that holds none says why", () => {
  test.each<readonly [string, SourceFile, number | undefined, string]>([
    ["nothing", file("kubeadm.yaml", ""), undefined, "the file is empty"],
    ["blanks", file("prod/kubeadm-config.yml", " \n\n"), undefined, "the file is empty"],
    ["nothing, in an inventory", file("inventory/prod/hosts.ini", ""), undefined, "the file is empty"],
    ["comments", file("kubeadm.yaml", "# to do\n---\n"), undefined, "the file holds comments only"],
    ["null", file("nodes.yaml", "null\n"), 1, "nothing but null"],
    ["an empty object", file("nodes.json", "{}"), 1, "the object is empty"],
    ["a List of nothing", file("nodes.json", '{"kind": "List", "items": []}'), 1, "the list is empty"],
    ["an array of nothing", file("nodes.json", "[]"), 1, "the list is empty"],
    ["bytes", file("nodes.yaml", "\u0000\u0001"), undefined, "binary"],
    [
      "a table of kubectl",
      file("nodes.yaml", "NAME   STATUS   ROLES    VERSION\ncp-1   Ready    <none>   v1.36.2\n"),
      1,
      "take it again with -o json",
    ],
    ["plain text", file("nodes.yaml", "cp-1 Ready\ncp-2 Ready\n"), 1, '"cp-1 Ready cp-2 Ready"'],
    [
      "a word that may be a token",
      file("cluster.yaml", "abcdef0123456789\n"),
      1,
      "holds plain text and no object",
    ],
    ["an error of kubectl", file("nodes.json", "error: no such resource\n"), 1, "no such resource"],
    [
      "an answer of the API server",
      file("nodes.json", '{"apiVersion": "v1", "kind": "Status", "message": "Unauthorized"}'),
      1,
      "Unauthorized",
    ],
    ["Ansible's vault", file("kubeadm.yaml", "$ANSIBLE_VAULT;1.1;AES256\n62\n"), 1, "Ansible Vault"],
    ["SOPS", file("kubeadm.yaml", "apiVersion: ENC[x]\nkind: ENC[y]\nsops: {}\n"), 1, "SOPS"],
    ["the beginning of JSON", file("nodes.json", '{\n  "apiVersion": "v1'), 2, "not valid JSON"],
    ["the beginning of an object", file("kubeadm.yaml", "apiVersion: kubeadm.k8s."), 1, "half-written"],
    [
      "the beginning of a list",
      file("nodes.yaml", "apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: No"),
      1,
      "half-written",
    ],
    [
      "a configuration without its apiVersion",
      file("kubeadm.yaml", "kind: ClusterConfiguration\nkubernetesVersion: v1.34.6\n"),
      1,
      "without an apiVersion",
    ],
    [
      "a misspelt group",
      file("kubeadm.yaml", KUBEADM.replace("kubeadm.k8s", "kubeadm-k8s")),
      1,
      "kubeadm's begins with kubeadm.k8s.io/",
    ],
    ["a misspelt kind", file("kubeadm.yaml", KUBEADM.replace("rConf", "rconf")), 1, "kubeadm has no kind"],
    ["a merge that was not finished", file("kubeadm.yaml", `<<<<<<< HEAD\n${KUBEADM}`), 2, "merge conflict"],
    ["an alias bomb", file("clusters/prod.yaml", bomb()), 7, "aliases expand"],
    ["brackets without end", file("nodes.json", "[".repeat(100_000)), 1, "nested too deeply"],
  ])("%s", (...[, source, line, reason]) => {
    const { clusters, unread } = readCluster([source, NODES]);
    expect(clusters).toHaveLength(1);
    expect(unread).toEqual([
      { path: source.path, ...(line === undefined ? {} : { line }), reason: expect.stringContaining(reason) },
    ]);
  });
});

describe("a manifest of any name is told where it holds no text, and a broken one where nothing else was found", () => {
  const BROKEN = file("prod.yaml", "a: [1,\n");

  test.each([
    ["empty", file("prod.yaml", ""), "empty"],
    ["binary", file("prod.json", "a\0"), "binary"],
  ])("%s", (_, source, reason) => {
    expect(readCluster([source, NODES]).unread).toEqual([
      { path: source.path, reason: expect.stringContaining(reason) },
    ]);
  });

  test("broken, without a cluster", () => {
    expect(readCluster([BROKEN]).unread).toMatchObject([{ path: "prod.yaml", line: 1 }]);
  });

  test("broken, beside a cluster: it may be anything", () => {
    expect(readCluster([BROKEN, NODES]).unread).toEqual([]);
  });
});

describe("what never promised a cluster needs no word", () => {
  test.each<readonly [string, SourceFile]>([
    ["an application's broken manifest", file("web.yaml", "apiVersion: apps/v1\nkind: Deployment\nx: [\n")],
    ["a Go template", file("k8s/app.yaml", "kind: Job\nname: {{ .Name }}\n")],
    ["tasks about kubeadm", file("kubeadm-setup.yml", "- name: run kubeadm\n  command: kubeadm init\n")],
    ["Helm's values", file("chart/values-prod.yaml", "")],
    ["a chart's empty template", file("chart/templates/service.yaml", "")],
    ["an inventory of other hosts", file("inventory/hosts", "[web]\na.example\n")],
    ["an editor's settings", file(".devcontainer/devcontainer.json", "// for VS Code\n{}\n")],
    ["secrets that SOPS encrypted", file("cluster-secrets.yaml", "data: ENC[x]\nsops: {}\n")],
    ["Ansible's variables without any", file("inventory/prod/group_vars/k8s_cluster/k8s-net.yml", "# no\n")],
    ["text without a word", file("notes.txt", "")],
    ["a page of documentation", file("docs/kubeadm.yaml", "")],
    ["a test's broken input", file("tests/integration/nodes.json", "{")],
    ["a dependency's file", file("vendor/x/nodes.json", "\0")],
    ["CI", file(".github/workflows/nodes.yml", "")],
  ])("%s", (_, source) => {
    expect(readCluster([source]).unread).toEqual([]);
  });
});

describe("what the configuration names is told whatever its name is", () => {
  test.each<readonly [string, string, SourceFile, string]>([
    ["empty", "a.txt", file("a.txt", ""), "empty"],
    ["broken", "infra", file("infra/a.yaml", "a: [\n"), "not valid YAML"],
    [
      "without a cluster",
      "a.yaml",
      file("a.yaml", "kind: Deployment\napiVersion: apps/v1\n"),
      "nothing in the file",
    ],
    ["among samples", "docs/a.yaml", file("docs/a.yaml", ""), "empty"],
  ])("%s", (...[, source, content, reason]) => {
    expect(readCluster([configured(source), content]).unread).toMatchObject([
      { path: content.path, reason: expect.stringContaining(reason) },
    ]);
  });

  test("a directory may hold other things, which are not told", () => {
    const other = file("infra/web.yaml", "kind: Deployment\napiVersion: apps/v1\n");
    expect(readCluster([configured("infra"), other, { ...NODES, path: "infra/nodes.json" }]).unread).toEqual(
      [],
    );
  });

  test("a source that fits no file is told with its line", () => {
    const { unread } = readCluster([configured("snapshot.json", "etc/*.conf"), NODES]);
    expect(unread).toEqual([
      { path: ".github/kubehop.yml", line: 5, reason: expect.stringContaining('"etc/*.conf" fits no file') },
    ]);
  });
});

describe("what a door could not take", () => {
  test("is told where discovery would have looked", () => {
    const unread = ["nodes.yaml", "docs/x.yaml", "vendor/x.json", "skipped/x.json"].map(binary);
    const ignore = file(".github/kubehop.yml", "ignorePaths: [skipped]\n");
    expect(readCluster([ignore], { unread }).unread).toEqual([binary("nodes.yaml")]);
  });

  test("is told where it is a folder", () => {
    const unread = [{ path: "prod", reason: "the directory cannot be listed (EACCES)" }];
    expect(readCluster([], { unread }).unread).toEqual(unread);
  });

  test("is an error where it is the configuration itself", () => {
    const { findings } = readCluster([NODES], { unread: [binary(".github/kubehop.yml")] });
    expect(findings[0]).toMatchObject({
      id: "invalid-configuration",
      severity: "blocker",
      why: expect.stringContaining("binary"),
    });
  });

  test("standard input is told whatever it calls itself", () => {
    const input = file("stdin.yaml", "apiVersion: apps/v1\nkind: Deployment\nspec: [\n");
    expect(readCluster([input], { named: [input.path] }).unread).toMatchObject([
      { path: "stdin.yaml", line: 3 },
    ]);
  });
});

test("empty files that some program writes by the dozen are told once", () => {
  const empty = Array.from({ length: 12 }, (_, index) =>
    file(`rules/out-${index}.yaml`, index === 1 ? "\n" : ""),
  );
  expect(readCluster([...empty, file("kubeadm.yaml", "")]).unread).toEqual([
    { path: "kubeadm.yaml", reason: "the file is empty" },
    { path: "rules/out-0.yaml", reason: "the file is empty, as are 11 others" },
  ]);
});

test("a byte that is not UTF-8 is told with its line, and the file is read", () => {
  const { clusters, unread } = readCluster([file("kubeadm.yaml", `${KUBEADM}# M\ufffdnchen\n`)]);
  expect(clusters).toHaveLength(1);
  expect(unread).toEqual([{ path: "kubeadm.yaml", line: 4, reason: expect.stringContaining("not UTF-8") }]);
});

test("a million blank lines cost no more than any other text", () => {
  const blank = "\n".repeat(1_000_000);
  const sources = ["inventory/hosts.ini", "Makefile", "kubeadm.conf"].map((path) => ({
    path,
    text: `${blank}a`,
  }));
  expect(readCluster(sources).unread).toEqual([]);
});
