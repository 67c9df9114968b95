import { describe, expect, test } from "vitest";
import { workloads } from "../../../src/findings/views/workloads.ts";
import { scanRepository } from "../../../src/manifests/scan-repository.ts";

function read(text: string) {
  return scanRepository([{ path: "app.yaml", text }], [workloads]).of(workloads);
}

const DATABASE = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  replicas: 3
  podManagementPolicy: Parallel
  updateStrategy: {type: OnDelete}
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db, tier: data}}
    spec:
      serviceAccountName: db
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 600
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - topologyKey: kubernetes.io/hostname
            labelSelector: {matchLabels: {app: db}}
      initContainers:
      - {name: wait, image: "busybox:1.36"}
      containers:
      - name: db
        image: postgres:17
        args: [-c, max_connections=10]
      volumes:
      - name: scratch
        emptyDir: {}
      - name: logs
        hostPath: {path: /var/log/db}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {storageClassName: local-path}
`;

test("a workload is what its controller and its pods say", () => {
  expect(read(DATABASE)).toEqual([
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      name: "db",
      namespace: "shop",
      place: {
        path: "app.yaml",
        line: 1,
        column: 1,
        object: { apiVersion: "apps/v1", kind: "StatefulSet", name: "db", namespace: "shop" },
        class: "object",
      },
      replicas: 3,
      selector: { app: "db" },
      podLabels: { app: "db", tier: "data" },
      podAnnotations: {},
      strategy: "OnDelete",
      podManagementPolicy: "Parallel",
      claimTemplates: [{ name: "data", storageClass: "local-path" }],
      hasEnded: false,
      isObserved: false,
      pod: {
        containers: [
          { name: "wait", image: "busybox:1.36", imageLine: 21, imageColumn: 30, isInit: true, words: [] },
          {
            name: "db",
            image: "postgres:17",
            imageLine: 24,
            imageColumn: 16,
            isInit: false,
            words: ["-c", "max_connections=10"],
          },
        ],
        volumes: [
          { name: "scratch", type: "emptyDir", isWritable: true, hasOpenToken: false, line: 28, column: 9 },
          {
            name: "logs",
            type: "hostPath",
            reference: "/var/log/db",
            isWritable: true,
            hasOpenToken: false,
            line: 30,
            column: 9,
          },
        ],
        serviceAccountName: "db",
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 600,
        nodeSelector: {},
        tolerations: [],
        hostNetwork: false,
        requiredAntiAffinity: [
          {
            topologyKey: "kubernetes.io/hostname",
            selector: { matchLabels: { app: "db" }, matchExpressions: [] },
          },
        ],
      },
    },
  ]);
});

describe("every kind that makes pods is read", () => {
  test.each([
    ["v1", "Pod", "spec: {containers: [{name: a, image: a}]}"],
    ["apps/v1", "DaemonSet", "spec: {template: {spec: {containers: [{name: a, image: a}]}}}"],
    ["extensions/v1beta1", "Deployment", "spec: {template: {spec: {containers: [{name: a, image: a}]}}}"],
    ["v1", "ReplicationController", "spec: {template: {spec: {containers: [{name: a, image: a}]}}}"],
    [
      "batch/v1beta1",
      "CronJob",
      "spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}}",
    ],
  ])("%s %s", (apiVersion, kind, rest) => {
    const [found] = read(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n${rest}\n`);
    expect(found).toMatchObject({ kind, name: "x", pod: { containers: [{ image: "a" }] } });
  });
});

test("a kind of that name in another group makes no pods", () => {
  expect(read("apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nspec: {template: {spec: {}}}\n")).toEqual(
    [],
  );
});
