import { describe, expect, test } from "vitest";
import { ago, diagnosesOf, LOST, node, ownedBy, pod, running, told } from "./cluster-objects.ts";

function notReady(message: string) {
  return [{ type: "Ready", status: "False", reason: "KubeletNotReady", message }];
}

describe("a node that is not well", () => {
  test.each([
    ["node-kubelet-stopped", LOST],
    [
      "node-kubelet-stopped",
      [
        {
          type: "Ready",
          status: "Unknown",
          reason: "NodeStatusNeverUpdated",
          message: "Kubelet never posted node status.",
        },
      ],
    ],
    [
      "node-network-not-ready",
      notReady(
        "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized",
      ),
    ],
    [
      "node-network-not-ready",
      [
        {
          type: "NetworkUnavailable",
          status: "True",
          reason: "NoRouteCreated",
          message: "Node created without a route",
        },
      ],
    ],
    ["node-runtime-down", notReady("container runtime is down")],
    [
      "node-runtime-down",
      notReady("PLEG is not healthy: pleg was last seen active 3m5s ago; threshold is 3m0s"),
    ],
    ["node-not-ready", notReady("CSINode is not yet initialized")],
    [
      "node-disk-pressure",
      [
        {
          type: "DiskPressure",
          status: "True",
          reason: "KubeletHasDiskPressure",
          message: "kubelet has disk pressure",
        },
      ],
    ],
    [
      "node-memory-pressure",
      [
        {
          type: "MemoryPressure",
          status: "True",
          reason: "KubeletHasInsufficientMemory",
          message: "kubelet has insufficient memory available",
        },
      ],
    ],
    [
      "node-pid-pressure",
      [
        {
          type: "PIDPressure",
          status: "True",
          reason: "KubeletHasInsufficientPID",
          message: "kubelet has insufficient PID available",
        },
      ],
    ],
  ])("%s", (expected, conditions) => {
    expect(told([node("worker-1", conditions), node("worker-2")])).toEqual([`${expected} Node worker-1`]);
  });

  test("is the cause of what its pods show", () => {
    const pods = ["a", "b"].map((name) =>
      pod({ name, status: running({ state: { running: { startedAt: ago(500) } } }) }),
    );
    const [diagnosis, ...others] = diagnosesOf([...pods, node("worker-1", LOST)]);
    expect(others).toEqual([]);
    expect(diagnosis).toMatchObject({ class: "node-kubelet-stopped", object: "Node worker-1" });
    expect(diagnosis?.evidence).toContain("2 more wait for it: Pod shop/a, Pod shop/b");
  });

  test("is the cause of evictions for what it lacks", () => {
    const evicted = pod({
      status: {
        phase: "Failed",
        reason: "Evicted",
        message: "The node was low on resource: memory. Threshold quantity: 100Mi, available: 60Mi.",
      },
    });
    const lacking = node("worker-1", [
      {
        type: "MemoryPressure",
        status: "True",
        reason: "KubeletHasInsufficientMemory",
        message: "kubelet has insufficient memory available",
      },
    ]);
    expect(told([evicted, lacking])).toEqual(["node-memory-pressure Node worker-1"]);
    expect(told([evicted, node("worker-1")])).toEqual(["pod-evicted Pod shop/web-1"]);
  });
});

function terminating(conditions: readonly object[], seconds = 300) {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "old", deletionTimestamp: ago(seconds) },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Terminating", conditions },
  };
}

const REMAINING = {
  type: "NamespaceContentRemaining",
  status: "True",
  reason: "SomeResourcesRemain",
  message:
    "Some resources are remaining: configmaps. has 1 resource instances, widgets.example.com has 2 resource instances",
};
const FINALIZERS = {
  type: "NamespaceFinalizersRemaining",
  status: "True",
  reason: "SomeFinalizersRemain",
  message: "Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances",
};
const DISCOVERY = {
  type: "NamespaceDeletionDiscoveryFailure",
  status: "True",
  reason: "DiscoveryFailed",
  message:
    "Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1",
};

describe("a namespace that does not go", () => {
  test.each([
    ["namespace-content-remaining", [REMAINING]],
    ["namespace-finalizers-remaining", [REMAINING, FINALIZERS]],
    ["namespace-discovery-failed", [DISCOVERY, REMAINING, FINALIZERS]],
  ])("%s", (expected, conditions) => {
    expect(told([terminating(conditions)])).toEqual([`${expected} Namespace old`]);
  });

  test("names the API that does not answer", () => {
    const service = {
      apiVersion: "apiregistration.k8s.io/v1",
      kind: "APIService",
      metadata: { name: "v1beta1.metrics.k8s.io" },
      status: {
        conditions: [
          { type: "Available", status: "False", reason: "MissingEndpoints", message: "no endpoints" },
        ],
      },
    };
    const [diagnosis] = diagnosesOf([terminating([DISCOVERY]), service]);
    expect(diagnosis?.evidence).toContain(
      "APIService v1beta1.metrics.k8s.io: not Available, MissingEndpoints: no endpoints",
    );
  });

  test("has the command that lists what remains", () => {
    expect(diagnosesOf([terminating([REMAINING])])[0]?.next).toBe(
      "kubectl --namespace old get configmaps,widgets.example.com -o custom-columns=KIND:.kind,NAME:.metadata.name,FINALIZERS:.metadata.finalizers",
    );
  });

  test("is one cause with the pod in it that a finalizer keeps", () => {
    const held = pod({
      metadata: { namespace: "old", deletionTimestamp: ago(290), finalizers: ["example.com/hold"] },
    });
    expect(told([terminating([REMAINING, FINALIZERS]), held])).toEqual([
      "namespace-finalizers-remaining Namespace old",
    ]);
  });

  test("waits for a pod that takes its time, of which no condition tells", () => {
    const slow = pod({ metadata: { namespace: "old", deletionTimestamp: ago(-600) } });
    expect(diagnosesOf([terminating([]), slow])).toMatchObject([
      { class: "namespace-content-remaining", cause: expect.stringContaining("web-1") },
    ]);
  });

  test("has finalizers of its own", () => {
    const namespace = { ...terminating([]), spec: { finalizers: ["kubernetes", "example.com/hold"] } };
    expect(told([namespace])).toEqual(["namespace-finalizers-remaining Namespace old"]);
  });

  test("was deleted just now and is healthy", () => {
    expect(told([terminating([REMAINING], 10)])).toEqual([]);
  });
});

const deleted = (metadata: object = {}) =>
  pod({
    metadata: { deletionTimestamp: ago(300), ...metadata },
    status: running({ state: { running: { startedAt: ago(500) } } }),
  });

describe("a pod that does not go", () => {
  test("because its node is lost", () => {
    expect(told([deleted(), node("worker-1", LOST)])).toEqual([
      "node-kubelet-stopped Node worker-1",
      "terminating-node-lost Pod shop/web-1",
    ]);
  });

  test("because its node is no more", () => {
    expect(told([deleted(), node("worker-2")])).toEqual(["terminating-node-lost Pod shop/web-1"]);
  });

  test("because of a finalizer", () => {
    expect(told([deleted({ finalizers: ["example.com/hold"] }), node("worker-1")])).toEqual([
      "terminating-finalizer Pod shop/web-1",
    ]);
  });

  test("without a known cause", () => {
    expect(told([deleted(), node("worker-1")])).toEqual(["unclassified Pod shop/web-1"]);
  });

  test("within its grace period is healthy", () => {
    expect(told([deleted({ deletionTimestamp: ago(-20) })])).toEqual([]);
  });
});

test("a claim that is deleted while a pod uses it", () => {
  const claim = {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: {
      name: "data",
      namespace: "shop",
      deletionTimestamp: ago(300),
      finalizers: ["kubernetes.io/pvc-protection"],
    },
    status: { phase: "Bound" },
  };
  const user = pod({
    metadata: ownedBy("StatefulSet", "web"),
    spec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }] },
    status: running({ state: { running: { startedAt: ago(500) } }, started: true }, true),
  });
  expect(diagnosesOf([claim, user])).toMatchObject([
    {
      class: "terminating-volume",
      object: "PersistentVolumeClaim shop/data",
      cause: expect.stringContaining("Pod shop/web-1 still uses it"),
    },
  ]);
});
