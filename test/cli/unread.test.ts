import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assessRepository } from "../../src/assessment/assess-repository.ts";
import { renderCheckRun } from "../../src/report/check-run.ts";
import { plainLinks } from "../../src/report/links.ts";
import { readDirectory } from "../../src/workspace/read-directory.ts";
import { kubehop, nodeList } from "./command-line.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kubehop-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (name: string, content: string | Uint8Array) => writeFileSync(join(directory, name), content);

describe("a directory with an empty, a binary, a huge and a half-written file names all four through every door", () => {
  const REASONS = [
    "kubeadm.yaml the file is empty",
    "kubelet.json the file has 50 MiB and at most 32 MiB are read",
    "nodes.yaml the file is binary, not text",
    "pods.json:1 not valid JSON",
  ];
  const PATHS = ["kubeadm.yaml", "kubelet.json", "nodes.yaml", "pods.json"];

  beforeEach(() => {
    write("kubeadm.yaml", "");
    write("nodes.yaml", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]));
    write("kubelet.json", "{");
    truncateSync(join(directory, "kubelet.json"), 50 * 1024 * 1024);
    write("pods.json", '{"apiVersion": "v1", "ite');
  });

  test.each(["text", "markdown"])("check in %s", async (format) => {
    const { out } = await kubehop(`check --format ${format}`, { directory });
    const plain = out.replaceAll("`", "");
    for (const reason of REASONS) expect(plain).toContain(reason);
    expect(plain).toContain("No cluster was found, and 4 files could not be read");
  });

  test("check in SARIF and HTML", async () => {
    for (const format of ["sarif", "html"]) {
      const { out } = await kubehop(`check --format ${format}`, { directory });
      for (const path of PATHS) expect(out).toContain(path);
    }
  });

  test.each(["inspect", "check"])("%s in JSON", async (command) => {
    const { out } = await kubehop(`${command} --format json`, { directory });
    const { unread } = JSON.parse(out);
    expect(unread.map(({ path }: { path: string }) => path)).toEqual(PATHS);
  });

  test("inspect in text", async () => {
    const { out } = await kubehop("inspect", { directory });
    for (const reason of REASONS) expect(out).toContain(reason.replace(" ", ": "));
  });

  test("a plan that cannot be made", async () => {
    const run = await kubehop("plan --to 1.36", { directory });
    expect(run).toMatchObject({ exitCode: 2, out: "" });
    for (const path of PATHS) expect(run.error).toContain(path);
  });

  test("a plan that can: in its text, and beside its JSON", async () => {
    write("cluster.json", nodeList("1.35.10", "1.35.10"));
    const text = await kubehop("plan --to 1.36", { directory });
    for (const reason of REASONS) expect(text.out).toContain(reason);
    const json = await kubehop("plan --to 1.36 --format json", { directory });
    expect(JSON.parse(json.out)).toMatchObject({ verdict: "ready" });
    for (const path of PATHS) expect(json.error).toContain(`Not read: ${path}`);
  });

  test("the check run on a pull request", () => {
    const head = readDirectory(directory);
    const assessment = assessRepository({ subject: "check", head, today: "2026-11-24" });
    const { title, summary, annotations } = renderCheckRun(assessment, plainLinks());
    expect(title).toContain("4 files could not be read");
    for (const path of PATHS) expect(summary).toContain(path);
    expect(annotations.map(({ path }) => path)).toEqual(PATHS);
  });
});

test("a pull request that empties the only file fails, and names the file", () => {
  const assessment = assessRepository({
    subject: "check",
    head: snapshot(""),
    base: snapshot(
      "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.35.10\n",
    ),
    today: "2026-11-24",
  });
  const { conclusion, summary } = renderCheckRun(assessment, plainLinks());
  expect(conclusion).toBe("failure");
  expect(summary).toContain("the file is empty");
});

describe("standard input that holds no cluster", () => {
  test.each([
    ["empty", "", "it is empty"],
    ["a table", "NAME STATUS ROLES AGE VERSION\ncp-1 Ready <none> 9d v1.36.2\n", "it holds kubectl's table"],
    ["plain text", "cp-1 Ready v1.36.2\n", "it holds plain text"],
    [
      "a warning before the data",
      'Warning: v1 Endpoints is deprecated\n{"kind": "List",\n"items": []}\n',
      "line 1 is a message and no data: leave standard error out",
    ],
    ["an error", "error: You must be logged in to the server (Unauthorized)\n", "Unauthorized"],
    ["an empty List", '{"kind": "List", "apiVersion": "v1", "items": []}', "the list is empty"],
  ])("%s", async (_, input, reason) => {
    const plan = await kubehop("plan -", { input });
    expect(plan).toMatchObject({ exitCode: 2, out: "" });
    expect(plan.error).toContain("Standard input cannot be read: ");
    expect(plan.error).toContain(reason);
    const inspected = await kubehop("inspect --format json -", { input });
    expect(JSON.parse(inspected.out).unread).toHaveLength(1);
  });
});

test("a configuration that is binary is an error, not a missing one", async () => {
  write("nodes.json", nodeList("1.35.10"));
  mkdirSync(join(directory, ".github"));
  write(".github/kubehop.yml", Buffer.from([0, 1, 2]));
  const run = await kubehop("check", { directory });
  expect(run.exitCode).toBe(2);
  expect(run.out).toContain("The configuration cannot be read: the file is binary, not text");
});

function snapshot(text: string) {
  return { files: [{ path: "kubeadm.yaml", text }], unread: [] };
}
