import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineEnvironment } from "../../../src/execution/kind/engine-environment.ts";
import { kindCluster } from "../../../src/execution/kind/kind-cluster.ts";
import { localExecutor } from "../../../src/execution/local/local-executor.ts";
import { clusters, kindOptions, whyNoKind } from "./kind-engine.ts";

if (whyNoKind !== undefined) console.info(`skipped: a run's cluster on a real kind: ${whyNoKind}`);

const NEVER = new AbortController().signal;

describe.skipIf(whyNoKind !== undefined)("a run's cluster on a real kind", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "kubehop-test-"));
  const path = process.env.PATH ?? "";
  const sandbox = kindCluster({
    runId: `e2e-${process.pid}`,
    folder,
    path,
    engine: engineEnvironment(process.env),
    answersCreate: true,
    ...kindOptions,
  });
  const executor = localExecutor({
    bash: "/bin/bash",
    mkfifo: "/usr/bin/mkfifo",
    workingDirectory: folder,
    pipes: join(folder, "pipes"),
    environment: { PATH: path, HOME: folder },
    onGroup: () => {},
  });

  async function command(text: string) {
    let output = "";
    const end = await executor.run({
      text,
      environment: sandbox.environment,
      timeoutMilliseconds: 120_000,
      signal: NEVER,
      onOutput: (chunk) => {
        output += Buffer.from(chunk).toString();
      },
    });
    return { end, output };
  }

  beforeAll(async () => {
    const flaw = await sandbox.open(executor, NEVER);
    if (flaw !== undefined) throw new Error(flaw);
  }, 300_000);
  afterAll(async () => {
    const flaw = await sandbox.close(executor);
    executor.close();
    rmSync(folder, { recursive: true, force: true });
    if (flaw !== undefined) throw new Error(flaw);
    if (clusters().includes(`kubehop-e2e-${process.pid}`)) throw new Error("the cluster is still there");
  }, 120_000);

  test("is what commands see, through a kubeconfig that only this user may read", async () => {
    const { output } = await command("kubectl get nodes --no-headers");
    expect(output).toMatch(/^kubehop-e2e-\d+-control-plane +Ready/);
    expect(statSync(join(folder, "kubeconfig")).mode & 0o777).toBe(0o600);
  });

  test("is what a marked playbook's own `kind create cluster` gives", async () => {
    const text =
      "kind create cluster --name shop && kubectl --context kind-shop get nodes -o name && kind get nodes --name shop";
    const { output, end } = await command(text);
    expect(end).toEqual({ how: "exited", exitCode: 0 });
    expect(output).toContain("node/kubehop-e2e-");
    expect(clusters()).not.toContain("shop");
  });

  test("gives its logs", async () => {
    // Where a node image lacks a program that kind asks, kind fails after it has exported the rest.
    const why = await sandbox.exportLogs?.(executor, join(folder, "logs"));
    if (why !== undefined) console.info(why);
    expect(readdirSync(join(folder, "logs"))).toContain(`kubehop-e2e-${process.pid}-control-plane`);
  });
});
