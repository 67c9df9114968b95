import { ANY_KIND, type ApiFacts, type ApiName } from "./api-facts.ts";
import { componentConfigFacts } from "./component-config-facts.ts";
import { lifecycleFacts, scannedMinors } from "./lifecycle-facts.ts";
import { minorDistance } from "./version.ts";

interface FactIndex {
  readonly groups: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, ApiFacts>;
  readonly byVersion: ReadonlyMap<string, readonly ApiFacts[]>;
  readonly byKind: ReadonlyMap<string, readonly ApiFacts[]>;
}

let index: FactIndex | undefined;

/** What is known of an API; undefined for a group, version or kind that no table has: mostly a custom resource. */
export function apiFacts({ apiVersion, kind }: ApiName): ApiFacts | undefined {
  const { byName } = facts();
  const row = byName.get(`${apiVersion} ${kind}`);
  if (row !== undefined) return row;
  const whole = byName.get(`${apiVersion} ${ANY_KIND}`);
  return whole === undefined ? goneWithItsVersion(apiVersion, kind) : { ...whole, kind };
}

/**
 * A kind that is not in the tables, of a version that went as a whole (`extensions/v1beta1 Job`): nobody serves
 * it either. Only where the group has no dot in its name, which no custom resource may have, or where nobody knows
 * the kind (empty).
 */
function goneWithItsVersion(apiVersion: string, kind: string): ApiFacts | undefined {
  const [group = "", version] = apiVersion.split("/");
  const mayBeCustom = group.includes(".") && kind !== "";
  if (version === undefined || mayBeCustom || kind.endsWith("List")) return undefined;
  const known = facts().byVersion.get(apiVersion) ?? [];
  const last = lastOfGoing(known);
  if (last === undefined) return undefined;
  const { resource: _, ...gone } = { ...last, kind, declaredReplacement: null, migrationNotes: [] };
  return kind === ""
    ? { ...gone, ...presenceOfAny(known) }
    : { ...gone, servedFrom: null, removedInIsUpperBound: true, declarations: [] };
}

/** Where nobody knows the kind: the version is there while one of its kinds is. */
function presenceOfAny(known: readonly ApiFacts[]): Partial<ApiFacts> {
  const [first] = known
    .filter(({ servedFrom }) => servedFrom !== null)
    .toSorted((one, other) => minorDistance(one.servedFrom ?? "", other.servedFrom ?? ""));
  if (first === undefined) return {};
  const { servedFrom, servedFromIsLowerBound, servedByDefault } = first;
  const isMissing = (minor: string) =>
    minorDistance(minor, servedFrom ?? "") > 0 && !known.some((one) => isPresent(one, minor));
  return { servedFrom, servedFromIsLowerBound, servedByDefault, gaps: scannedMinors.filter(isMissing) };
}

function isPresent({ servedFrom, removedIn, gaps }: ApiFacts, minor: string): boolean {
  const isBefore = servedFrom === null || minorDistance(minor, servedFrom) < 0;
  const isBehind = removedIn !== null && minorDistance(minor, removedIn) >= 0;
  return !isBefore && !isBehind && !gaps.includes(minor);
}

/** The one that lives longest of several that all go; undefined where one stays. */
export function lastOfGoing(versions: readonly ApiFacts[]): ApiFacts | undefined {
  if (versions.some(({ removedIn }) => removedIn === null)) return undefined;
  return versions.toSorted((one, other) =>
    minorDistance(other.removedIn ?? "1.0", one.removedIn ?? "1.0"),
  )[0];
}

/** Every version of a kind in its group. */
export function versionsOfKind({ group, kind }: { group: string; kind: string }): readonly ApiFacts[] {
  return facts().byKind.get(`${group} ${kind}`) ?? [];
}

/** True for a group that Kubernetes itself serves or reads, in one minor or another. */
export function isKnownGroup(group: string): boolean {
  return facts().groups.has(group);
}

/** True for a group and version of which the tables have at least one kind. */
export function isKnownVersion(apiVersion: string): boolean {
  return facts().byVersion.has(apiVersion);
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
    byVersion: Map.groupBy(rows, ({ apiVersion }) => apiVersion),
    byKind: Map.groupBy(rows, ({ group, kind }) => `${group} ${kind}`),
  };
}
