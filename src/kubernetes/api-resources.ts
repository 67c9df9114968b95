import type { ApiFacts } from "./api-facts.ts";
import { allApiFacts, lastOfGoing } from "./api-table.ts";

/** A resource as rules name it; without versions, or with `*`, all of them are meant. */
export interface ResourceName {
  readonly group: string;
  /** Plural: `ingresses`; `*` for all that the group has. */
  readonly resource: string;
  readonly versions: readonly string[];
}

/**
 * What of a rule's resource goes away: the named versions that some scanned minor removes or, where all are
 * meant, the last one of a resource that goes as a whole. Of all resources (`*`) the last one of a group or version that
 * goes as a whole. Empty for what stays and for custom resources.
 */
export function goingVersions({ group, resource, versions }: ResourceName): readonly ApiFacts[] {
  if (resource === "*") return lastOfWhole(group, versions);
  const all = versionsOfResource(group, resource);
  const going = all.filter(({ removedIn }) => removedIn !== null);
  if (versions.length > 0 && !versions.includes("*")) {
    return going.filter(({ version }) => versions.includes(version));
  }
  const last = lastOfGoing(all);
  return last === undefined ? [] : [last];
}

/** The plural name that objects of a kind of Kubernetes' own have; undefined for other kinds. */
export function resourceOfKind(kind: string): string | undefined {
  return objectsOf().find((facts) => facts.kind === kind)?.resource ?? undefined;
}

/** Whether a text may hold a rule without versions that names something which goes away: it names group and resource. */
export function mayNameGoing(text: string): boolean {
  going ??= goingResources();
  return going.some(
    ([group, resources]) =>
      text.includes(group) && (text.includes("*") || resources.some((resource) => text.includes(resource))),
  );
}

let going: readonly (readonly [group: string, resources: readonly string[]])[] | undefined;

function goingResources(): readonly (readonly [string, readonly string[]])[] {
  const names = [...byResource()].flatMap(([name, all]) =>
    lastOfGoing(all) === undefined ? [] : [name.split(" ")],
  );
  const groups = Map.groupBy(names, ([group = ""]) => group);
  const wholes = [...new Set(objectsOf().map(({ group }) => group))].filter(
    (group) => lastOfWhole(group, []).length > 0,
  );
  const found = [...groups].map(
    ([group, own]) => [group, own.flatMap(([, name = ""]) => (name === "" ? [] : [name]))] as const,
  );
  return [
    ...found.filter(([, resources]) => resources.length > 0),
    ...wholes.map((group) => [group, []] as const),
  ];
}

function lastOfWhole(group: string, versions: readonly string[]): readonly ApiFacts[] {
  const all = objectsOf().filter((facts) => facts.group === group);
  const isAny = versions.length === 0 || versions.includes("*");
  const wholes = isAny ? [all] : versions.map((version) => all.filter((facts) => facts.version === version));
  return wholes.flatMap((facts) => lastOfGoing(facts) ?? []);
}

function objectsOf(): readonly ApiFacts[] {
  return allApiFacts().filter(({ isConfiguration }) => !isConfiguration);
}

let index: ReadonlyMap<string, readonly ApiFacts[]> | undefined;

function versionsOfResource(group: string, resource: string): readonly ApiFacts[] {
  index ??= byResource();
  return index.get(`${group} ${resource}`) ?? [];
}

/** Plural names are recorded where a scanned minor serves the kind; the same kind has the same name elsewhere. */
function byResource(): ReadonlyMap<string, readonly ApiFacts[]> {
  const all = objectsOf();
  const names = new Map(
    all.flatMap(({ kind, resource }) => (resource === undefined ? [] : [[kind, resource] as const])),
  );
  return Map.groupBy(all, ({ group, kind }) => `${group} ${names.get(kind) ?? ""}`);
}
