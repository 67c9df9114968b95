import { describe, expect, test } from "vitest";
import { ago, diagnosesOf, event, node, pod, running, told, waiting } from "./cluster-objects.ts";

const creating = pod({
  status: {
    phase: "Pending",
    containerStatuses: [
      { name: "web", ready: false, restartCount: 0, lastState: {}, ...waiting("ContainerCreating") },
    ],
  },
});

describe("a pod that stays in ContainerCreating", () => {
  test.each([
    [
      "container-creating-missing-object",
      "FailedMount",
      'MountVolume.SetUp failed for volume "tls" : secret "web-tls" not found',
      "Secret shop/web-tls",
    ],
    [
      "container-creating-missing-object",
      "FailedMount",
      'MountVolume.SetUp failed for volume "config" : configmap "web" not found',
      "ConfigMap shop/web",
    ],
    [
      "container-creating-missing-object",
      "FailedMount",
      'MountVolume.SetUp failed for volume "config" : configmap references non-existent config key: app.yaml',
      "app.yaml",
    ],
    [
      "container-creating-volume",
      "FailedMount",
      'MountVolume.SetUp failed for volume "v" : hostPath type check failed: /nosuch/dir is not a directory',
      "/nosuch/dir",
    ],
    [
      "container-creating-volume",
      "FailedAttachVolume",
      'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can\'t be attached to another',
      "attached to another node",
    ],
    [
      "container-creating-volume",
      "FailedMount",
      'MountVolume.SetUp failed for volume "v" : kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name csi.example.com not found in the list of registered CSI drivers',
      "csi.example.com",
    ],
    [
      "container-creating-volume",
      "FailedMount",
      "Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[]: timed out waiting for the condition",
      "timed out",
    ],
    [
      "container-creating-network",
      "FailedCreatePodSandBox",
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "abc": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
      "network plugin",
    ],
    [
      "container-creating-network",
      "NetworkNotReady",
      "network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized",
      "network plugin",
    ],
    [
      "container-creating-sandbox",
      "FailedCreatePodSandBox",
      'Failed to create pod sandbox: rpc error: code = Unknown desc = unable to get OCI runtime for sandbox "2ba5c70983505fbc": no runtime for "gvisor" is configured',
      "gvisor",
    ],
  ])("%s: %s", (...[expected, reason, message, cause]) => {
    const [diagnosis, ...others] = diagnosesOf([creating, event({ reason, message })]);
    expect(others).toEqual([]);
    expect(diagnosis).toMatchObject({
      class: expected,
      object: "Pod shop/web-1",
      cause: expect.stringContaining(cause),
    });
  });

  test("the first cause counts, not that somebody waits for it", () => {
    const events = [
      event({
        reason: "FailedMount",
        message: 'MountVolume.SetUp failed for volume "tls" : secret "web-tls" not found',
        seen: 60,
      }),
      event({
        reason: "FailedMount",
        message:
          "Unable to attach or mount volumes: unmounted volumes=[tls]: timed out waiting for the condition",
        seen: 10,
      }),
    ];
    expect(told([creating, ...events])).toEqual(["container-creating-missing-object Pod shop/web-1"]);
  });

  test("on a node without a network waits for the node", () => {
    const message =
      "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized";
    const ill = node("worker-1", [{ type: "Ready", status: "False", reason: "KubeletNotReady", message }]);
    expect(
      told([
        creating,
        ill,
        event({ reason: "NetworkNotReady", message: `network is not ready: ${message}` }),
      ]),
    ).toEqual(["node-network-not-ready Node worker-1"]);
  });

  test("and of which nothing is known is unclassified", () => {
    expect(told([creating])).toEqual(["unclassified Pod shop/web-1"]);
  });
});

describe("a container that cannot be put together", () => {
  test.each([
    ['secret "web" not found', "Secret shop/web does not exist"],
    ["couldn't find key password in Secret shop/web", "Secret shop/web has no key password"],
    [
      'container has runAsNonRoot and image will run as root (pod: "web-1_shop(7a34dcc0)", container: web)',
      "image will run as root.",
    ],
  ])("%s", (message, cause) => {
    const [diagnosis] = diagnosesOf([
      pod({ status: running(waiting("CreateContainerConfigError", message)) }),
    ]);
    expect(diagnosis).toMatchObject({
      class: "create-container-config-error",
      cause: expect.stringContaining(cause),
    });
  });

  test("by the runtime", () => {
    const status = running(
      waiting("CreateContainerError", "failed to generate container spec: no command specified"),
    );
    expect(told([pod({ status })])).toEqual(["create-container-error Pod shop/web-1"]);
  });
});

describe("a container that runs and is not ready", () => {
  const probed = { readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10 } };
  const runs = { state: { running: { startedAt: ago(300) } }, started: true };

  test("by its readiness probe", () => {
    const failed = event({
      container: "web",
      reason: "Unhealthy",
      message: "Readiness probe failed: dial tcp 10.244.1.38:8080: connect: connection refused",
    });
    const [diagnosis] = diagnosesOf([pod({ container: probed, status: running(runs) }), failed]);
    expect(diagnosis).toMatchObject({
      class: "readiness-probe-failing",
      cause: expect.stringContaining("(port 8080): dial tcp"),
    });
  });

  test("by a startup probe that has not passed yet", () => {
    const container = { startupProbe: { httpGet: { path: "/", port: "http" } } };
    const status = running({ ...runs, started: false });
    const failed = event({
      container: "web",
      reason: "Unhealthy",
      message:
        'Startup probe failed: Get "http://10.244.1.46:8080/": dial tcp 10.244.1.46:8080: connect: connection refused',
    });
    expect(told([pod({ container, status }), failed])).toEqual(["startup-probe-failing Pod shop/web-1"]);
  });

  test("by a probe that asks plain HTTP by TLS", () => {
    const failed = event({
      container: "web",
      reason: "Unhealthy",
      message:
        'Readiness probe failed: Get "https://10.244.1.5:8080/": http: server gave HTTP response to HTTPS client',
    });
    expect(told([pod({ container: probed, status: running(runs) }), failed])).toEqual([
      "tls-plain-http Pod shop/web-1",
    ]);
  });

  test("because a TLS connection fails, by the end of its log", () => {
    const text =
      "dial db: tls: failed to verify certificate: x509: certificate signed by unknown authority\n";
    const log = { namespace: "shop", pod: "web-1", container: "web", previous: false, text };
    expect(told([pod({ container: probed, status: running(runs) })], [log])).toEqual([
      "tls-unknown-authority Pod shop/web-1",
    ]);
  });

  test("because it was started just now, and nothing bad is known", () => {
    const status = running({ state: { running: { startedAt: ago(5) } }, started: true });
    expect(told([pod({ container: probed, status })])).toEqual([]);
  });
});
