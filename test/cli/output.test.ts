import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { readCluster } from "../../src/cluster/read-cluster.ts";
import { readDirectory } from "../../src/workspace/read-directory.ts";
import { loaded } from "../loaded-files.ts";
import { kubehop, nodeList } from "./command-line.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kubehop-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("exit codes", () => {
  test("0 for a plan that can start", async () => {
    const run = await kubehop("plan --to 1.36 -", { input: nodeList("1.35.10", "1.35.10") });
    expect(run).toMatchObject({ exitCode: 0, error: "" });
  });

  test("1 for a blocked plan, which is printed all the same", async () => {
    const run = await kubehop("plan --to 1.20 -", { input: nodeList("1.35.10", "1.35.10") });
    expect(run.exitCode).toBe(1);
    expect(run.out).toContain("1.20");
    expect(run.out).toContain("ask for a version that exists and lies ahead");
  });

  test("0 for several sound clusters, whose risks are counted together", async () => {
    for (const name of ["one", "two"]) {
      writeFileSync(
        join(directory, `${name}.yaml`),
        KUBEADM.replace("second", name).replace("1.35.0", "1.33.1"),
      );
    }
    const run = await kubehop("check", { directory });
    expect(run.exitCode).toBe(0);
    expect(run.out).toContain("look at the 4 risks below");
  });

  test("1 for a skew that the policy forbids", async () => {
    const run = await kubehop("skew -", { input: nodeList("1.35.10", "1.36.0") });
    expect(run.exitCode).toBe(1);
  });

  test("--fail-on makes a lesser finding fail", async () => {
    const input = nodeList("1.35.10", "1.35.10");
    expect((await kubehop("check -", { input })).exitCode).toBe(0);
    const run = await kubehop("check --fail-on notice -", { input });
    expect(run.exitCode).toBe(1);
    expect(run.error).toMatch(/^Exit code 1: \d+ findings? at or above --fail-on notice\.\n$/);
  });

  test.each([
    ["plan --to latest -", "latest"],
    ["plan --cluster other -", "other"],
  ])("2 for %s", async (line, named) => {
    const run = await kubehop(line, { input: nodeList("1.35.10") });
    expect(run).toMatchObject({ exitCode: 2, out: "" });
    expect(run.error).toContain(named);
  });

  test("2 for a plan without a cluster", async () => {
    const run = await kubehop("plan --to 1.36", { directory });
    expect(run).toMatchObject({ exitCode: 2, out: "" });
    expect(run.error).toContain("No cluster was found");
  });

  test.each(["check", "skew", "inspect", "plan --to 1.36"])(
    "2 for %s with a broken configuration",
    async (line) => {
      mkdirSync(join(directory, ".github"));
      writeFileSync(join(directory, ".github/kubehop.yml"), "clutsers: []\n");
      const run = await kubehop(line, { directory });
      expect(run.exitCode).toBe(2);
      expect(`${run.out}${run.error}`).toMatch(/\.github\/kubehop\.yml:1/);
      expect(`${run.out}${run.error}`).toContain("clusters");
    },
  );

  test.each([
    ["nothing", "", "it is empty"],
    ["a list that was cut off", nodeList("1.35.10").slice(0, 200), "stdin.json:1"],
    ["a binary file", "\u0000\u0001{", "binary"],
    ["more than is read", `{"items": "${"x".repeat(33 * 1024 * 1024)}"}`, "it has more than 32 MiB"],
    ["a document of something else", "apiVersion: apps/v1\nkind: Deployment\n", "No cluster was found"],
  ])("2 for %s on standard input, saying so", async (_, input, message) => {
    for (const line of ["plan --to 1.36 --format json -", "check -", "skew --format json -"]) {
      const run = await kubehop(line, { input });
      expect(run).toMatchObject({ exitCode: 2, out: "" });
      expect(run.error).toContain(message);
    }
    const inspected = await kubehop("inspect --format json -", { input });
    expect(inspected.exitCode).toBe(2);
    expect(inspected.error).not.toBe("");
    expect(JSON.parse(inspected.out)).toMatchObject({ clusters: [] });
  });

  test("0 for a directory without a cluster, which nothing calls supported", async () => {
    const run = await kubehop("skew --format json", { directory });
    expect(run).toMatchObject({ exitCode: 0, error: "No cluster was found\n" });
    expect(JSON.parse(run.out)).toEqual({ verdict: "no-cluster", violations: [], clusters: [] });
  });

  test("2 for two clusters and no name, naming both", async () => {
    const input = nodeList("1.35.10");
    writeFileSync(join(directory, "x.json"), input);
    execFileSync("mkdir", ["-p", join(directory, "b")]);
    writeFileSync(join(directory, "b", "kubeadm.yaml"), KUBEADM);
    const run = await kubehop("plan --to 1.36", { directory });
    expect(run.exitCode).toBe(2);
    expect(run.error).toContain("2:");
    expect(run.error).toContain("second");
  });

  test.each(["nowhere", "file.yaml"])("2 for %s as the directory", async (name) => {
    writeFileSync(join(directory, "file.yaml"), "");
    const run = await kubehop(`plan ${name}`, { directory });
    expect(run).toMatchObject({ exitCode: 2, out: "" });
    expect(run.error).toContain(name);
  });

  test.each([
    ["a link into nowhere", "link"],
    ["a directory", "."],
    ["a place below a file", "file/report.txt"],
    ["a place where no directory can be made", "/proc/none/report.txt"],
  ])("3 for %s as the output, naming it", async (_, output) => {
    symlinkSync("/dev/null/nowhere", join(directory, "link"));
    writeFileSync(join(directory, "file"), "");
    const run = await kubehop(`facts --output ${output}`, { directory });
    expect(run).toMatchObject({ exitCode: 3, out: "" });
    expect(run.error).toContain(`${JSON.stringify(resolve(directory, output))} could not be written`);
  });

  test("3 for a cluster that does not answer", async () => {
    writeFileSync(join(directory, "config"), KUBECONFIG);
    const run = await kubehop("plan --to 1.36 --kubeconfig config", { directory });
    expect(run).toMatchObject({ exitCode: 3, out: "" });
    expect(run.error).toContain("https://127.0.0.1:9");
  });
});

describe("JSON is all there is on standard output", () => {
  test("plan prints the Plan", async () => {
    const { out } = await kubehop("plan --to 1.36 --format json -", {
      input: nodeList("1.35.10", "1.35.10"),
    });
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      from: "1.35.10",
      to: "1.36.6",
      verdict: "ready",
    });
  });

  test("check prints the Assessment", async () => {
    const { out } = await kubehop("check --format json -", { input: nodeList("1.35.10") });
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, subject: "check", clusters: [{}] });
  });

  test("inspect prints exactly what the library reads", async () => {
    const { out } = await kubehop("inspect --format json examples/ha");
    expect(JSON.parse(out)).toEqual(
      JSON.parse(JSON.stringify(readCluster(loaded(readDirectory("examples/ha")).files))),
    );
  });

  test("skew prints one shape, for all clusters and for each", async () => {
    const { out } = await kubehop("skew --format json -", { input: nodeList("1.35.10", "1.36.0") });
    const { verdict, violations, clusters } = JSON.parse(out);
    expect(verdict).toBe("unsupported");
    expect(violations[0]).toMatchObject({ component: "kubelet", node: "worker-1", version: "1.36.0" });
    expect(clusters).toEqual([{ cluster: expect.any(String), verdict, violations }]);
  });

  test("a repository without clusters says so on standard error", async () => {
    const { out, error } = await kubehop("inspect --format json", { directory });
    expect(JSON.parse(out)).toMatchObject({ clusters: [], unread: [] });
    expect(error).toContain("No cluster was found");
  });

  test.each(["check", "skew", "plan"])("%s prints SARIF", async (command) => {
    const { out } = await kubehop(`${command} --format sarif examples/broken`);
    expect(JSON.parse(out)).toMatchObject({ version: "2.1.0" });
  });
});

test("inspect shows a half-way upgrade node by node, and what a file asks for", async () => {
  const input = `
apiVersion: v1
kind: Node
metadata: {name: cp-1, labels: {node-role.kubernetes.io/control-plane: ""}}
spec: {unschedulable: true}
status: {nodeInfo: {kubeletVersion: v1.35.4}}
---
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver-cp-1, namespace: kube-system}
spec: {nodeName: cp-1, containers: [{name: kube-apiserver, image: "registry.k8s.io/kube-apiserver:v1.36.2"}]}
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: UpgradeConfiguration
apply: {kubernetesVersion: v1.36.2}
`;
  const { out } = await kubehop("inspect -", { input });
  const [headline, node] = out.split("\n");
  expect(headline).toBe("cluster · kubeadm · API servers 1.36.2 · etcd unknown · 1.36.2 is asked for");
  expect(node).toBe("  cp-1  control-plane, API server 1.36.2, kubelet 1.35.4, cordoned");
});

describe("where a report goes", () => {
  test("--output writes the file and leaves standard output empty", async () => {
    const run = await kubehop("plan --to 1.36 --format html --output report.html -", {
      directory,
      input: nodeList("1.35.10"),
    });
    expect(run.out).toBe("");
    expect(readFileSync(join(directory, "report.html"), "utf8")).toMatch(/^<!doctype html>/);
  });

  test("--output - is standard output", async () => {
    const { out } = await kubehop("plan --to 1.36 --format json --output - -", {
      input: nodeList("1.35.10"),
    });
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1 });
  });

  test("--format scripts makes a directory of scripts", async () => {
    const input = nodeList("1.35.10", "1.35.10");
    const run = await kubehop("plan --to 1.36 --format scripts --output out -", { directory, input });
    expect(run.exitCode).toBe(0);
    expect(existsSync(join(directory, "out"))).toBe(true);
    expect(
      readdirSync(join(directory, "out"), { recursive: true }).some((name) => String(name).endsWith(".sh")),
    ).toBe(true);
  });

  test("--format scripts without a directory is refused", async () => {
    const run = await kubehop("plan --to 1.36 --format scripts -", { input: nodeList("1.35.10") });
    expect(run).toMatchObject({ exitCode: 2, out: "" });
  });
});

describe("colours", () => {
  const input = nodeList("1.35.10");
  test.each([
    ["a terminal", { isTerminal: true }, true],
    ["a pipe", {}, false],
    ["a terminal with NO_COLOR", { isTerminal: true, environment: { NO_COLOR: "1" } }, false],
    ["a pipe with FORCE_COLOR", { environment: { FORCE_COLOR: "1" } }, true],
    ["both variables", { environment: { FORCE_COLOR: "1", NO_COLOR: "1" } }, false],
    ["a dumb terminal", { isTerminal: true, environment: { TERM: "dumb" } }, false],
  ])("%s", async (_, surroundings, coloured) => {
    const { out } = await kubehop("plan --to 1.36 -", { input, ...surroundings });
    expect(out.includes("\u001b[")).toBe(coloured);
  });
});

describe("what takes long is said to a person on standard error", () => {
  test.each([
    ["a terminal", { isTerminal: true }, "Reading standard input …\n"],
    ["a pipe", {}, ""],
  ])("of standard input: %s", async (_, surroundings, said) => {
    const { error } = await kubehop("plan --to 1.36 -", { input: nodeList("1.35.10"), ...surroundings });
    expect(error).toBe(said);
  });

  test.each([
    [1_000, "Reading 1,000 files …\n"],
    [10, ""],
  ])("of a directory: %i files", async (count, said) => {
    for (let index = 1; index < count; index += 1) writeFileSync(join(directory, `${index}.yaml`), "a: 1\n");
    writeFileSync(join(directory, "nodes.json"), nodeList("1.35.10"));
    expect((await kubehop("inspect", { directory, isTerminal: true })).error).toBe(said);
  });
});

const SHELLS = ["bash", "zsh", "fish"].filter((shell) => {
  const isThere = spawnSync(shell, ["--version"]).status === 0;
  if (!isThere) console.log(`${shell} is not there: its completion is not loaded (see .ci/run)`);
  return isThere;
});

test.each([
  ["che", "check"],
  ["plan --st", "--strategy"],
  ["plan --strategy no", "node-by-node"],
  ["check --format ht", "html"],
  ["check --format = ht", "html"],
  ["explain skew-kubelet", "skew-kubelet"],
  ["help insp", "inspect"],
  ["completion fi", "fish"],
  ["plan --output /etc/hostn", "/etc/hostname"],
  ["playb", "playbook"],
  ["playbook lin", "lint"],
  ["help playb", "playbook"],
  ["help playbook expl", "explain"],
  ["playbook explain --max", "--max-path"],
  ["playbook lint --format js", "json"],
  ["playbook lint --output /etc/hostn", "/etc/hostname"],
])("in bash, kubehop %s<TAB> gives %s", async (typed, completed) => {
  const { out } = await kubehop("completion bash");
  const words = `kubehop ${typed}`.split(" ");
  const script = `${out}
COMP_WORDS=(${words.join(" ")}) COMP_CWORD=${words.length - 1}
_kubehop && printf '%s\n' "\${COMPREPLY[@]}"`;
  expect(spawnSync("bash", ["-c", script], { encoding: "utf8" })).toMatchObject({
    stdout: `${completed}\n`,
    stderr: "",
  });
});

test("in bash, the argument of playbook lint is left to bash, which knows files", async () => {
  const { out } = await kubehop("completion bash");
  const script = `${out}\nCOMP_WORDS=(kubehop playbook lint pack) COMP_CWORD=3\n_kubehop; printf '%s' "\${#COMPREPLY[@]}"`;
  expect(spawnSync("bash", ["-c", script], { encoding: "utf8" }).stdout).toBe("0");
});

test.each(SHELLS)("the completion of %s is a script that it can parse", async (shell) => {
  const { out } = await kubehop(`completion ${shell}`);
  expect(spawnSync(shell, ["-n", "-c", out], { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
});

test.skipIf(!SHELLS.includes("fish")).each([
  ["pl", "plan"],
  ["plan --strat", "--strategy"],
  ["plan --strategy no", "node-by-node"],
  ["explain skew-kubelet", "skew-kubelet"],
  ["plan --contex", "--context"],
  ["playb", "playbook"],
  ["playbook expl", "explain"],
  ["playbook explain --max", "--max-path"],
  ["playbook lint --format js", "json"],
  ["playbook lint package.j", "package.json"],
])("in fish, kubehop %s<TAB> gives %s", async (typed, completed) => {
  const { out } = await kubehop("completion fish");
  const script = `${out}\ncomplete -C 'kubehop ${typed}'`;
  const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", script], { encoding: "utf8" });
  expect({ stderr, first: stdout.split(/[\t\n]/, 1) }).toEqual({ stderr: "", first: [completed] });
});

test.skipIf(!SHELLS.includes("zsh"))("zsh takes the completion, sourced and from $fpath", async () => {
  const { out } = await kubehop("completion zsh");
  writeFileSync(join(directory, "_kubehop"), out);
  const start = `autoload -Uz compinit; compinit -u -d ${directory}/dump`;
  for (const script of [`${start}; source ${directory}/_kubehop`, `fpath=(${directory} $fpath); ${start}`]) {
    const run = spawnSync("zsh", ["-f", "-c", `${script}; print $_comps[kubehop]`], { encoding: "utf8" });
    expect(run).toMatchObject({ stdout: "_kubehop\n", stderr: "" });
  }
});

test.each(["bash", "zsh", "fish"])("the completion of %s knows every command", async (shell) => {
  const { out } = await kubehop(`completion ${shell}`);
  for (const word of COMMANDS.flatMap(({ name }) => name.split(" "))) expect(out).toContain(word);
});

test("explain lists pages and prints one", async () => {
  const { out } = await kubehop("explain");
  const [id] = out.split(" ");
  const page = readFileSync(`docs/runbooks/${id}.md`, "utf8");
  expect((await kubehop(`explain ${id}`)).out).toBe(page.slice(page.indexOf("# ")));
});

test("facts name their date and every minor's end of life", async () => {
  const { out } = await kubehop("facts");
  expect(out).toContain("Facts of 2026-11-21, 3 days old.");
  expect(out).toMatch(/^1\.36 +1\.36\.6 +2026-04-22 +2027-06-28 +supported$/m);
});

const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
clusterName: second
kubernetesVersion: v1.35.0
`;
const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: lab
clusters: [{name: lab, cluster: {server: "https://127.0.0.1:9"}}]
contexts: [{name: lab, context: {cluster: lab, user: me}}]
users: [{name: me, user: {token: x}}]
`;
