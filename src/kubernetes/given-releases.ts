import { KubehopError } from "../source/kubehop-error.ts";
import { isMapping } from "../source/mapping.ts";
import { isoDay } from "./iso-date.ts";
import { quotedText } from "./quoted-text.ts";
import { bundledReleases, type Release, type ReleaseFacts } from "./releases.ts";
import { compareVersions, tryParseVersion } from "./version.ts";

/**
 * Releases that a caller knows beside those of `data/releases.json`, in the shape of that file, of which
 * only these members are read. A newer copy of the file will do, and so will one row with one patch.
 */
export interface GivenReleases {
  /** The day up to which they are complete, as an ISO date: not before that of the bundled facts. */
  readonly asOf: string;
  readonly minors: readonly GivenRelease[];
}

/** What is new about one minor: patches are added, dates replace the known ones. */
export interface GivenRelease {
  readonly minor: string;
  readonly gaDate?: string;
  readonly maintenanceModeFrom?: string | null;
  readonly endOfLife?: string;
  readonly patches?: readonly { readonly version: string; readonly date: string }[];
}

/**
 * The bundled releases with what the caller adds; the bundled ones alone where nothing is given.
 *
 * @throws KubehopError `invalid-facts` where a member is missing or wrong, is older than what is bundled, or
 * is of a minor that the other facts (kubeadm, etcd, feature gates) do not cover
 */
export function mergedReleases(given: GivenReleases | undefined): ReleaseFacts {
  if (given === undefined) return bundledReleases;
  const { asOf: day, minors: rows } = recordAt("facts.releases", given);
  const asOf = dayAt("facts.releases.asOf", day);
  if (asOf < bundledReleases.asOf) {
    throw invalid(
      "facts.releases.asOf",
      `${asOf}, which is before the day of the facts that Kubehop brings (${bundledReleases.asOf})`,
    );
  }
  const minors = new Map(bundledReleases.minors);
  for (const [index, row] of listAt("facts.releases.minors", rows).entries()) {
    const merged = mergedRelease({ at: `facts.releases.minors[${index}]`, asOf }, row);
    minors.set(merged.minor, merged);
  }
  return { ...bundledReleases, asOf, minors };
}

/** Where a row stands, and the day that none of its patches may be after. */
interface RowPlace {
  readonly at: string;
  readonly asOf: string;
}

function mergedRelease(place: RowPlace, row: unknown): Release {
  const { at } = place;
  const { minor, gaDate, maintenanceModeFrom, endOfLife, patches } = recordAt(at, row);
  const known = typeof minor === "string" ? bundledReleases.minors.get(minor) : undefined;
  if (known === undefined) throw invalid(`${at}.minor`, `${shown(minor)}, and ${COVERED}`);
  const all = mergedPatches(known, place, patches);
  return {
    ...known,
    gaDate: gaDate === undefined ? known.gaDate : dayAt(`${at}.gaDate`, gaDate),
    maintenanceModeFrom:
      maintenanceModeFrom === undefined || maintenanceModeFrom === null
        ? known.maintenanceModeFrom
        : dayAt(`${at}.maintenanceModeFrom`, maintenanceModeFrom),
    endOfLife: endOfLife === undefined ? known.endOfLife : dayAt(`${at}.endOfLife`, endOfLife),
    patches: all,
    newestPatch: all.at(-1)?.version ?? known.newestPatch,
  };
}

const COVERED = `what else Kubehop knows (kubeadm, etcd, feature gates) covers the minors from ${bundledReleases.minors.keys().next().value} to ${bundledReleases.newestMinor} only`;

function mergedPatches(
  { minor, patches }: Release,
  { at, asOf }: RowPlace,
  given: unknown,
): Release["patches"] {
  const all = new Map(patches.map((patch) => [patch.version, patch]));
  const rows = given === undefined ? [] : listAt(`${at}.patches`, given);
  for (const [index, row] of rows.entries()) {
    const place = `${at}.patches[${index}]`;
    const { version, date: day } = recordAt(place, row);
    const date = dayAt(`${place}.date`, day);
    if (typeof version !== "string" || !isPatchOf(minor, version)) {
      throw invalid(`${place}.version`, `${shown(version)}; expected a patch such as ${minor}.4`);
    }
    if (date > asOf) throw invalid(`${place}.date`, `${date}, which is after facts.releases.asOf (${asOf})`);
    all.set(version, { version, date });
  }
  return [...all.values()].toSorted((one, other) => compareVersions(one.version, other.version));
}

function isPatchOf(minor: string, version: string): boolean {
  const read = tryParseVersion(version);
  return read?.patch !== undefined && version === `${minor}.${read.patch}`;
}

function recordAt(place: string, value: unknown): Readonly<Record<string, unknown>> {
  if (isMapping(value)) return value;
  throw invalid(place, `${shown(value)}; expected an object`);
}

function listAt(place: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(place, `${shown(value)}; expected a list`);
}

function dayAt(place: string, value: unknown): string {
  try {
    return isoDay(typeof value === "string" ? value : "");
  } catch (cause) {
    throw invalid(place, `${shown(value)}; expected an ISO date such as 2026-11-24`, cause);
  }
}

function shown(value: unknown): string {
  if (typeof value === "string") return quotedText(value);
  return value === null || typeof value !== "object" ? String(value) : "another object";
}

function invalid(place: string, what: string, cause?: unknown): KubehopError {
  return new KubehopError({
    code: "invalid-facts",
    message: `\`${place}\` is ${what}.`,
    remedy: "Give facts in the shape of data/releases.json (docs/reference/library.md), or leave them out.",
    cause,
  });
}
