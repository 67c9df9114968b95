import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { Plan, Step } from "../../src/plan/plan.ts";
import { planUpgrade } from "../../src/plan/plan-upgrade.ts";
import { aboutWords, judged, printsNothing, untilSteady } from "../../src/plan/steady.ts";
import { exampleCluster } from "./example-cluster.ts";

/** Runs a line in bash with programs replaced by functions, ten seconds before its time is over; pauses take none. */
function run(line: string, functions: string, seconds = 290) {
  const names = [...functions.matchAll(/(\w+)\(\)/g)].map(([, name]) => name);
  const input = `sleep() { :; }\n${functions}\nexport SECONDS=${seconds}\nexport -f sleep ${names.join(" ")}\n${line}\n`;
  const { status, stdout, stderr } = spawnSync("bash", [], { input, encoding: "utf8" });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

const plan = planUpgrade(exampleCluster({ version: "1.35.10", workers: 1 }), { to: "1.36" });
const steps: readonly Step[] = plan.hops.flatMap((hop) => hop.steps);
const after = (action: Step["action"], node: string) =>
  steps[steps.findIndex((step) => step.action === action && step.node === node) + 1];
const lineOf = (step: Step | undefined, part: string) =>
  step?.commands.find((command) => command.run.includes(part))?.run ?? "exit 99";

const podsSay = (scheduler: string, image: string) =>
  `kubectl() { for pod in kube-apiserver kube-controller-manager; do echo "$pod-cp-1 registry/$pod:${image} true 0"; done; echo 'etcd-cp-1 registry/etcd:3.6.8-0 true 0'; echo "kube-scheduler-cp-1 registry/kube-scheduler:${image} ${scheduler}"; }`;

const stepsWithoutRunbook = (of: Plan) =>
  of.hops.flatMap((hop) =>
    hop.steps.filter(({ commands, runbook }) => commands.length > 0 && runbook === undefined),
  );

const asks = (to: string) =>
  planUpgrade(exampleCluster({ version: "1.33.6", workers: 1 }), { to }).hops.map((hop) =>
    hop.steps.some(({ runbook }) => runbook === "docs/runbooks/trailing-kubelet-gate.md"),
  );

describe("a question that is asked until it holds", () => {
  const loop = untilSteady({ ask: 'answer_of "$1"', failure: "not well", inARow: 3 });
  const line = aboutWords(loop, ["'a b'"]);

  it("starts to count again whenever the answer is no, and shows the last one", () => {
    const counted = `answer_of() { echo x >> "$COUNT"; local n; n=$(wc -l < "$COUNT"); echo "$1 $n"; [ "$n" != 3 ]; }`;
    const withFile = `COUNT=$(mktemp)\nexport COUNT\n${counted}`;
    expect(run(line, withFile)).toEqual({ status: 0, stdout: "a b 6", stderr: "" });
  });

  it("stops when the time is over, with the last answer and what it means", () => {
    const refused = `answer_of() { echo 'connection refused' >&2; false; }`;
    expect(run(line, refused, 301)).toEqual({
      status: 1,
      stdout: "connection refused",
      stderr: "STOP: not well",
    });
  });
});

describe("a command that must print nothing", () => {
  const line = printsNothing("asked", "these are left");

  it.each([
    ["nothing", ":", 0, ""],
    ["a line", "echo node/worker-1", 1, "STOP: these are left"],
    ["an error", "{ echo refused >&2; false; }", 1, "refused\nSTOP: these are left"],
  ])("that prints %s", (...[, body, status, stderr]) => {
    expect(run(line, `asked() { ${body}; }`)).toMatchObject({ status, stderr });
  });
});

describe("an output that is judged by its lines", () => {
  it.each([
    [{ must: "v1\\.36" }, "go to v1.36", 0],
    [{ must: "v1\\.36" }, "go to v1x36", 1],
    [{ never: "<invalid>" }, "ca <invalid>", 1],
    [{ never: "<invalid>" }, "ca 364d", 0],
    [{ never: "<invalid>" }, "", 1],
    [{ must: "Name:", never: "docker" }, "Name: docker", 1],
  ])("%j in %j ends with %i", (lines, text, status) => {
    expect(run(judged("asked", lines), `asked() { printf '%s' '${text}'; }`).status).toBe(status);
  });
});

describe("the proof after an API server", () => {
  const step = after("apply", "cp-1");
  it.each([
    ["all is well", podsSay("true 1", "v1.36.6"), 0],
    ["the scheduler crashes again and again", podsSay("false 4", "v1.36.6"), 1],
    ["kubeadm put the old pods back", podsSay("true 0", "v1.35.10"), 1],
    [
      "the API server refuses",
      `kubectl() { echo 'Error from server (Forbidden): pods is forbidden' >&2; false; }`,
      1,
    ],
  ])("where %s", (_, functions, status) => {
    const line = lineOf(step, "pod/kube-scheduler-cp-1");
    const told = run(line, functions, status === 0 ? 290 : 301);
    expect(told.status).toBe(status);
    expect(told.stderr.startsWith("STOP: not every static pod")).toBe(status !== 0);
  });

  it("asks whether pods may be evicted, not only whether the server is ready", () => {
    const forbidden = `kubectl() { case "$*" in *can-i*) echo no; false;; *) echo ok;; esac; }`;
    expect(run(lineOf(step, "/readyz"), forbidden, 301)).toMatchObject({ status: 1, stdout: "no" });
    expect(run(lineOf(step, "/readyz"), `kubectl() { echo yes; }`)).toMatchObject({ status: 0 });
  });
});

describe("the proof after a kubelet", () => {
  const line = lineOf(after("upgrade-kubelet", "worker-1"), "node/worker-1");

  it.each([
    ["worker-1   Ready,SchedulingDisabled   <none>   5m   v1.36.6", 0],
    ["worker-1   Ready   <none>   5m   v1.36.6", 0],
    ["worker-1   Ready   <none>   5m   v1.35.10", 1],
    ["worker-1   Ready   <none>   5m   v1.36.60", 1],
    ["worker-1   NotReady   <none>   5m   v1.36.6", 1],
  ])("on %s ends with %i", (said, status) => {
    expect(run(line, `kubectl() { echo '${said}'; }`, status === 0 ? 290 : 301).status).toBe(status);
  });
});

const roomIn = (of: readonly Step[]) =>
  lineOf(
    of.find(({ runbook }) => runbook === "docs/runbooks/certificates.md"),
    "df -Pm",
  );
const dfSays = (lines: string, status: number) =>
  `set -o pipefail; sudo() { :; }; df() { printf '%b' 'Filesystem 1048576-blocks Used Available Capacity Mounted\\n${lines}'; return ${status}; }`;

describe("the room on a control-plane host", () => {
  const external = planUpgrade(
    exampleCluster(
      { version: "1.35.10" },
      {
        controlPlane: {
          ...exampleCluster({ version: "1.35.10" }).controlPlane,
          etcd: { topology: "external" },
        },
      },
    ),
    { to: "1.36" },
  );
  it.each([
    ["enough everywhere", "/dev/sda 90000 100 80000 1% /\\n", 0, 0],
    ["little somewhere", "/dev/sda 90000 100 80000 1% /\\n/dev/sdb 9000 8000 1000 88% /var\\n", 0, 1],
    ["a directory that is elsewhere", "/dev/sda 90000 100 80000 1% /\\n", 1, 0],
    ["nothing", "", 1, 1],
  ])("with %s ends with the right status", (...[, lines, status, ends]) => {
    expect(run(roomIn(steps), dfSays(lines, status)).status).toBe(ends);
  });

  it("is not asked for etcd's data where etcd runs elsewhere", () => {
    expect(roomIn(external.hops[0]?.steps ?? [])).not.toContain("/var/lib/etcd");
  });
});

describe("what drains would refuse", () => {
  const step = steps.find(
    ({ runbook, phase }) => runbook?.includes("drain-blocked") && phase === "preflight",
  );

  it.each([
    ["get pods", "default   hello   <none>", 1],
    ["get pods", "default   web-1   ReplicaSet", 0],
    ["poddisruptionbudgets", "default   never   0   2", 1],
    ["poddisruptionbudgets", "default   empty   0   0", 0],
    ["poddisruptionbudgets", "default   one   1   2", 0],
  ])("%s: %j ends with %i", (part, said, status) => {
    expect(run(lineOf(step, part), `kubectl() { echo '${said}'; }`).status).toBe(status);
  });
});

describe("where to look when a step fails", () => {
  it.each(["1.20.15", "1.27.16", "1.33.6", "1.35.10"])("is told by every step from %s on", (version) => {
    const cluster = exampleCluster({ version, controlPlanes: 3, workers: 1 });
    const next = `1.${Number(version.split(".")[1]) + 1}`;
    expect(stepsWithoutRunbook(planUpgrade(cluster, { to: next }))).toEqual([]);
  });
});

describe("the snapshot is looked at with the tool that its etcd has", () => {
  it.each([
    ["3.4.13-0", ["etcdctl"]],
    ["3.5.24-0", ["etcdutl", "etcdctl"]],
    ["3.6.8-0", ["etcdutl"]],
  ])("etcd %s", (version, tools) => {
    const cluster = exampleCluster({ version: "1.33.6" });
    const controlPlane = { ...cluster.controlPlane, etcd: { topology: "stacked" as const, version } };
    const [hop] = planUpgrade({ ...cluster, controlPlane }, { to: "1.34" }).hops;
    const line = lineOf(
      hop?.steps.find(({ action }) => action === "snapshot-etcd"),
      "snapshot status",
    );
    expect([...line.matchAll(/(etcdctl|etcdutl) snapshot/g)].map(([, tool]) => tool)).toEqual(tools);
  });
});

describe("trailing kubelets", () => {
  it("are protected from gates that they do not know in the hops that they sit out", () => {
    expect(asks("1.36")).toEqual([true, true, false]);
    expect(asks("1.34")).toEqual([false]);
  });
});

const onFirst = (version: string) => [
  { node: "cp-1", version },
  { node: "cp-2", version: "1.34.6" },
];

describe("a hop that was begun before", () => {
  const cluster = exampleCluster({ version: "1.34.6", controlPlanes: 2 });
  const begun = (controllerManager: string) => {
    const controlPlane = {
      ...cluster.controlPlane,
      apiServers: onFirst("1.35.4"),
      controllerManagers: onFirst(controllerManager),
      schedulers: [],
    };
    const { hops } = planUpgrade({ ...cluster, controlPlane }, { to: "1.36" });
    return hops[0]?.steps ?? [];
  };

  it.each([
    ["v1.35.4", 0],
    ["v1.34.6", 1],
    ["v1.35.40", 1],
  ])("goes on with `upgrade node` only where its version is stored: %s ends with %i", (stored, status) => {
    const step = begun("1.35.4").find(({ commands }) =>
      commands.some((command) => command.expect?.startsWith("kubernetesVersion")),
    );
    const told = run(
      lineOf(step, "kubernetesVersion"),
      `kubectl() { printf 'dns: {}\nkubernetesVersion: ${stored}\n'; }`,
    );
    expect(told).toMatchObject({ status, stdout: `kubernetesVersion: ${stored}` });
  });

  it.each([
    ["You can now apply: kubeadm upgrade apply v1.35.4", 0],
    ["Awesome, you're up-to-date! Enjoy!", 0],
    ["refused", 1],
  ])("may hear of kubeadm that it is there already: %j ends with %i", (said, status) => {
    const step = begun("1.34.6").find(({ action }) => action === "plan");
    expect(run(lineOf(step, "upgrade plan"), `sudo() { echo "${said}"; }`).status).toBe(status);
  });

  it("hears of kubeadm that nothing is to be done as a refusal elsewhere", () => {
    const step = steps.find(({ action }) => action === "plan");
    expect(run(lineOf(step, "upgrade plan"), `sudo() { echo "up-to-date"; }`).status).toBe(1);
  });
});

describe("the oldest etcd member", () => {
  const asked = planUpgrade(exampleCluster({ version: "1.36.6" }), { to: "1.37" });
  const line = lineOf(
    asked.hops.flatMap((hop) => hop.steps).find((step) => step.phase === "etcd"),
    "sort -V -C",
  );

  it.each([
    ["registry.k8s.io/etcd:3.6.11-0", 0],
    ["mirror.example:5000/etcd:v3.7.0 mirror.example:5000/etcd:3.6.12-0@sha256:0123", 0],
    ["registry.k8s.io/etcd:3.6.8-0 registry.k8s.io/etcd:3.6.11-0", 1],
    ["registry.k8s.io/etcd@sha256:0123456789", 1],
    ["", 1],
  ])("with the images %j ends with %i", (images, status) => {
    expect(run(line, `kubectl() { printf '%s\\n' ${images}; }`).status).toBe(status);
  });
});
