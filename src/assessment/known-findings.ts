import type { Finding, Place } from "../source/finding.ts";
import { type FindingIdentity, type IdentifiedFinding, identified } from "./finding-identity.ts";

/** Findings that were there in another state of the files, by their identities or by what stands for these. */
export interface KnownFindings {
  readonly inPlace: ReadonlySet<string>;
  /** By the identity that does not name the file: those in place that have it. */
  readonly elsewhere: ReadonlyMap<string, readonly string[]>;
}

/** What is known of findings of another state. */
export function knownFindings(identities: readonly FindingIdentity[]): KnownFindings {
  const elsewhere = Map.groupBy(
    identities.filter((identity) => identity.elsewhere !== undefined),
    (identity) => identity.elsewhere ?? "",
  );
  return {
    inPlace: new Set(identities.map(({ inPlace }) => inPlace)),
    elsewhere: new Map([...elsewhere].map(([key, own]) => [key, own.map(({ inPlace }) => inPlace)])),
  };
}

/** The identities of all places, and of findings without any. */
export function identitiesOf(findings: readonly Finding[]): readonly FindingIdentity[] {
  return identified(findings).flatMap(({ whole, places }) => [
    ...(whole === undefined ? [] : [whole]),
    ...places.map(({ identity }) => identity),
  ]);
}

/** A finding with its places told apart: those that were known, and those that were not. */
export interface ToldApart {
  readonly finding: Finding;
  /** Whether a finding without places was known. */
  readonly isKnown: boolean;
  readonly known: readonly Place[];
  readonly brought: readonly Place[];
}

/**
 * Tells what was known from what is new. Where a file was renamed, what it holds is known again: as many places as
 * are no longer found where they were. `name` gives what stands for an identity among the known ones.
 */
export function toldApart(
  findings: readonly Finding[],
  known: KnownFindings,
  name: (identity: string) => string = (identity) => identity,
): readonly ToldApart[] {
  const all = identified(findings);
  const moves = new Moves(all, known, name);
  return all.map(({ finding, whole, places }) => {
    const brought = new Set(places.filter(({ identity }) => !moves.isKnown(identity)));
    return {
      finding,
      isKnown: whole !== undefined && known.inPlace.has(name(whole.inPlace)),
      known: places.filter((place) => !brought.has(place)).map(({ place }) => place),
      brought: [...brought].map(({ place }) => place),
    };
  });
}

class Moves {
  /** How many known ones are gone from where they were, by the identity that does not name the file. */
  private readonly gone = new Map<string, number>();
  private readonly known: KnownFindings;
  private readonly name: (identity: string) => string;

  constructor(all: readonly IdentifiedFinding[], known: KnownFindings, name: (identity: string) => string) {
    this.known = known;
    this.name = name;
    const found = new Set(all.flatMap(({ places }) => places.map(({ identity }) => name(identity.inPlace))));
    for (const [key, own] of known.elsewhere) {
      this.gone.set(key, own.filter((identity) => !found.has(identity)).length);
    }
  }

  isKnown({ inPlace, elsewhere }: FindingIdentity): boolean {
    if (this.known.inPlace.has(this.name(inPlace))) return true;
    if (elsewhere === undefined) return false;
    const key = this.name(elsewhere);
    const left = this.gone.get(key) ?? 0;
    if (left > 0) this.gone.set(key, left - 1);
    return left > 0;
  }
}
