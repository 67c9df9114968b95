import type { Bond } from "./fixer.ts";
import { isRefused, type Mendable, type Trial } from "./trial.ts";

/**
 * Leaves to a person what is bonded to something that is left to one, and what follows an object that is not mended
 * here: a patch of another repository's object has to go on naming it as it is.
 */
export function bondedSpots(trials: readonly Trial[]): readonly Trial[] {
  const groups = Map.groupBy(trials, ({ bond }) => bond?.of);
  const settled = new Map<Trial, Trial>();
  for (const [of, group] of groups) {
    if (of === undefined) continue;
    for (const [trial, now] of settledGroup(group)) settled.set(trial, now);
  }
  return trials.map((trial) => settled.get(trial) ?? trial);
}

/** What is refused spreads until nothing changes any more. */
function settledGroup(group: readonly Trial[]): ReadonlyMap<Trial, Trial> {
  const now = new Map(group.map((trial) => [trial, trial]));
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    const names = new Names([...now.values()]);
    for (const [trial, current] of now) {
      if (isRefused(current)) continue;
      const reason = names.reasonAgainst(current);
      if (reason === undefined) continue;
      now.set(trial, { spot: current.spot, bond: current.bond, reason });
      isSettled = false;
    }
  }
  return now;
}

/** Which spots of a group are refused, and which names an object has that is mended. */
class Names {
  private readonly objects = new Map<string | undefined, Trial>();
  private readonly followers: Trial[] = [];
  private readonly mended = new Set<string | undefined>();

  constructor(group: readonly Trial[]) {
    for (const trial of group) {
      if (!isRefused(trial)) {
        if (trial.bond?.follows === false) this.mended.add(trial.bond.name);
      } else if (trial.bond?.follows === true) this.followers.push(trial);
      else this.objects.set(trial.bond?.name, trial);
    }
  }

  reasonAgainst({ bond }: Mendable): string | undefined {
    const refused = this.refusedFor(bond);
    if (refused !== undefined) {
      const { path, line } = refused.spot.place;
      return `it goes together with ${path}:${line}, which is left to a person`;
    }
    if (bond?.follows !== true || this.hasObject(bond.name)) return undefined;
    return ELSEWHERE;
  }

  private refusedFor(bond: Bond | undefined): Trial | undefined {
    if (bond?.name === undefined) return this.objects.values().next().value ?? this.followers[0];
    const own = this.objects.get(bond.name) ?? this.objects.get(undefined);
    if (own !== undefined) return own;
    if (bond.follows) return [...this.objects.values()].find((object) => mayMean(bond, object.bond));
    return this.followers.find((follower) => mayMean(follower.bond, bond));
  }

  private hasObject(name: string | undefined): boolean {
    return name === undefined ? this.mended.size > 0 : this.mended.has(name);
  }
}

const ELSEWHERE = "what it changes does not stand in this repository under the old API";

/** A kustomization that puts something before or behind a name may be changed under either name. */
function mayMean(follower: Bond | undefined, object: Bond | undefined): boolean {
  if (follower?.name === undefined || object?.name === undefined) return true;
  return follower.name.includes(object.name);
}
