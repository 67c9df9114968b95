import lifecycle from "../../data/api-lifecycle.json" with { type: "json" };

/** What Kubehop calls an API that is not fine on the way from one minor to another. */
export type ApiFinding = "removed-api" | "deprecated-api" | "not-yet-served-api";

/** Both ends of the way, as `1.33` and `1.36`. */
export interface Way {
  readonly from: string;
  readonly to: string;
}

export interface Api {
  readonly apiVersion: string;
  readonly kind: string;
}

type Row = (typeof lifecycle.apis)[number];

/**
 * What is to be said of an API on this way by `data/api-lifecycle.json`, or undefined where it is fine or none
 * of Kubernetes. The benchmark reads the facts itself: it must not believe what it measures.
 */
export function findingOf({ apiVersion, kind }: Api, way: Way): ApiFinding | undefined {
  const row = ROWS.get(`${apiVersion} ${kind}`);
  return row === undefined ? undefined : findingOfRow(row, way);
}

/** The versions of a kind: those that are removed or deprecated at the end of the way, and the others. */
export function versionsOf(kind: string, way: Way) {
  const rows = writable.filter((row) => row.kind === kind);
  const isOld = (row: Row) => ["removed-api", "deprecated-api"].includes(findingOfRow(row, way) ?? "");
  return {
    old: rows.filter(isOld).map(apiVersionOf),
    fine: rows.filter((row) => findingOfRow(row, way) === undefined && isOn(row, way.to)).map(apiVersionOf),
  };
}

/** All that somebody could have written to a file, except what the cluster serves only when told to. */
export function everyApi(way: Way): readonly Api[] {
  return writable
    .filter((row) => findingOfRow(row, way) !== undefined || isOn(row, way.to))
    .map((row) => ({ apiVersion: apiVersionOf(row), kind: row.kind }));
}

/** What the cluster itself writes. */
const ITS_OWN = ["Node", "Event"];
/** Nobody keeps requests, or parts of other objects, in files. */
const kept = new Set(
  lifecycle.apis.filter(({ listable, creatable }) => listable && creatable).map(({ kind }) => kind),
);
const writable = lifecycle.apis.filter(({ kind }) => kept.has(kind) && !ITS_OWN.includes(kind));
const ROWS = new Map(lifecycle.apis.map((row) => [`${apiVersionOf(row)} ${row.kind}`, row]));

function findingOfRow(row: Row, { from, to }: Way): ApiFinding | undefined {
  if (isBy(row.removed, to)) return "removed-api";
  if (isBy(row.deprecated ?? deprecatedByNote(row), to)) return "deprecated-api";
  if (row.servedFirst !== null && !row.servedFirstIsLowerBound && !isBy(row.servedFirst, from)) {
    return "not-yet-served-api";
  }
  return undefined;
}

/** Some APIs are deprecated in words only: `deprecated in 1.33: …`. */
function deprecatedByNote({ migrationNotes = [] }: Row): string | null {
  const [, minor] = /^deprecated (?:in|since) (1\.\d+)/.exec(migrationNotes.join("\n")) ?? [];
  return minor ?? null;
}

function isOn({ servedByDefault }: Row, minor: string): boolean {
  return servedByDefault.findLast(({ fromMinor }) => isBy(fromMinor, minor))?.enabled === true;
}

function isBy(minor: string | null | undefined, limit: string): boolean {
  return typeof minor === "string" && minorNumber(minor) <= minorNumber(limit);
}

function minorNumber(version: string): number {
  return Number(version.split(".")[1]);
}

function apiVersionOf({ group, version }: Row): string {
  return group === "" ? version : `${group}/${version}`;
}
