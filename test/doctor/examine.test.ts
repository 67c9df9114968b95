import { describe, expect, test } from "vitest";
import { examine } from "../../src/doctor/examine.ts";
import type { FoundEngine, FoundTool, Machine } from "../../src/doctor/machine.ts";

const SHELL = [tool("bash", "5.2.15"), tool("mkfifo", "9.1")];

function tool(name: string, version?: string): FoundTool {
  return {
    name,
    path: `/usr/bin/${name}`,
    ...(version === undefined ? { flaw: "it told no version" } : { version }),
  };
}

const DOCKER: FoundEngine = { ...tool("docker", "28.2.2"), server: "26.1.5" };

function machine(more: Partial<Machine> = {}): Machine {
  return { tools: SHELL, engines: [], settings: new Map(), folders: [], ...more };
}

function checkOf(given: Partial<Machine>, name: string) {
  return examine(machine(given), []).checks.find((check) => check.name === name);
}

describe("a tool", () => {
  test.each<[string, FoundTool, object]>([
    ["that is new enough", tool("kind", "0.33.0"), { status: "ok", version: "0.33.0", minimum: "0.6.0" }],
    ["at its minimum", tool("kubectl", "1.18.0"), { status: "ok" }],
    ["with two numbers", tool("helm", "3.20"), { status: "ok" }],
    [
      "that is too old",
      tool("helm", "2.17.0"),
      {
        status: "warning",
        says: "helm 2.17.0 is older than 3.0.0 (helm template NAME CHART)",
        remedy: "Install it: https://helm.sh/docs/intro/install/",
      },
    ],
    ["older by its second number", tool("kind", "0.5.9"), { status: "warning" }],
    ["without a known minimum", tool("minikube", "1.0.0"), { status: "ok" }],
    ["that is not there", { name: "kustomize" }, { status: "missing", says: "kustomize is not on PATH" }],
    ["that says nothing", tool("kustomize"), { status: "unknown" }],
  ])("%s", (_, found, expected) => {
    expect(checkOf({ tools: [found] }, found.name)).toMatchObject({ area: "tool", ...expected });
  });
});

describe("an engine", () => {
  test.each<[string, FoundEngine, object]>([
    ["that answers", DOCKER, { status: "ok", says: "docker 28.2.2 answers: engine 26.1.5" }],
    ["that is not there", { name: "podman" }, { status: "missing" }],
    [
      "that kind refuses",
      { ...tool("podman", "1.7.0"), server: "1.7.0" },
      { status: "warning", minimum: "1.8.0" },
    ],
    [
      "that is not running",
      { ...tool("docker", "28.2.2"), refusal: "Cannot connect to the Docker daemon" },
      {
        status: "warning",
        says: "docker does not answer: Cannot connect to the Docker daemon",
        remedy: "Start it, or let DOCKER_HOST name the one to use.",
      },
    ],
    [
      "that this user may not use",
      { ...tool("docker", "28.2.2"), refusal: "permission denied while trying to connect" },
      {
        status: "warning",
        remedy: expect.stringContaining("group") as string,
      },
    ],
  ])("%s", (_, found, expected) => {
    expect(checkOf({ engines: [found] }, found.name)).toMatchObject({ area: "engine", ...expected });
  });
});

describe("the system", () => {
  test.each<[string, Partial<Machine>, string, object]>([
    ["with cgroup v2", { cgroup: 2 }, "cgroup", { status: "ok" }],
    [
      "with cgroup v1",
      { cgroup: 1 },
      "cgroup",
      {
        status: "warning",
        says: "cgroup v1: the kubelet of Kubernetes 1.35 and later refuses to start on it",
      },
    ],
    [
      "with few inotify instances",
      { settings: new Map([["fs.inotify.max_user_instances", 128]]) },
      "fs.inotify.max_user_instances",
      {
        status: "warning",
        remedy: "sudo sysctl fs.inotify.max_user_instances=512",
      },
    ],
    [
      "with enough of them",
      { settings: new Map([["fs.inotify.max_user_instances", 512]]) },
      "fs.inotify.max_user_instances",
      { status: "ok" },
    ],
    [
      "with room",
      { folders: [{ purpose: "x", path: "/x", freeBytes: 6e9, isWritable: true }] },
      "disk: x",
      { status: "ok" },
    ],
    [
      "with little room",
      { folders: [{ purpose: "x", path: "/x", freeBytes: 1e9, isWritable: true }] },
      "disk: x",
      {
        status: "warning",
        says: "0.9 GiB free in /x (x)",
      },
    ],
    [
      "with a folder that is closed",
      { folders: [{ purpose: "x", path: "/x", freeBytes: 6e9, isWritable: false }] },
      "disk: x",
      { status: "missing" },
    ],
  ])("%s", (...[, given, name, expected]) => {
    expect(checkOf(given, name)).toMatchObject({ area: "system", ...expected });
  });

  test("that has no cgroups and no such settings is asked for none", () => {
    expect(examine(machine({ tools: [] }), []).checks).toEqual([]);
  });
});

function missing(given: Partial<Machine>, capabilities: readonly string[] = []) {
  const { paths } = examine(machine({ ...given, tools: [...SHELL, ...(given.tools ?? [])] }), capabilities);
  return Object.fromEntries(paths.map((each) => [each.path, each.missing]));
}

describe("paths", () => {
  test("with nothing but a shell, static checks can be run", () => {
    expect(missing({})).toMatchObject({
      0: [],
      1: [
        "kind is not on PATH (https://kind.sigs.k8s.io/docs/user/quick-start/#installation)",
        "none of docker, podman, nerdctl is on PATH (https://docs.docker.com/engine/install/)",
      ],
      2: ["minikube is not on PATH (https://minikube.sigs.k8s.io/docs/start/)"],
      3: ["nothing says that it is here (--capability cloud-kubeconfig)"],
    });
  });

  test("with kind and an engine that answers, kind can", () => {
    expect(missing({ tools: [tool("kind", "0.33.0")], engines: [DOCKER] })[1]).toEqual([]);
  });

  test("an engine that does not answer is not enough", () => {
    const silent: FoundEngine = { ...tool("docker", "28.2.2"), refusal: "permission denied" };
    const given = { tools: [tool("kind", "0.33.0")], engines: [silent, { name: "podman" }] };
    expect(missing(given)[1]).toEqual(["docker does not answer: permission denied"]);
  });

  test("one of two engines is enough", () => {
    const silent: FoundEngine = { ...tool("podman", "5.0.0"), refusal: "no" };
    expect(missing({ tools: [tool("kind", "0.33.0")], engines: [silent, DOCKER] })[1]).toEqual([]);
  });

  test("what was said to be here opens the cloud and hosted paths", () => {
    const paths = missing({}, ["cloud-kubeconfig", "hosted"]);
    expect([paths[3], paths[4]]).toEqual([[], []]);
  });

  test("without bash no path can be taken", () => {
    const { paths } = examine(machine({ tools: [{ name: "bash" }, tool("mkfifo", "9.1")] }), []);
    expect(paths.map(({ available }) => available)).toEqual([false, false, false, false, false]);
  });
});
