import { matchesPath } from "../config/path-pattern.ts";
import type { IgnoreComment } from "../findings/views/ignore-comments.ts";
import type { Finding, Place } from "../source/finding.ts";
import { type Baseline, fingerprintOf } from "./baseline.ts";
import { toldApart } from "./known-findings.ts";

/** An entry of `ignore` in the configuration that is still good. */
export interface Ignore {
  readonly id: string;
  readonly paths?: readonly string[] | undefined;
  readonly reason: string;
}

/** What was not told, and why; reports count it, and the JSON lists it. */
export interface Suppressed {
  readonly id: string;
  readonly cluster?: string;
  readonly places: readonly Place[];
  readonly by: "configuration" | "comment" | "baseline";
  readonly reason: string;
}

export interface SuppressionSources {
  readonly ignores: readonly Ignore[];
  readonly comments: readonly IgnoreComment[];
  readonly baseline: Baseline;
}

/** Findings about the means of suppression themselves, and about a configuration that nothing was judged by. */
const ALWAYS_TOLD: ReadonlySet<string> = new Set([
  "ignore-expired",
  "ignore-without-reason",
  "invalid-configuration",
]);

/** Takes out of findings what somebody decided to live with, and keeps account of it. */
export class Suppression {
  readonly suppressed: Suppressed[] = [];
  private readonly ignores: ReadonlyMap<string, readonly Ignore[]>;
  private readonly comments: ReadonlyMap<string, string>;
  private readonly baseline: Baseline;

  constructor({ ignores, comments, baseline }: SuppressionSources) {
    this.ignores = Map.groupBy(ignores, ({ id }) => id);
    this.comments = new Map(
      comments
        .filter(({ reason }) => reason !== "")
        .map(({ path, line, id, reason }) => [keyOf({ path, line }, id), reason]),
    );
    this.baseline = baseline;
  }

  /**
   * The findings that are told; one of which some places are ignored keeps the others. To be given all findings of
   * an id and a cluster at once: the baseline counts them.
   */
  keep(findings: readonly Finding[]): readonly Finding[] {
    return this.sinceBaseline(
      findings.flatMap((finding) => {
        if (ALWAYS_TOLD.has(finding.id)) return [finding];
        return finding.places.length === 0 ? this.keepWhole(finding) : this.keepPlaces(finding);
      }),
    );
  }

  private keepWhole(finding: Finding): readonly Finding[] {
    const ground = this.groundOf(finding);
    if (ground === undefined) return [finding];
    this.note(finding, [], ground);
    return [];
  }

  private keepPlaces(finding: Finding): readonly Finding[] {
    const grounds = finding.places.map((place) => ({ place, ground: this.groundOf(finding, place) }));
    const kept = grounds.filter(({ ground }) => ground === undefined).map(({ place }) => place);
    if (kept.length === finding.places.length) return [finding];
    for (const same of Map.groupBy(grounds, ({ ground }) => JSON.stringify(ground)).values()) {
      const ground = same[0]?.ground;
      if (ground !== undefined) {
        this.note(
          finding,
          same.map(({ place }) => place),
          ground,
        );
      }
    }
    return kept.length === 0 ? [] : [{ ...finding, places: kept }];
  }

  private groundOf(finding: Finding, place?: Place): Ground | undefined {
    const ignore = this.ignores.get(finding.id)?.find(({ paths }) => isMeant(paths, place));
    if (ignore !== undefined) return { by: "configuration", reason: ignore.reason };
    const comment = place === undefined ? undefined : this.comments.get(keyOf(place, finding.id));
    return comment === undefined ? undefined : { by: "comment", reason: comment };
  }

  /** Without what the baseline knows. */
  private sinceBaseline(findings: readonly Finding[]): readonly Finding[] {
    if (this.baseline.inPlace.size === 0) return findings;
    return toldApart(findings, this.baseline, fingerprintOf).flatMap((apart) => {
      const { finding, isKnown, known, brought } = apart;
      if (ALWAYS_TOLD.has(finding.id) || (!isKnown && known.length === 0)) return [finding];
      this.note(finding, known, IN_BASELINE);
      return brought.length === 0 ? [] : [{ ...finding, places: brought }];
    });
  }

  private note({ id, cluster }: Finding, places: readonly Place[], ground: Ground): void {
    this.suppressed.push({ id, ...(cluster === undefined ? {} : { cluster }), places, ...ground });
  }
}

type Ground = Pick<Suppressed, "by" | "reason">;

const IN_BASELINE: Ground = { by: "baseline", reason: "it was there when the baseline was written" };

/** An entry without paths is about every place, and the only one that is about a finding without places. */
function isMeant(paths: readonly string[] | undefined, place: Place | undefined): boolean {
  if (paths === undefined) return true;
  return place !== undefined && matchesPath(place.path, paths);
}

function keyOf({ path, line }: Pick<Place, "path" | "line">, id: string): string {
  return `${path}:${line}:${id}`;
}
