import { describe, expect, test } from "vitest";
import {
  ago,
  crashed,
  diagnosesOf,
  event,
  node,
  ownedBy,
  pod,
  running,
  told,
  waiting,
} from "./cluster-objects.ts";

const LONG = { state: { running: { startedAt: ago(400) } }, started: true };

const set = (ready: number) => ({
  apiVersion: "apps/v1",
  kind: "ReplicaSet",
  metadata: { name: "web-7c9f", namespace: "shop" },
  spec: { replicas: 2 },
  status: { replicas: 2, readyReplicas: ready },
});

const job = (type: string) => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "report", namespace: "shop" },
  status: { failed: 1, succeeded: 1, conditions: [{ type, status: "True" }] },
});

describe("healthy objects give nothing", () => {
  test.each([
    ["a pod that is ready", [pod({ status: running(LONG, true) })]],
    [
      "a pod that has recovered, with its old events",
      [
        pod({ status: running({ ...crashed(1), ...LONG }, true) }),
        event({ container: "web", reason: "BackOff", message: "Back-off restarting failed container web" }),
      ],
    ],
    ["a pod that has done its work", [pod({ status: { phase: "Succeeded", reason: "Completed" } })]],
    [
      "a container that has done its work beside one that runs",
      [
        pod({
          spec: { restartPolicy: "OnFailure" },
          status: running(
            { ...LONG, state: { terminated: { exitCode: 0, reason: "Completed", finishedAt: ago(9) } } },
            true,
          ),
        }),
      ],
    ],
    [
      "a pod that was made just now",
      [
        pod({
          metadata: { creationTimestamp: ago(5) },
          status: { phase: "Pending", containerStatuses: [{ name: "web", ...waiting("ContainerCreating") }] },
        }),
      ],
    ],
    ["a node", [node("worker-1")]],
  ])("%s", (_, objects) => {
    expect(told(objects)).toEqual([]);
  });

  test("an evicted pod that was replaced", () => {
    const evicted = pod({
      metadata: ownedBy("ReplicaSet", "web-7c9f"),
      status: { phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory." },
    });
    expect(told([evicted, set(2)])).toEqual([]);
    expect(told([evicted, set(1)])).toEqual(["pod-evicted Pod shop/web-1"]);
  });

  test("a failed try of a Job that succeeded", () => {
    const state = { terminated: { exitCode: 1, reason: "Error", finishedAt: ago(60) } };
    const failed = pod({
      metadata: ownedBy("Job", "report"),
      spec: { restartPolicy: "Never" },
      status: { ...running({ state }), phase: "Failed" },
    });
    expect(told([failed, job("Complete")])).toEqual([]);
    expect(told([failed, job("Failed")])).toEqual(["container-failed Pod shop/web-1"]);
  });

  test("events of a pod of the same name that is no more", () => {
    const old = {
      ...event({ container: "web", reason: "Unhealthy", message: "Readiness probe failed: gone" }),
    };
    Object.assign(old, {
      involvedObject: {
        kind: "Pod",
        namespace: "shop",
        name: "web-1",
        uid: "another",
        fieldPath: "spec.containers{web}",
      },
    });
    const probed = pod({ container: { readinessProbe: { tcpSocket: { port: 1 } } }, status: running(LONG) });
    expect(diagnosesOf([probed, old])[0]?.cause).toContain("nothing says why");
  });
});

test("an unhealthy object that fits nothing is unclassified, with what it says", () => {
  const status = {
    phase: "Running",
    conditions: [
      {
        type: "Ready",
        status: "False",
        reason: "ReadinessGatesNotReady",
        message: "corresponding condition of pod readiness gate does not exist",
      },
    ],
    containerStatuses: [{ name: "web", ready: true, ...LONG }],
  };
  const [diagnosis] = diagnosesOf([pod({ status })]);
  expect(diagnosis).toMatchObject({
    class: "unclassified",
    object: "Pod shop/web-1",
    runbook: "docs/runbooks/unclassified.md",
  });
  expect(diagnosis?.evidence[0]).toContain("ReadinessGatesNotReady");
});

describe("objects of any shape are borne", () => {
  const odd = [
    null,
    1,
    "text",
    [],
    {},
    { kind: "Pod" },
    { kind: "Pod", metadata: { name: 1 } },
    { kind: "Node", metadata: null },
  ];
  const broken = ["status", "spec", "metadata"].flatMap((key) =>
    [null, 1, "x", [], { conditions: "x", containerStatuses: [null, 1] }].map((value) => ({
      kind: "Pod",
      metadata: { name: "web-1" },
      [key]: value,
    })),
  );

  test("without an error", () => {
    expect(() => diagnosesOf([...odd, ...broken] as object[])).not.toThrow();
  });
});
