import { ANY_KIND, type ApiFacts, type ApiName } from "./api-facts.ts";
import { componentConfigFacts } from "./component-config-facts.ts";
import { lifecycleFacts } from "./lifecycle-facts.ts";

interface FactIndex {
  readonly groups: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, ApiFacts>;
  readonly byKind: ReadonlyMap<string, readonly ApiFacts[]>;
}

let index: FactIndex | undefined;

/** What is known of an API; undefined for a group, version or kind that no table has: mostly a custom resource. */
export function apiFacts({ apiVersion, kind }: ApiName): ApiFacts | undefined {
  const { byName } = facts();
  const row = byName.get(`${apiVersion} ${kind}`);
  if (row !== undefined) return row;
  const whole = byName.get(`${apiVersion} ${ANY_KIND}`);
  return whole === undefined ? undefined : { ...whole, kind };
}

/** Every version of a kind in its group. */
export function versionsOfKind({ group, kind }: { group: string; kind: string }): readonly ApiFacts[] {
  return facts().byKind.get(`${group} ${kind}`) ?? [];
}

/** True for a group that Kubernetes itself serves or reads, in one minor or another. */
export function isKnownGroup(group: string): boolean {
  return facts().groups.has(group);
}

/** Everything that the tables have, in their order. */
export function allApiFacts(): readonly ApiFacts[] {
  return [...facts().byName.values()];
}

function facts(): FactIndex {
  index ??= indexOf([...lifecycleFacts(), ...componentConfigFacts()]);
  return index;
}

function indexOf(rows: readonly ApiFacts[]): FactIndex {
  return {
    groups: new Set(rows.map(({ group }) => group)),
    byName: new Map(rows.map((row) => [`${row.apiVersion} ${row.kind}`, row])),
    byKind: Map.groupBy(rows, ({ group, kind }) => `${group} ${kind}`),
  };
}
