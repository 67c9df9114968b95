import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { kubehop, nodeList } from "./command-line.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kubehop-check-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}

async function check(options: string) {
  const { exitCode, out, error } = await kubehop(`check --format json ${options}`, { directory });
  return { exitCode, error, report: JSON.parse(out) };
}

const SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n";

describe("manifests without a cluster", () => {
  test("are judged for the target alone", async () => {
    write("web.yaml", SERVICE);
    const { exitCode, report } = await check("--to 1.36");
    expect(exitCode).toBe(0);
    expect(report).toMatchObject({ schemaVersion: 1, to: "1.36", verdict: "ready", unread: [] });
    expect(report.from).toBeUndefined();
    expect(report.coverage).toMatchObject({ files: 1, documents: 1, objects: 1 });
  });

  test("start where the caller says", async () => {
    write("web.yaml", SERVICE);
    const { report } = await check("--to 1.36 --assume-from 1.33");
    expect(report).toMatchObject({ from: "1.33", to: "1.36" });
  });

  test.each([
    ["a target that does not exist", "--to 1.99", "1.99 is not known"],
    ["a patch that does not exist", "--to 1.36.99", "1.36.99 is not known"],
    ["a start that is no version", "--assume-from current", '"current" is no Kubernetes version'],
  ])("are not judged for %s", async (_, options, sentence) => {
    write("web.yaml", SERVICE);
    const { exitCode, out, error } = await kubehop(`check ${options}`, { directory });
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(error).toContain(sentence);
  });

  test("do not go down: the target is judged alone", async () => {
    write("web.yaml", SERVICE);
    const { report } = await check("--to 1.33 --assume-from 1.36");
    expect(report.headline).toBe("The manifests can go to 1.33: no risk (no cluster was found)");
  });

  test("that are none are not called ready", async () => {
    write("ci.yaml", "on: push\n");
    const { report, error } = await check("--to 1.36");
    expect(report.verdict).toBe("no-cluster");
    expect(error).toContain("No cluster was found");
  });
});

test("a cluster whose version no file tells stands where the caller says", async () => {
  write(
    "kubeadm.yaml",
    "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nclusterName: prod\n",
  );
  const { report } = await check("--to 1.36 --assume-from 1.35.4");
  expect(report).toMatchObject({ from: "1.35.4", verdict: "ready" });
  expect(report.findings.map(({ id }: { id: string }) => id)).not.toContain("control-plane-unknown");
});

test("nodes of kind whose image is whatever kind brings stand where the caller says", async () => {
  write(
    "kind.yaml",
    "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: [{role: control-plane}, {role: worker}]\n",
  );
  const { report } = await check("--to 1.36 --assume-from 1.35.4");
  expect(report.findings.map(({ id }: { id: string }) => id)).not.toContain("component-version-unreadable");
});

test("that kubeadm has no part in a cluster is told once", async () => {
  write("k3d.yaml", "apiVersion: k3d.io/v1alpha5\nkind: Simple\nimage: rancher/k3s:v1.35.4-k3s1\n");
  const { report } = await check("--to 1.36");
  const told = report.findings.filter(({ id }: { id: string }) =>
    /^not-(?:managed|upgraded)-by-kubeadm$/.test(id),
  );
  expect(told).toMatchObject([{ id: "not-upgraded-by-kubeadm" }]);
});

test("without the checks of the versions the manifests of any cluster are judged", async () => {
  write("k3d.yaml", "apiVersion: k3d.io/v1alpha5\nkind: Simple\nimage: rancher/k3s:v1.35.4-k3s1\n");
  const { report, exitCode } = await check("--to 1.36 --skip skew");
  expect(exitCode).toBe(0);
  expect(report.headline).toMatch(/: 0 blockers and 0 risks by all checks but skew$/);
});

test("that no file tells the version is told once, at its cause", async () => {
  write(
    "kind.yaml",
    "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: [{role: control-plane}, {role: worker}]\n",
  );
  const { report } = await check("--to 1.36");
  expect(report.headline).toBe("cluster cannot go to 1.36.6 yet: 1 blocker");
  expect(report.findings.map(({ id }: { id: string }) => id)).toEqual([
    "image-without-version",
    "api-server-version-unknown",
  ]);
});

test("what a file says counts more than what the caller assumes", async () => {
  write("nodes.json", nodeList("1.35.10"));
  const { report } = await check("--to 1.36 --assume-from 1.30");
  expect(report.from).toBe("1.35.10");
});

test("only the chosen checks speak", async () => {
  write("nodes.json", nodeList("1.33.1"));
  const all = await check("--to 1.36");
  const one = await check("--to 1.36 --only support");
  const others = await check("--to 1.36 --skip support,by-hand");
  const ids = ({ report }: Awaited<ReturnType<typeof check>>) =>
    report.findings.map(({ id }: { readonly id: string }) => id);
  expect(ids(all)).toContain("end-of-life");
  expect(ids(one)).toEqual(["end-of-life", "hop-end-of-life"]);
  expect(ids(others)).not.toContain("end-of-life");
});

test("a name that no check has is refused with the nearest one", async () => {
  const { exitCode, error } = await kubehop("check --only suport", { directory });
  expect(exitCode).toBe(2);
  expect(error).toContain("did you mean support?");
});

describe("a file that cannot be read", () => {
  beforeEach(() => {
    write("nodes.json", nodeList("1.36.0"));
    write("broken.yaml", "apiVersion: v1\nkind: Pod\nspec: [1\n");
  });

  test("is listed with its line, and does not fail by itself", async () => {
    const { exitCode, report } = await check("");
    expect(exitCode).toBe(0);
    expect(report.unread).toEqual([
      { path: "broken.yaml", line: 3, reason: expect.stringContaining("not valid YAML") },
    ]);
  });

  test("fails with --strict", async () => {
    expect((await check("--strict")).exitCode).toBe(1);
  });
});
