import { describe, expect, test } from "vitest";
import { ago, diagnosesOf, event, LOST, node, pod, told } from "./cluster-objects.ts";

const PREEMPTION =
  "no new claims to deallocate, preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.";

function pending(message: string, spec: object = {}, reason = "Unschedulable") {
  const conditions = [{ type: "PodScheduled", status: "False", reason, message }];
  return pod({ spec: { nodeName: undefined, ...spec }, status: { phase: "Pending", conditions } });
}

describe("why no node takes a pod, by the scheduler's words from 1.24 to 1.36", () => {
  test.each([
    [
      "pending-resources",
      `0/4 nodes are available: 1 Insufficient cpu, 3 node(s) had untolerated taint(s). ${PREEMPTION}`,
    ],
    [
      "pending-resources",
      "0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory. preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.",
    ],
    [
      "pending-resources",
      "0/2 nodes are available: 2 Too many pods. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.",
    ],
    [
      "pending-resources",
      "0/2 nodes are available: 2 node(s) exceed max volume count. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod..",
    ],
    [
      "pending-taint",
      "0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: gpu}. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    ],
    [
      "pending-taint",
      "0/2 nodes are available: 1 node(s) had taint {a: b}, that the pod didn't tolerate, 1 node(s) had taint {c: d}, that the pod didn't tolerate.",
    ],
    [
      "pending-taint",
      "0/1 nodes are available: 1 node(s) were unschedulable. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
    ],
    [
      "pending-affinity",
      `0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 node(s) didn't match Pod's node affinity/selector. ${PREEMPTION}`,
    ],
    [
      "pending-affinity",
      "0/3 nodes are available: 3 node(s) didn't match pod affinity rules. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    ],
    [
      "pending-affinity",
      "0/3 nodes are available: 1 node(s) had untolerated taint {x: }, 2 node(s) didn't match pod anti-affinity rules. preemption: 0/3 nodes are available: 2 No preemption victims found for incoming pod.",
    ],
    [
      "pending-affinity",
      "0/3 nodes are available: 3 node(s) didn't satisfy existing pods anti-affinity rules. preemption: not eligible due to preemptionPolicy=Never.",
    ],
    [
      "pending-topology-spread",
      "0/2 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) didn't match pod topology spread constraints (missing required label). preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    ],
    [
      "pending-host-port",
      `0/4 nodes are available: 1 node(s) didn't have free ports for the requested pod ports, 3 node(s) had untolerated taint(s). ${PREEMPTION}`,
    ],
    [
      "pending-volume",
      "0/3 nodes are available: 1 node(s) had untolerated taint {x: }, 2 node(s) had volume node affinity conflict. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    ],
    [
      "pending-volume",
      "0/2 nodes are available: 1 node(s) didn't match PersistentVolume's node affinity, 1 node(s) had untolerated taint(s). preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    ],
    [
      "pending-unbound-claim",
      "0/4 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found",
    ],
    [
      "pending-unbound-claim",
      "0/3 nodes are available: 3 pod has unbound immediate PersistentVolumeClaims. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    ],
    [
      "pending-unbound-claim",
      '0/2 nodes are available: persistentvolumeclaim "data" not found. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
    ],
    [
      "pending-unbound-claim",
      "0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    ],
    ["unclassified", "0/2 nodes are available: 2 node(s) are on the wrong planet."],
  ])("%s: %s", (expected, message) => {
    expect(told([pending(message)])).toEqual([`${expected} Pod shop/web-1`]);
  });

  test("what most of the nodes lack counts", () => {
    const message =
      "0/10 nodes are available: 1 node(s) didn't match pod anti-affinity rules, 9 Insufficient cpu. preemption: 0/10 nodes are available: 10 No preemption victims found for incoming pod.";
    expect(told([pending(message)])).toEqual(["pending-resources Pod shop/web-1"]);
  });

  test("the event tells where the condition is missing", () => {
    const failed = event({
      reason: "FailedScheduling",
      message: "0/1 nodes are available: 1 Insufficient cpu.",
    });
    const object = pod({ spec: { nodeName: undefined }, status: { phase: "Pending", conditions: [] } });
    expect(told([object, failed])).toEqual(["pending-resources Pod shop/web-1"]);
  });
});

describe("nodes tell what the scheduler's words leave open", () => {
  const control = node("cp-1", [], {
    spec: { taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] },
    labels: { tier: "control" },
  });
  const message = `0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint(s). ${PREEMPTION}`;

  test("the one node that the pod asks for has a taint", () => {
    const [diagnosis] = diagnosesOf([
      pending(message, { nodeSelector: { tier: "control" } }),
      control,
      node("worker-1"),
    ]);
    expect(diagnosis).toMatchObject({
      class: "pending-taint",
      cause: expect.stringContaining("cp-1: node-role.kubernetes.io/control-plane:NoSchedule"),
    });
  });

  test("no node is what the pod asks for", () => {
    const [diagnosis] = diagnosesOf([
      pending(message, { nodeSelector: { disk: "ssd" } }),
      control,
      node("worker-1"),
    ]);
    expect(diagnosis).toMatchObject({
      class: "pending-affinity",
      cause: expect.stringContaining("disk=ssd"),
    });
  });

  test("a pod whose nodes are all lost waits for these", () => {
    const taints = [{ key: "node.kubernetes.io/unreachable", effect: "NoSchedule" }];
    const objects = [
      pending("0/2 nodes are available: 2 node(s) had untolerated taint(s)."),
      control,
      node("worker-1", LOST, { spec: { taints } }),
    ];
    const [diagnosis, ...others] = diagnosesOf(objects);
    expect(others).toEqual([]);
    expect(diagnosis).toMatchObject({ class: "node-kubelet-stopped", object: "Node worker-1" });
    expect(diagnosis?.evidence).toContain("1 more wait for it: Pod shop/web-1");
  });
});

const claim = (spec: object, status: object = { phase: "Pending" }) => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name: "data", namespace: "shop", creationTimestamp: ago(600) },
  spec,
  status,
});

const said = (reason: string, message: string, type = "Warning") =>
  event({ kind: "PersistentVolumeClaim", name: "data", reason, message, type });

describe("a claim without a volume", () => {
  const standard = { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name: "standard" } };
  const waits = pending(
    "0/4 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found",
    {
      volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
    },
  );

  test.each([
    [
      "a class that does not exist",
      [claim({ storageClassName: "fast" }), standard],
      "there is no StorageClass fast",
    ],
    [
      "no class",
      [
        claim({}),
        said(
          "FailedBinding",
          "no persistent volumes available for this claim and no storage class is set",
          "Normal",
        ),
      ],
      "no PersistentVolume fits",
    ],
    [
      "a provisioner that does not answer",
      [
        claim({ storageClassName: "standard" }),
        standard,
        said(
          "ExternalProvisioning",
          "Waiting for a volume to be created either by the external provisioner 'csi.example.com' or manually by the system administrator.",
          "Normal",
        ),
      ],
      "provisioner has not made a volume",
    ],
    [
      "a provisioner that fails",
      [
        claim({ storageClassName: "standard" }),
        standard,
        said("ProvisioningFailed", "failed to provision volume: quota exceeded"),
      ],
      "quota exceeded",
    ],
    ["a volume that is gone", [claim({ volumeName: "pv-1" }, { phase: "Lost" })], "Lost"],
  ])("%s is one cause with the pod that waits for it", (_, objects, cause) => {
    const [diagnosis, ...others] = diagnosesOf([waits, ...objects]);
    expect(others).toEqual([]);
    expect(diagnosis).toMatchObject({
      class: "pending-unbound-claim",
      object: "Pod shop/web-1",
      cause: expect.stringContaining(cause),
    });
  });

  test("that waits for its first pod is healthy", () => {
    const waiting = said(
      "WaitForFirstConsumer",
      "waiting for first consumer to be created before binding",
      "Normal",
    );
    expect(told([claim({ storageClassName: "standard" }), standard, waiting])).toEqual([]);
  });
});

test("scheduling gates", () => {
  const conditions = [
    {
      type: "PodScheduled",
      status: "False",
      reason: "SchedulingGated",
      message: "Scheduling is blocked due to non-empty scheduling gates",
    },
  ];
  const gated = pod({
    spec: { nodeName: undefined, schedulingGates: [{ name: "example.com/quota" }] },
    status: { phase: "Pending", conditions },
  });
  expect(diagnosesOf([gated])).toMatchObject([
    { class: "pending-gated", cause: expect.stringContaining("example.com/quota") },
  ]);
});

test("a scheduler that is not there", () => {
  const ignored = pod({
    spec: { nodeName: undefined, schedulerName: "batch" },
    status: { phase: "Pending", conditions: [] },
  });
  expect(diagnosesOf([ignored])).toMatchObject([
    { class: "pending-not-scheduled", cause: expect.stringContaining("batch") },
  ]);
});
