import { describe, expect, test } from "vitest";
import { ago, crashed, diagnosesOf, event, pod, running, told, waiting } from "./cluster-objects.ts";

describe("a container that ends again and again is told by its exit code", () => {
  test.each([
    [0, "comes to its end"],
    [1, "the application gave up"],
    [2, "used wrongly"],
    [3, "its own meaning"],
    [126, "cannot be executed"],
    [127, "not found in the image"],
    [132, "SIGILL"],
    [134, "SIGABRT"],
    [137, "SIGKILL, and not for the memory"],
    [139, "SIGSEGV"],
    [143, "SIGTERM"],
    [163, "signal 35"],
    [255, "-1"],
  ])("%i", (exitCode, meaning) => {
    const [diagnosis] = diagnosesOf([pod({ status: running(crashed(exitCode)) })]);
    expect(diagnosis).toMatchObject({ class: "crash-loop-back-off", object: "Pod shop/web-1" });
    expect(diagnosis?.cause).toContain(`exit code ${exitCode}`);
    expect(diagnosis?.cause).toContain(meaning);
  });
});

test("the moment between the end and the back-off is the same crash", () => {
  const state = { terminated: { exitCode: 1, reason: "Error", startedAt: ago(2), finishedAt: ago(1) } };
  expect(told([pod({ status: running({ restartCount: 2, state }) })])).toEqual([
    "crash-loop-back-off Pod shop/web-1",
  ]);
});

test("a crash loop is seen while its container happens to run", () => {
  const state = { running: { startedAt: ago(5) } };
  const status = running({ ...crashed(1), state, started: true }, true);
  expect(told([pod({ status })])).toEqual(["crash-loop-back-off Pod shop/web-1"]);
});

test.each([
  ['exec: "/serve": stat /serve: no such file or directory', "its command is not in the image"],
  ['exec: "serve": executable file not found in $PATH', "its command is not in the image"],
  ['exec: "/etc/passwd": permission denied', "its command may not be executed"],
])("a command that cannot be started: %s", (why, cause) => {
  const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${why}`;
  const [diagnosis] = diagnosesOf([
    pod({ status: running(crashed(128, { reason: "StartError", message })) }),
  ]);
  expect(diagnosis).toMatchObject({ class: "crash-loop-back-off", cause: expect.stringContaining(cause) });
});

describe("what ended it comes before how it ended", () => {
  const limited = { resources: { limits: { memory: "64Mi" } } };

  test("the memory limit", () => {
    const status = running(crashed(137, { reason: "OOMKilled" }));
    const [diagnosis] = diagnosesOf([pod({ container: limited, status })]);
    expect(diagnosis).toMatchObject({ class: "oom-killed", cause: expect.stringContaining("limit of 64Mi") });
  });

  test("the memory limit, though the runtime marks only one of two ends", () => {
    const state = { terminated: { exitCode: 137, reason: "Error", startedAt: ago(2), finishedAt: ago(1) } };
    const status = running({ ...crashed(137, { reason: "OOMKilled" }), state });
    expect(told([pod({ container: limited, status })])).toEqual(["oom-killed Pod shop/web-1"]);
  });

  test("the memory of the node, which only an event of the node tells", () => {
    const oom = event({
      kind: "Node",
      name: "worker-1",
      reason: "SystemOOM",
      message: "System OOM encountered, victim process: java, pid: 4711",
      seen: 58,
    });
    const [diagnosis] = diagnosesOf([pod({ status: running(crashed(137)) }), oom]);
    expect(diagnosis).toMatchObject({
      class: "oom-killed",
      cause: expect.stringContaining("Node worker-1 ran out of memory"),
    });
  });

  test("a liveness probe", () => {
    const events = [
      event({
        container: "web",
        reason: "Unhealthy",
        message: "Liveness probe failed: HTTP probe failed with statuscode: 500",
      }),
      event({
        container: "web",
        reason: "Killing",
        type: "Normal",
        message: "Container web failed liveness probe, will be restarted",
      }),
    ];
    const probed = { livenessProbe: { httpGet: { path: "/healthz", port: 8080 } } };
    const [diagnosis] = diagnosesOf([pod({ container: probed, status: running(crashed(137)) }), ...events]);
    expect(diagnosis?.class).toBe("liveness-probe-failing");
    expect(diagnosis?.cause).toContain("GET :8080/healthz");
    expect(diagnosis?.cause).toContain("statuscode: 500");
  });

  test("a startup probe, of which the recorder dropped the last event", () => {
    const killing = event({
      container: "web",
      reason: "Killing",
      type: "Normal",
      message: "Container web failed startup probe, will be restarted",
      seen: 400,
    });
    expect(told([pod({ status: running(crashed(137)) }), killing])).toEqual([
      "startup-probe-failing Pod shop/web-1",
    ]);
  });

  test("but not a probe that ended a run before, where the program gave up itself", () => {
    const killing = event({
      container: "web",
      reason: "Killing",
      type: "Normal",
      message: "Container web failed liveness probe, will be restarted",
      seen: 400,
    });
    expect(told([pod({ status: running(crashed(1)) }), killing])).toEqual([
      "crash-loop-back-off Pod shop/web-1",
    ]);
  });

  test("a TLS handshake that the log tells of", () => {
    const text =
      'connecting\npanic: Get "https://api:443": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-27T21:06:33Z is after 2021-01-01T00:00:00Z\n';
    const log = { namespace: "shop", pod: "web-1", container: "web", previous: true, text };
    const [diagnosis] = diagnosesOf([pod({ status: running(crashed(2)) })], [log]);
    expect(diagnosis?.class).toBe("tls-expired");
    expect(diagnosis?.evidence.at(-1)).toContain("is after 2021-01-01T00:00:00Z");
  });

  test("an image for another processor", () => {
    const log = {
      namespace: "shop",
      pod: "web-1",
      container: "web",
      previous: true,
      text: "exec /serve: exec format error\n",
    };
    expect(told([pod({ status: running(crashed(255)) })], [log])).toEqual([
      "image-wrong-architecture Pod shop/web-1",
    ]);
  });
});

test("the last lines of the log are evidence, and one that cannot be read says so", () => {
  const log = {
    namespace: "shop",
    pod: "web-1",
    container: "web",
    previous: true,
    text: "one\ntwo\nthree\nfour\nfive\n",
  };
  const [read] = diagnosesOf([pod({ status: running(crashed(1)) })], [log]);
  expect(read?.evidence.slice(1)).toEqual(
    ["two", "three", "four", "five"].map((line) => `Log shop/web-1 web: ${line}`),
  );
  const [unread] = diagnosesOf(
    [pod({ status: running(crashed(1)) })],
    [{ ...log, text: "", problem: "it is gone" }],
  );
  expect(unread?.evidence.at(-1)).toBe("Log shop/web-1 web cannot be read: it is gone");
});

const init = (status: object) => ({
  phase: "Pending",
  conditions: [{ type: "Initialized", status: "False", reason: "ContainersNotInitialized" }],
  initContainerStatuses: [{ name: "migrate", ready: false, restartCount: 0, lastState: {}, ...status }],
  containerStatuses: [
    { name: "web", ready: false, restartCount: 0, lastState: {}, ...waiting("PodInitializing") },
  ],
});

test("a crash of which the status does not tell the end", () => {
  const { lastState: _, ...status } = crashed(1) as Record<string, unknown>;
  expect(diagnosesOf([pod({ status: running(status) })])).toMatchObject([
    { class: "crash-loop-back-off", cause: "Container web keeps ending, and its status does not say how." },
  ]);
});

describe("init containers come before the others", () => {
  const spec = {
    initContainers: [{ name: "migrate", image: "registry.example.com/migrate:1" }],
    containers: [{ name: "web", image: "registry.example.com/web:1.4.2" }],
  };

  test.each([
    ["one that fails", crashed(3), "init-container-failed"],
    [
      "one that has no image",
      waiting("ErrImagePull", "lookup registry.example.com on 10.0.0.10:53: no such host"),
      "image-pull-no-such-host",
    ],
    ["one that used too much memory", crashed(137, { reason: "OOMKilled" }), "oom-killed"],
    ["one that does not end", { state: { running: { startedAt: ago(300) } } }, "init-container-waiting"],
  ])("%s", (_, status, expected) => {
    expect(told([pod({ spec, status: init(status) })])).toEqual([`${expected} Pod shop/web-1`]);
  });

  test("one that was started just now says nothing yet", () => {
    expect(told([pod({ spec, status: init({ state: { running: { startedAt: ago(20) } } }) })])).toEqual([]);
  });

  test("a sidecar that crashes is a container like any other", () => {
    const sidecar = { ...spec, initContainers: [{ name: "migrate", image: "a", restartPolicy: "Always" }] };
    expect(told([pod({ spec: sidecar, status: init(crashed(1)) })])).toEqual([
      "crash-loop-back-off Pod shop/web-1",
    ]);
  });
});

test("a container that is not restarted has failed", () => {
  const state = { terminated: { exitCode: 4, reason: "Error", startedAt: ago(62), finishedAt: ago(60) } };
  const status = { ...running({ state }), phase: "Failed" };
  expect(told([pod({ spec: { restartPolicy: "Never" }, status })])).toEqual([
    "container-failed Pod shop/web-1",
  ]);
});
