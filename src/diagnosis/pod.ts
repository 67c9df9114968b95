import { type ClusterObject, clusterObject } from "./cluster-object.ts";
import { at, listAt, numberAt, textAt, timeAt } from "./fields.ts";

/** A pod as far as its health goes; `spec` is what it was written with. */
export interface Pod extends ClusterObject {
  readonly namespace: string;
  readonly phase: string;
  readonly reason: string;
  readonly message: string;
  /** Where it was scheduled to. */
  readonly node: string | undefined;
  readonly gates: readonly string[];
  readonly restartPolicy: string;
  /** In the order in which they are started: init containers first. */
  readonly containers: readonly Container[];
  readonly spec: unknown;
}

/** `init` ends before the others start; a `sidecar` is written among them and goes on running. */
export type ContainerRole = "init" | "sidecar" | "main";

export interface Container {
  readonly name: string;
  readonly role: ContainerRole;
  readonly image: string;
  readonly state: ContainerState;
  /** How its run before the present state ended. */
  readonly last: Termination | undefined;
  readonly isReady: boolean;
  readonly isStarted: boolean;
  readonly restarts: number;
  readonly memoryLimit: string | undefined;
  readonly spec: unknown;
}

export type ContainerState =
  | { readonly is: "waiting"; readonly reason: string; readonly message: string }
  | { readonly is: "running"; readonly since: number | undefined }
  | { readonly is: "terminated"; readonly end: Termination }
  /** The kubelet has said nothing about it yet. */
  | { readonly is: "untold" };

export interface Termination {
  readonly exitCode: number;
  readonly reason: string;
  readonly message: string;
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
}

/** Reads a Pod object; undefined for what is none. */
export function readPod(object: unknown): Pod | undefined {
  const base = clusterObject(object);
  if (base === undefined) return undefined;
  const spec = at(object, "spec");
  return {
    ...base,
    namespace: base.namespace ?? "default",
    phase: textAt(object, "status", "phase") ?? "",
    reason: textAt(object, "status", "reason") ?? "",
    message: textAt(object, "status", "message") ?? "",
    node: textAt(spec, "nodeName"),
    gates: listAt(spec, "schedulingGates").flatMap((gate) => textAt(gate, "name") ?? []),
    restartPolicy: textAt(spec, "restartPolicy") ?? "Always",
    containers: [...containersOf(object, "init"), ...containersOf(object, "main")],
    spec,
  };
}

function containersOf(object: unknown, role: "init" | "main"): readonly Container[] {
  const [listed, told] =
    role === "init" ? ["initContainers", "initContainerStatuses"] : ["containers", "containerStatuses"];
  const statuses = listAt(object, "status", told);
  return listAt(object, "spec", listed).map((spec) => {
    const name = textAt(spec, "name") ?? "";
    const status = statuses.find((one) => textAt(one, "name") === name);
    const isSidecar = role === "init" && textAt(spec, "restartPolicy") === "Always";
    return containerOf(spec, status, isSidecar ? "sidecar" : role);
  });
}

function containerOf(spec: unknown, status: unknown, role: ContainerRole): Container {
  return {
    name: textAt(spec, "name") ?? "",
    role,
    image: textAt(spec, "image") ?? textAt(status, "image") ?? "",
    state: stateOf(at(status, "state")),
    last: terminationOf(at(status, "lastState", "terminated")),
    isReady: at(status, "ready") === true,
    isStarted: at(status, "started") !== false,
    restarts: numberAt(status, "restartCount") ?? 0,
    memoryLimit: textAt(spec, "resources", "limits", "memory"),
    spec,
  };
}

function stateOf(state: unknown): ContainerState {
  const end = terminationOf(at(state, "terminated"));
  if (end !== undefined) return { is: "terminated", end };
  const running = at(state, "running");
  if (running !== undefined) return { is: "running", since: timeAt(running, "startedAt") };
  const waiting = at(state, "waiting");
  if (waiting === undefined) return { is: "untold" };
  return {
    is: "waiting",
    reason: textAt(waiting, "reason") ?? "",
    message: textAt(waiting, "message") ?? "",
  };
}

function terminationOf(terminated: unknown): Termination | undefined {
  if (typeof terminated !== "object" || terminated === null) return undefined;
  return {
    exitCode: numberAt(terminated, "exitCode") ?? 0,
    reason: textAt(terminated, "reason") ?? "",
    message: textAt(terminated, "message") ?? "",
    startedAt: timeAt(terminated, "startedAt"),
    finishedAt: timeAt(terminated, "finishedAt"),
  };
}
