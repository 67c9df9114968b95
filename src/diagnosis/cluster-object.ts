import { at, listAt, textAt, textsAt, timeAt } from "./fields.ts";

/** The name of an object; `namespace` is missing where its kind has none. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One entry of `status.conditions`. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** What every object has. */
export interface ClusterObject extends ObjectName {
  readonly uid: string | undefined;
  /** Who made it: the owner reference that is its controller, or the first one. */
  readonly owner: ObjectName | undefined;
  readonly createdAt: number | undefined;
  /** Since when it should be gone. */
  readonly goneBy: number | undefined;
  readonly finalizers: readonly string[];
  readonly conditions: readonly Condition[];
}

/** `Pod shop/web-7c9f`, `Node worker-2`. */
export function written({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

/** The common part of an object as kubectl gives it; undefined for what has no name. */
export function clusterObject(object: unknown): ClusterObject | undefined {
  const kind = textAt(object, "kind");
  const name = textAt(object, "metadata", "name");
  if (kind === undefined || name === undefined) return undefined;
  const namespace = textAt(object, "metadata", "namespace");
  return {
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    uid: textAt(object, "metadata", "uid"),
    owner: ownerOf(object, namespace),
    createdAt: timeAt(object, "metadata", "creationTimestamp"),
    goneBy: timeAt(object, "metadata", "deletionTimestamp"),
    finalizers: textsAt(object, "metadata", "finalizers"),
    conditions: listAt(object, "status", "conditions").map(conditionOf),
  };
}

/** The condition of that type, where it has the status. */
export function conditionWith(
  { conditions }: ClusterObject,
  type: string,
  status: string,
): Condition | undefined {
  return conditions.find((condition) => condition.type === type && condition.status === status);
}

function ownerOf(object: unknown, namespace: string | undefined): ObjectName | undefined {
  const owners = listAt(object, "metadata", "ownerReferences");
  const owner = owners.find((one) => at(one, "controller") === true) ?? owners[0];
  const kind = textAt(owner, "kind");
  const name = textAt(owner, "name");
  if (kind === undefined || name === undefined) return undefined;
  return { kind, ...(namespace === undefined ? {} : { namespace }), name };
}

function conditionOf(condition: unknown): Condition {
  return {
    type: textAt(condition, "type") ?? "",
    status: textAt(condition, "status") ?? "",
    reason: textAt(condition, "reason") ?? "",
    message: textAt(condition, "message") ?? "",
  };
}
