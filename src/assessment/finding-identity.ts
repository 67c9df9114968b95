import type { Finding, Place } from "../source/finding.ts";

/** What makes a place of a finding, or a finding without places, the same one in another state of the files. */
export interface FindingIdentity {
  /** When lines move: the finding, what it is about, the file and the object, and which of several alike it is. */
  readonly inPlace: string;
  /** When the file is renamed; undefined for a finding without places. */
  readonly elsewhere?: string;
  readonly path?: string;
}

/** A finding with the identity of each of its places; of one without places a single identity for the whole. */
export interface IdentifiedFinding {
  readonly finding: Finding;
  readonly whole?: FindingIdentity;
  readonly places: readonly { readonly place: Place; readonly identity: FindingIdentity }[];
}

/** Identifies all findings of one state of the files together: of places that are alike, each is counted. */
export function identified(findings: readonly Finding[]): readonly IdentifiedFinding[] {
  const counts = new Map<string, number>();
  const counted = (identity: string) => {
    const count = counts.get(identity) ?? 0;
    counts.set(identity, count + 1);
    return count === 0 ? identity : `${identity} ${count}`;
  };
  return findings.map((finding) => ({
    finding,
    ...(finding.places.length === 0 ? { whole: { inPlace: wholeIdentity(finding) } } : {}),
    places: finding.places.map((place) => {
      const { inPlace, ...others } = placeIdentity(finding, place);
      return { place, identity: { ...others, inPlace: counted(inPlace) } };
    }),
  }));
}

/** A finding without places is told by its sentence. */
function wholeIdentity({ id, cluster, why }: Finding): string {
  return JSON.stringify([id, cluster ?? "", why]);
}

function placeIdentity({ id, cluster, subject }: Finding, { path, object }: Place): FindingIdentity {
  const { kind = "", namespace = "", name = "" } = object ?? {};
  const about = subject === undefined ? [] : [subject];
  const inPlace = JSON.stringify([id, cluster ?? "", path, kind, namespace, name, ...about]);
  // What has no name of its own is known by that of its file, wherever its directory goes.
  const file = name === "" && subject === undefined ? [path.split("/").at(-1)] : [];
  const elsewhere = JSON.stringify([id, cluster ?? "", kind, namespace, name, ...about, ...file]);
  return { inPlace, elsewhere, path };
}
