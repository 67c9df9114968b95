import configFile from "../../data/component-config.json" with { type: "json" };
import type { ApiFacts } from "./api-facts.ts";
import { apiStatus, isServed } from "./api-status.ts";
import { apiFacts, versionsOfKind } from "./api-table.ts";
import { minorDistance, minorOf } from "./version.ts";

/** A field of a configuration file that some version or minor of its kind does not have. */
export interface ConfigField {
  readonly group: string;
  readonly kind: string;
  /** `profiles[].plugins.multiPoint`; `[]` stands for the items of a list, `*` for the values of a map. */
  readonly path: string;
  /** First minor with it, and first one without it again, in each version of the kind that ever had it. */
  readonly versions: Readonly<Record<string, { readonly from: string; readonly removedIn?: string }>>;
}

interface StrictReader {
  readonly group: string;
  /** Missing where it is every kind of the group. */
  readonly kinds?: readonly string[];
  readonly from: string;
}

const FIELDS: readonly ConfigField[] = configFile.fields;
const STRICT: readonly StrictReader[] = configFile.strictReaders;
let byKind: ReadonlyMap<string, readonly ConfigField[]> | undefined;

/** The groups of whose kinds a field came or went. */
export const CONFIG_GROUPS: ReadonlySet<string> = new Set(FIELDS.map(({ group }) => group));

/** Fields that differ between the versions and minors of a kind. Source: the Go types of each minor. */
export function configFields(group: string, kind: string): readonly ConfigField[] {
  byKind ??= Map.groupBy(FIELDS, (row) => `${row.group} ${row.kind}`);
  return byKind.get(`${group} ${kind}`) ?? [];
}

/** What is the matter with a field that the component of a minor does not know. */
export interface ConfigFieldGap {
  /** `not-yet`: later minors or newer versions have it; `removed`: earlier minors or older versions had it. */
  readonly problem: "not-yet" | "removed";
  /** The version of the kind that has or had it, and its first minor with it. */
  readonly known: { readonly version: string; readonly from: string; readonly removedIn?: string };
  /** What the component of the minor reads in place of the file's version; empty where it reads that. */
  readonly readInstead: readonly string[];
}

/**
 * How a field is missed in a minor (`1.28`, `1.28.2`); undefined where it is known there, or where the minor cannot
 * be judged. Where the file's own version is gone by then, a field is only missed if no version that is read has it.
 *
 * @throws KubehopError `invalid-version`
 */
export function configFieldGap(
  field: ConfigField,
  version: string,
  minor: string,
): ConfigFieldGap | undefined {
  const { group, kind } = field;
  const own = apiFacts({ apiVersion: `${group}/${version}`, kind });
  if (own === undefined) return undefined;
  const { status } = apiStatus(own, minor);
  if (status === "unknown" || status === "not-yet") return undefined;
  const isRead = isServed(own, minor);
  const read = isRead ? [own] : versionsOfKind(own).filter((api) => isServed(api, minor));
  if (read.length === 0 || read.some((api) => hasField(field, api, minor))) return undefined;
  const readInstead = isRead ? [] : read.map((api) => api.version);
  const later = laterHome(field, own, minor);
  if (later !== undefined) return { problem: "not-yet", known: later, readInstead };
  const homes = homesOf(field);
  const former = homes.find((home) => home.version === version) ?? homes.at(-1);
  return former === undefined ? undefined : { problem: "removed", known: former, readInstead };
}

/** True where the component of the minor refuses a file with a field that it does not know. */
export function refusesUnknownFields({ group, kind }: ConfigField, minor: string): boolean {
  return STRICT.some(
    (row) =>
      row.group === group &&
      (row.kinds?.includes(kind) ?? true) &&
      minorDistance(minorOf(minor), row.from) >= 0,
  );
}

/** The fields of one version of a kind that another version never has; what holds them is told alone. */
export function fieldsLost(from: ApiFacts, to: ApiFacts): readonly string[] {
  return configFields(from.group, from.kind)
    .filter(({ versions }) => Object.hasOwn(versions, from.version) && !Object.hasOwn(versions, to.version))
    .map(({ path }) => path);
}

function hasField({ versions }: ConfigField, { version }: ApiFacts, minor: string): boolean {
  const { from, removedIn } = versions[version] ?? {};
  if (from === undefined || minorDistance(minorOf(minor), from) < 0) return false;
  return removedIn === undefined || minorDistance(minorOf(minor), removedIn) < 0;
}

/** Where the field will be: in the file's own version, or in one that came with it or after it. */
function laterHome(field: ConfigField, own: ApiFacts, minor: string): ConfigFieldGap["known"] | undefined {
  return homesOf(field).find(({ version, from, removedIn }) => {
    if (removedIn !== undefined && minorDistance(minorOf(minor), removedIn) >= 0) return false;
    if (version === own.version) return minorDistance(minorOf(minor), from) < 0;
    const other = apiFacts({ kind: own.kind, apiVersion: `${field.group}/${version}` });
    return minorDistance(other?.servedFrom ?? from, own.servedFrom ?? from) >= 0;
  });
}

/** Versions that had the field while a component read them: kubeadm's types had v1beta4 before it did. */
function homesOf({ group, kind, versions }: ConfigField) {
  const homes = Object.entries(versions).map(([version, presence]) => ({ version, ...presence }));
  return homes.filter(({ version, removedIn }) => {
    const servedFrom = apiFacts({ apiVersion: `${group}/${version}`, kind })?.servedFrom;
    return removedIn === undefined || !servedFrom || minorDistance(removedIn, servedFrom) > 0;
  });
}
