import type { Manifest } from "../manifests/manifest.ts";
import { detached } from "../source/detached.ts";
import type { Certainty, Place } from "../source/finding.ts";
import type { Position } from "../source/line-index.ts";
import type { SourceValue } from "../source/value.ts";
import { placeOf } from "./views/place-of.ts";

/** A place of the repository that runs into a trap of `data/traps.json`. */
export interface TrapSighting {
  /** Id of the trap. */
  readonly trap: string;
  /** What runs into it, in words: `Deployment web`, `deploy/join.sh`. */
  readonly subject: string;
  readonly place: Place;
  readonly certainty: Exclude<Certainty, "unknown">;
}

/** What shows a trap in an object, or in the template of its pods. */
export interface TrapSign {
  readonly trap: string;
  /** Where it shows; empty where it does not. */
  readonly spots: (value: SourceValue, manifest: Manifest) => readonly Position[];
  readonly certainty?: TrapSighting["certainty"];
}

/** Everything that the signs show in an object; `value` is the part of it that they look at. */
export function sightings(
  signs: readonly TrapSign[],
  value: SourceValue,
  manifest: Manifest,
): readonly TrapSighting[] {
  return signs.flatMap(({ trap, spots, certainty = manifest.certainty }) =>
    spots(value, manifest).map((spot) => ({
      trap,
      subject: detached(`${manifest.kind} ${manifest.name ?? ""}`.trim()),
      place: placeOf(manifest, spot),
      certainty: manifest.certainty === "likely" ? "likely" : certainty,
    })),
  );
}

/** Where the last of `keys` stands below `value`; empty where it is not there. */
export function keySpot(value: SourceValue, ...keys: readonly string[]): readonly Position[] {
  const at = value.get(...keys.slice(0, -1))?.keyPosition(keys.at(-1) ?? "");
  return at === undefined ? [] : [at];
}
