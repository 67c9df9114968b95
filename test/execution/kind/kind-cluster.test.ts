import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type KindOptions, kindCluster } from "../../../src/execution/kind/kind-cluster.ts";
import { type LocalExecutor, localExecutor } from "../../../src/execution/local/local-executor.ts";

/** A machine with programs that write down how they were called. */
let folder: string;
let path: string;
let executor: LocalExecutor;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kubehop-test-"));
  path = [folder, process.env.PATH].join(delimiter);
  for (const name of ["kind", "kubectl"])
    program(name, `echo "${name} $*" >>"${folder}/calls"; echo "$KUBECONFIG" >"${folder}/seen"`);
  executor = localExecutor({
    bash: "/bin/bash",
    mkfifo: "/usr/bin/mkfifo",
    workingDirectory: folder,
    pipes: join(folder, "pipes"),
    environment: { PATH: path, HOME: folder },
    onGroup: () => {},
  });
});
afterEach(() => {
  executor.close();
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string, text: string): void {
  writeFileSync(join(folder, name), `#!/bin/bash\n${text}\n`);
  chmodSync(join(folder, name), 0o700);
}

function calls(): readonly string[] {
  return existsSync(join(folder, "calls"))
    ? readFileSync(join(folder, "calls"), "utf8").trim().split("\n")
    : [];
}

function cluster(more: Partial<KindOptions> = {}) {
  return kindCluster({ runId: "0123", folder, engine: {}, answersCreate: false, path, ...more });
}

const NEVER = new AbortController().signal;

/** Runs a command of a playbook as the sandbox lets it see the world. */
async function command(text: string, environment: Readonly<Record<string, string>>) {
  let output = "";
  const onOutput = (chunk: Uint8Array) => {
    output += Buffer.from(chunk).toString();
  };
  const end = await executor.run({ text, environment, timeoutMilliseconds: 60_000, signal: NEVER, onOutput });
  return { end, output };
}

describe("a kind cluster of a run", () => {
  test("is called after the run, waits for its nodes, and has a kubeconfig of its own", async () => {
    const sandbox = cluster();
    expect(await sandbox.open(executor, NEVER)).toBeUndefined();
    expect(calls()).toEqual([
      "kind create cluster --name kubehop-0123 --retain --wait 300s",
      "kubectl wait --for=condition=Ready nodes --all --timeout=300s",
    ]);
    expect(readFileSync(join(folder, "seen"), "utf8")).toBe(`${join(folder, "kubeconfig")}\n`);
    expect(sandbox.environment).toEqual({ KUBECONFIG: join(folder, "kubeconfig") });
  });

  test("takes image and configuration as values, whatever they hold", async () => {
    await cluster({ image: "node:v1; touch owned", config: "a b.yaml" }).open(executor, NEVER);
    expect(calls()[0]).toMatch(/--image node:v1; touch owned --config a b\.yaml$/);
    expect(existsSync(join(folder, "owned"))).toBe(false);
  });

  test("says in kind's own words why it could not be made", async () => {
    program("kind", "echo 'ERROR: failed to create cluster: no such image'; exit 1");
    expect(await cluster().open(executor, NEVER)).toBe(
      "The kind cluster kubehop-0123 could not be made: exit code 1: ERROR: failed to create cluster: no such image",
    );
  });

  test("is not waited for when the run is cancelled", async () => {
    program("kind", "sleep 3600");
    const cancelled = new AbortController();
    const opening = cluster().open(executor, cancelled.signal);
    setTimeout(() => cancelled.abort(), 200);
    expect(await opening).toContain("it was cancelled");
  });

  test("is deleted by name alone, by this process or by the one that sweeps", async () => {
    const sandbox = cluster();
    await sandbox.close(executor);
    const [noted] = sandbox.teardown;
    await command(noted?.text ?? "", noted?.environment ?? {});
    expect(calls()).toEqual([
      "kind delete cluster --name kubehop-0123",
      "kind delete cluster --name kubehop-0123",
    ]);
  });

  test("gives its logs to a folder", async () => {
    expect(await cluster().exportLogs?.(executor, `${folder}/logs of it`)).toBeUndefined();
    expect(calls()).toEqual([`kind export logs ${folder}/logs of it --name kubehop-0123`]);
  });
});

describe("a playbook that is marked `x-uses: cluster`", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "gets the cluster that is there",
      "kind create cluster --name shop --wait 120s",
      [
        "kubectl config set-context kind-shop --cluster kind-kubehop-0123 --user kind-kubehop-0123",
        "kubectl config use-context kind-shop",
      ],
    ],
    [
      "gets it under kind's own name where it gives none",
      "kind create cluster",
      [
        "kubectl config set-context kind-kind --cluster kind-kubehop-0123 --user kind-kubehop-0123",
        "kubectl config use-context kind-kind",
      ],
    ],
    [
      "gets it under the name of its configuration",
      "printf 'kind: Cluster\\nname: web\\n' >c.yaml; kind create cluster --config c.yaml",
      [
        "kubectl config set-context kind-web --cluster kind-kubehop-0123 --user kind-kubehop-0123",
        "kubectl config use-context kind-web",
      ],
    ],
    ["does not delete it", "kind delete cluster --name shop", []],
    [
      "loads images into it",
      "true && kind load docker-image a:1 --name shop",
      ["kind load docker-image a:1 --name kubehop-0123"],
    ],
    ["asks for its nodes", "kind get nodes -n shop", ["kind get nodes --name kubehop-0123"]],
    ["asks kind what has nothing to do with clusters", "kind version", ["kind version"]],
  ])("%s", async (_, text, expected) => {
    const sandbox = cluster({ answersCreate: true });
    await sandbox.open(executor, NEVER);
    const before = calls().length;
    const { end } = await command(text, sandbox.environment);
    expect(end).toEqual({ how: "exited", exitCode: 0 });
    expect(calls().slice(before)).toEqual(expected);
  });

  test("is told so in its output", async () => {
    const sandbox = cluster({ answersCreate: true });
    await sandbox.open(executor, NEVER);
    const { output } = await command("kind create cluster --name shop", sandbox.environment);
    expect(output).toBe("kubehop: this playbook uses the cluster that is there: kubehop-0123 is shop\n");
  });
});
