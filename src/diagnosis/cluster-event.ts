import type { ObjectName } from "./cluster-object.ts";
import { at, numberAt, textAt, timeAt } from "./fields.ts";

/** An Event of the core API or of events.k8s.io. */
export interface ClusterEvent {
  readonly about: ObjectName;
  readonly uid: string | undefined;
  /** The container that it is about, where there is one. */
  readonly container: string | undefined;
  readonly reason: string;
  readonly message: string;
  readonly isWarning: boolean;
  readonly count: number;
  /** When it was last seen; 0 where nothing says so. */
  readonly lastSeen: number;
}

/** Reads an Event; undefined for what is none. */
export function readEvent(object: unknown): ClusterEvent | undefined {
  const about = at(object, "involvedObject") ?? at(object, "regarding");
  const kind = textAt(about, "kind");
  const name = textAt(about, "name");
  if (kind === undefined || name === undefined) return undefined;
  const namespace = textAt(about, "namespace");
  return {
    about: { kind, ...(namespace === undefined ? {} : { namespace }), name },
    uid: textAt(about, "uid"),
    container: /\{(.+)\}$/.exec(textAt(about, "fieldPath") ?? "")?.[1],
    reason: textAt(object, "reason") ?? "",
    message: messageOf(object),
    isWarning: textAt(object, "type") === "Warning",
    count:
      numberAt(object, "series", "count") ??
      numberAt(object, "count") ??
      numberAt(object, "deprecatedCount") ??
      1,
    lastSeen: lastSeen(object),
  };
}

/** Where many events are alike, the recorder puts a remark before the newest one. */
function messageOf(object: unknown): string {
  const message = textAt(object, "message") ?? textAt(object, "note") ?? "";
  return message.replace(/^\(combined from similar events\): /, "");
}

function lastSeen(object: unknown): number {
  const times = [
    timeAt(object, "series", "lastObservedTime"),
    timeAt(object, "lastTimestamp"),
    timeAt(object, "deprecatedLastTimestamp"),
    timeAt(object, "eventTime"),
    timeAt(object, "firstTimestamp"),
    timeAt(object, "metadata", "creationTimestamp"),
  ];
  return Math.max(0, ...times.filter((time) => time !== undefined));
}
