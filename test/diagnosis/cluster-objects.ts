import { diagnose } from "../../src/diagnosis/diagnose.ts";
import type { Diagnosis } from "../../src/diagnosis/diagnosis.ts";
import type { ContainerLog } from "../../src/diagnosis/snapshot.ts";

const NOW = Date.parse("2026-11-27T21:10:00Z");

/** A Kubernetes timestamp, that many seconds before everything is looked at. */
export function ago(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString().replace(".000", "");
}

/** What is said of these objects, looked at now. */
export function diagnosesOf(
  objects: readonly object[],
  logs: readonly ContainerLog[] = [],
): readonly Diagnosis[] {
  return diagnose({ objects, logs, unread: [], takenAt: ago(0) });
}

/** `crash-loop-back-off Pod shop/web-1`, one a diagnosis. */
export function told(objects: readonly object[], logs: readonly ContainerLog[] = []): readonly string[] {
  return diagnosesOf(objects, logs).map(({ class: found, object }) => `${found} ${object}`);
}

export interface PodParts {
  readonly name?: string;
  readonly metadata?: object;
  readonly spec?: object;
  readonly container?: object;
  readonly status?: object;
}

/** A pod as `kubectl get -o json` gives it: Pending on worker-1 for ten minutes unless its parts say otherwise. */
export function pod({
  name = "web-1",
  metadata = {},
  spec = {},
  container = {},
  status = {},
}: PodParts = {}): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "shop", uid: `uid-${name}`, creationTimestamp: ago(600), ...metadata },
    spec: {
      containers: [{ name: "web", image: "registry.example.com/web:1.4.2", resources: {}, ...container }],
      nodeName: "worker-1",
      restartPolicy: "Always",
      schedulerName: "default-scheduler",
      tolerations: [
        {
          effect: "NoExecute",
          key: "node.kubernetes.io/not-ready",
          operator: "Exists",
          tolerationSeconds: 300,
        },
        {
          effect: "NoExecute",
          key: "node.kubernetes.io/unreachable",
          operator: "Exists",
          tolerationSeconds: 300,
        },
      ],
      ...spec,
    },
    status: { phase: "Pending", conditions: [{ type: "PodScheduled", status: "True" }], ...status },
  };
}

/** The status of a running pod whose one container has this state. */
export function running(container: object, ready = false): object {
  return {
    phase: "Running",
    conditions: [
      { type: "PodScheduled", status: "True" },
      { type: "Ready", status: ready ? "True" : "False", reason: ready ? "" : "ContainersNotReady" },
    ],
    containerStatuses: [
      { name: "web", ready, restartCount: 0, started: ready, state: {}, lastState: {}, ...container },
    ],
  };
}

export function waiting(reason: string, message = ""): object {
  return { state: { waiting: { reason, message } } };
}

/** A container that the kubelet holds back after an end like this. */
export function crashed(exitCode: number, end: object = {}): object {
  const terminated = { exitCode, reason: "Error", startedAt: ago(61), finishedAt: ago(60), ...end };
  return {
    restartCount: 5,
    state: {
      waiting: { reason: "CrashLoopBackOff", message: "back-off 2m40s restarting failed container=web" },
    },
    lastState: { terminated },
  };
}

export interface EventParts {
  readonly reason: string;
  readonly message: string;
  readonly kind?: string;
  readonly name?: string;
  readonly type?: string;
  readonly container?: string;
  readonly seen?: number;
}

export function event({
  kind = "Pod",
  name = "web-1",
  type = "Warning",
  seen = 30,
  ...parts
}: EventParts): object {
  const isNode = kind === "Node";
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: {
      name: `${name}.${parts.reason}.${parts.message.length}`,
      namespace: isNode ? "default" : "shop",
    },
    involvedObject: {
      kind,
      name,
      ...(isNode ? {} : { namespace: "shop" }),
      ...(parts.container === undefined ? {} : { fieldPath: `spec.containers{${parts.container}}` }),
    },
    reason: parts.reason,
    message: parts.message,
    type,
    count: 3,
    firstTimestamp: ago(500),
    lastTimestamp: ago(seen),
  };
}

/** A node; without conditions it is ready. */
export function node(
  name: string,
  conditions: readonly object[] = [],
  { spec = {}, labels = {} }: { readonly spec?: object; readonly labels?: object } = {},
): object {
  const ready = {
    type: "Ready",
    status: "True",
    reason: "KubeletReady",
    message: "kubelet is posting ready status",
  };
  const isTold = conditions.some((one) => "type" in one && one.type === "Ready");
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name, ...labels }, creationTimestamp: ago(86_400) },
    spec,
    status: { conditions: isTold ? conditions : [ready, ...conditions] },
  };
}

export const LOST = [
  {
    type: "Ready",
    status: "Unknown",
    reason: "NodeStatusUnknown",
    message: "Kubelet stopped posting node status.",
  },
];

export function ownedBy(kind: string, name: string): object {
  return { ownerReferences: [{ apiVersion: "apps/v1", kind, name, controller: true, uid: `uid-${name}` }] };
}
