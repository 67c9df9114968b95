import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyPatch } from "diff";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { kubehop } from "./command-line.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kubehop-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const JOB = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: clean}\n";
const KUBEADM =
  'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: v1.34.6\napiServer:\n  extraArgs:\n    feature-gates: "JobPodFailurePolicy=true,PodDisruptionConditions=true"\n    profiling: "false"\n';

function write(path: string, content: string | Buffer) {
  mkdirSync(join(directory, path, ".."), { recursive: true });
  writeFileSync(join(directory, path), content);
}

const read = (path: string) => readFileSync(join(directory, path), "utf8");
const fix = (line = "") => kubehop(`fix --to 1.36 ${line}`, { directory });

test("what --write makes of a file is what the preview says, in one go", async () => {
  write("kubeadm.yaml", KUBEADM);
  const { out } = await fix();
  await fix("--write");
  const written = readFileSync(join(directory, "kubeadm.yaml"), "utf8");
  expect(applyPatch(KUBEADM, out)).toBe(written);
  expect(written).toContain(
    'v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.34.6\napiServer:\n  extraArgs:\n    - name: profiling\n      value: "false"\n',
  );
});

test("a second time nothing is printed", async () => {
  write("job.yaml", JOB);
  await fix("--write");
  expect(await fix()).toMatchObject({ exitCode: 0, out: "" });
});

test("what the baseline knows is mended too, what somebody ignores is not", async () => {
  write("known.yaml", JOB);
  write("kept.yaml", JOB.replace("\n", " # kubehop-ignore: removed-api the old cluster needs it\n"));
  await kubehop("check --to 1.36 --write-baseline known.json", { directory });
  write(".github/kubehop.yml", "baseline: known.json\n");
  await fix("--write");
  expect(read("known.yaml")).toContain("batch/v1\n");
  expect(read("kept.yaml")).toContain("batch/v1beta1 #");
});

describe("what cannot be written back is said", () => {
  test("a file that is no UTF-8 stays as it is", async () => {
    const bytes = Buffer.from(`# caf\u00e9\n${JOB}`, "latin1");
    write("job.yaml", bytes);
    const { error } = await fix("--write");
    expect(error).toMatch(/job.yaml:2 removed-api: the file is not UTF-8/);
    expect(readFileSync(join(directory, "job.yaml"))).toEqual(bytes);
  });
});

describe("what no commit of the repository holds is left alone", () => {
  const git = (...words: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...words], {
      cwd: directory,
    });

  test("files that git ignores, unless their folder is named, or they are tracked all the same", async () => {
    git("init", "-q");
    write(".gitignore", "out/\n*.local.yaml\n");
    write("tracked.local.yaml", JOB);
    git("add", "-f", "tracked.local.yaml");
    write("out/job.yaml", JOB);
    write("mine.local.yaml", JOB);
    const { error } = await fix("--write");
    expect(error).toMatch(/mine.local.yaml:1 and 1 more place removed-api: git ignores the file/);
    expect(read("tracked.local.yaml")).toContain("batch/v1\n");
    expect(read("out/job.yaml")).toBe(JOB);
    await fix("--write out");
    expect(read("out/job.yaml")).toContain("batch/v1\n");
  });

  test("files of a submodule", async () => {
    git("init", "-q");
    write(".gitignore", "out/\n");
    write("sub/.git", "gitdir: ../.git/modules/sub\n");
    write("sub/job.yaml", JOB);
    write("out/job.yaml", JOB);
    const { error } = await fix("--write");
    expect(error).toMatch(/sub\/job.yaml:1 removed-api: it belongs to another git repository \(sub\)/);
    expect([read("sub/job.yaml"), read("out/job.yaml")]).toEqual([JOB, JOB]);
  });

  test("and without a repository nothing is ignored", async () => {
    write(".gitignore", "*\n");
    write("job.yaml", JOB);
    await fix("--write");
    expect(read("job.yaml")).toContain("batch/v1\n");
  });
});
