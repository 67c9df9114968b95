import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PlaybookRun } from "../../src/playbook/playbook-run.ts";
import { kubehop } from "./command-line.ts";

/** A machine with programs that write down how they were called, and a directory to run playbooks in. */
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kubehop-test-"));
  mkdirSync(join(directory, "bin"));
  for (const name of ["kind", "kubectl", "docker"]) program(name, "");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function program(name: string, text: string): void {
  const file = join(directory, "bin", name);
  writeFileSync(file, `#!/bin/bash\necho "${name} $*" >>"${directory}/calls"\n${text}\n`);
  chmodSync(file, 0o700);
}

/** The calls of a run, with its id as ID. */
function calls(): readonly string[] {
  const file = join(directory, "calls");
  const text = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  return text.replaceAll(/kubehop-[0-9a-f]{16}/g, "kubehop-ID").split("\n");
}

interface Written {
  readonly path?: number;
  readonly command: string;
  readonly teardown?: string;
  readonly marks?: object;
}

async function run(options: string, { path = 1, command, teardown, marks }: Written) {
  const variant = {
    commands: [command],
    validates: "it runs",
    ...(teardown === undefined ? {} : { teardown: [teardown] }),
  };
  const steps = [{ name: "only", description: "d", variants: { [`path_${path}`]: variant } }];
  const head = { name: "shop", description: "d", recommended_path: path, minimum_path: 0 };
  writeFileSync(join(directory, "shop.yaml"), JSON.stringify({ playbook: { ...head, ...marks, steps } }));
  const environment = {
    PATH: [join(directory, "bin"), process.env.PATH].join(delimiter),
    HOME: directory,
    DOCKER_HOST: "unix:///run/engine.sock",
  };
  const ended = await kubehop(`playbook run ${options} --format json shop.yaml`, { directory, environment });
  return { ...ended, result: JSON.parse(ended.out) as PlaybookRun };
}

describe("--executor kind", () => {
  test("makes a cluster of the run's own around its commands, and deletes it after the teardown", async () => {
    const { exitCode, result } = await run("--executor kind", {
      command: "kubectl get nodes",
      teardown: "kubectl delete ns shop",
    });
    expect([exitCode, result.warnings]).toEqual([0, []]);
    expect(calls()).toEqual([
      "kind create cluster --name kubehop-ID --retain --wait 300s",
      "kubectl wait --for=condition=Ready nodes --all --timeout=300s",
      "kubectl get nodes",
      "kubectl delete ns shop",
      "kind delete cluster --name kubehop-ID",
    ]);
  });

  test("says why no cluster could be made, keeps the logs, and leaves nothing", async () => {
    program("kind", '[ "$1" != create ] || { echo ERROR: no image; exit 1; }');
    const { exitCode, result } = await run("--executor kind --report-dir out", { command: "echo ran" });
    expect(exitCode).toBe(3);
    expect(result.reason).toMatch(
      /^The kind cluster kubehop-\w+ could not be made: exit code 1: ERROR: no image$/,
    );
    expect(result.steps[0]?.status).toBe("not_run");
    expect(result.artifacts).toEqual(["cluster-logs"]);
    expect(calls().slice(1)).toEqual([
      `kind export logs ${directory}/out/cluster-logs --name kubehop-ID`,
      "kind delete cluster --name kubehop-ID",
    ]);
  });

  test("exports the cluster's logs when a step fails, before anything is torn down", async () => {
    await run("--executor kind --report-dir out", { command: "exit 3", teardown: "kubectl delete ns shop" });
    expect(calls().slice(2)).toEqual([
      `kind export logs ${directory}/out/cluster-logs --name kubehop-ID`,
      "kubectl delete ns shop",
      "kind delete cluster --name kubehop-ID",
    ]);
  });

  test("answers the `kind create cluster` of a marked playbook, and of no other", async () => {
    const command = "kind create cluster --name shop";
    await run("--executor kind", { command, marks: { "x-uses": "cluster" } });
    expect(calls()).not.toContain(command);
    await run("--executor kind", { command });
    expect(calls()).toContain(command);
  });

  test("warns where the cluster could not be deleted, and changes no result", async () => {
    program("kind", '[ "$1" != delete ] || { echo ERROR: engine is gone; exit 1; }');
    const { exitCode, result } = await run("--executor kind", { command: "true" });
    expect(exitCode).toBe(0);
    expect(result.warnings[0]).toMatch(/could not be deleted: exit code 1: ERROR: engine is gone$/);
  });

  test("makes no cluster for a run on another path", async () => {
    await run("--executor kind --path 0", { path: 0, command: "kind version" });
    expect(calls()).toEqual(["kind version"]);
  });

  test("takes one that is there, and leaves it", async () => {
    await run("--executor kind=lab", { command: "kubectl get nodes" });
    expect(calls()).toEqual(["kind export kubeconfig --name lab", "kubectl get nodes"]);
  });
});

describe("--executor local", () => {
  test("tells commands of a kind path where the container engine is, and those of no other path", async () => {
    const told = await run("", { command: 'echo "engine $DOCKER_HOST"' });
    expect(told.result.steps[0]?.outputExcerpt).toBe("engine unix:///run/engine.sock\n");
    const untold = await run("", { path: 0, command: 'echo "engine $DOCKER_HOST"' });
    expect(untold.result.steps[0]?.outputExcerpt).toBe("engine \n");
  });
});

describe("--executor context=NAME", () => {
  const KUBECONFIG = {
    "current-context": "production",
    contexts: ["production", "staging"].map((name) => ({ name, context: { cluster: name, user: name } })),
    clusters: ["production", "staging"].map((name) => ({
      name,
      cluster: { server: `https://${name}.example` },
    })),
  };
  beforeEach(() => {
    mkdirSync(join(directory, ".kube"));
    writeFileSync(join(directory, ".kube", "config"), JSON.stringify(KUBECONFIG));
  });

  test("takes path 3, on exactly that cluster", async () => {
    const { result } = await run("--executor context=staging", { path: 3, command: 'cat "$KUBECONFIG"' });
    expect(result.path).toBe(3);
    expect(result.steps[0]?.outputExcerpt).toContain("current-context: staging");
    expect(result.steps[0]?.outputExcerpt).not.toContain("production");
  });

  test("is needed for a command that names no cluster: none is the current one by itself", async () => {
    const options = "--path 3 --capability cloud-kubeconfig";
    const { result } = await run(options, { path: 3, command: 'cat "$KUBECONFIG"' });
    expect(result.steps[0]?.outputExcerpt).toContain("https://production.example");
    expect(result.steps[0]?.outputExcerpt).not.toContain("current-context");
  });

  test("says which contexts there are where there is none of that name", async () => {
    const { exitCode, result } = await run("--executor context=prod", { path: 3, command: "true" });
    expect(exitCode).toBe(3);
    expect(result.reason).toContain("It is one of production, staging.");
  });
});

test("another word is refused with those that there are", async () => {
  writeFileSync(join(directory, "shop.yaml"), "");
  const { exitCode, error } = await kubehop("playbook run --executor minikube shop.yaml", { directory });
  expect(exitCode).toBe(2);
  expect(error).toContain("kind=NAME");
});
