import { type ClusterEvent, readEvent } from "./cluster-event.ts";
import {
  type ClusterObject,
  clusterObject,
  conditionWith,
  type ObjectName,
  written,
} from "./cluster-object.ts";
import { textAt } from "./fields.ts";
import { newestTime } from "./newest-time.ts";
import { type Pod, readPod } from "./pod.ts";
import type { ClusterSnapshot, ContainerLog } from "./snapshot.ts";

/** A snapshot, indexed for the questions that the judges ask. */
export interface Situation {
  readonly pods: readonly Pod[];
  /** Objects of any kind but Pod and Event, with what they were read from. */
  readonly ofKind: (kind: string) => readonly RawObject[];
  readonly find: (name: ObjectName) => RawObject | undefined;
  /** Whether all objects of that kind (and namespace) were read: only then one that is missing is really not there. */
  readonly knows: (kind: string, namespace?: string) => boolean;
  /** What was said about an object, the newest last; about another one of the same name it is left out. */
  readonly eventsOf: (object: ObjectName & { readonly uid?: string | undefined }) => readonly ClusterEvent[];
  readonly logOf: (pod: Pod, container: string) => LogLines;
  /** Milliseconds since 1970; 0 where nothing tells the time. */
  readonly now: number;
}

/** What a container wrote last: in the run that ended, where there was one. */
export interface LogLines {
  readonly lines: readonly string[];
  /** Why there are none. */
  readonly problem?: string;
}

export interface RawObject extends ClusterObject {
  readonly raw: unknown;
}

/** Reads what a snapshot holds; what is no Kubernetes object is passed over. */
export function situationOf(snapshot: ClusterSnapshot, namespaces: readonly string[] = []): Situation {
  const isWanted = ({ namespace, kind, name }: ObjectName) =>
    namespaces.length === 0 ||
    (kind === "Namespace"
      ? namespaces.includes(name)
      : namespace === undefined || namespaces.includes(namespace));
  const objects = grouped(snapshot.objects, (object) => textAt(object, "kind") ?? "");
  const others = new Map<string, readonly RawObject[]>();
  for (const [kind, list] of objects)
    if (kind !== "Pod" && kind !== "Event") others.set(kind, unique(list).filter(isWanted));
  const named = new Map([...others.values()].flat().map((object) => [written(object), object]));
  const events = grouped(
    unique(objects.get("Event") ?? []).flatMap(({ raw }) => readEvent(raw) ?? []),
    ({ about }) => written(about),
  );
  const complete = new Set(snapshot.complete);
  const logs = grouped(snapshot.logs, ({ namespace, pod, container }) => `${namespace}/${pod}/${container}`);
  return {
    pods: unique(objects.get("Pod") ?? [])
      .flatMap(({ raw }) => readPod(raw) ?? [])
      .filter(isWanted),
    ofKind: (kind) => others.get(kind) ?? [],
    find: (name) => named.get(written(name)),
    knows: (kind, namespace) =>
      [kind, `${kind} ${namespace ?? ""}`].some((list) => complete.has(list)) ||
      (others.get(kind) ?? []).some((object) => object.namespace === namespace),
    eventsOf: (object) =>
      (events.get(written(object)) ?? [])
        .filter(({ uid }) => uid === undefined || object.uid === undefined || uid === object.uid)
        .toSorted((left, right) => left.lastSeen - right.lastSeen),
    logOf: ({ namespace, name }, container) => linesOf(logs.get(`${namespace}/${name}/${container}`) ?? []),
    now: Math.max(timeOf(snapshot.takenAt), newestTime(snapshot.objects)),
  };
}

/** Nodes of which the kubelet says nothing any more; nothing that their pods show can be trusted. */
export function isLost(node: ClusterObject): boolean {
  return conditionWith(node, "Ready", "Unknown") !== undefined;
}

function timeOf(text: string | undefined): number {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? 0 : time;
}

function linesOf(logs: readonly ContainerLog[]): LogLines {
  const filled = logs.filter(({ text }) => text.trim() !== "");
  const log = filled.find(({ previous }) => previous) ?? filled[0];
  const lines = (log?.text ?? "").split(/\r?\n/).filter((line) => line.trim() !== "");
  const problem = log === undefined ? logs.find((one) => one.problem !== undefined)?.problem : undefined;
  return { lines, ...(problem === undefined ? {} : { problem }) };
}

/** The same object may stand in several files of a bundle. */
function unique(objects: readonly unknown[]): readonly RawObject[] {
  const byName = new Map<string, RawObject>();
  for (const raw of objects) {
    const base = clusterObject(raw);
    if (base !== undefined) byName.set(written(base), { ...base, raw });
  }
  return [...byName.values()];
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
