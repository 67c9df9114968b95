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

/** Which names of a group are refused, and which an object here has. */
class Names {
  private readonly refused = new Map<string | undefined, Trial>();
  private readonly mended = new Set<string | undefined>();

  constructor(group: readonly Trial[]) {
    for (const trial of group) {
      if (isRefused(trial)) this.refused.set(trial.bond?.name, trial);
      else if (trial.bond?.follows === false) this.mended.add(trial.bond.name);
    }
  }

  reasonAgainst({ bond }: Mendable): string | undefined {
    const refused = this.refusedFor(bond);
    if (refused !== undefined) {
      const { path, line } = refused.spot.place;
      return `it goes together with ${path}:${line}, which is left to a person`;
    }
    if (bond?.follows !== true || this.hasObject(bond.name)) return undefined;
    return "what it changes does not stand in this repository under the old API";
  }

  private refusedFor(bond: Bond | undefined): Trial | undefined {
    if (bond?.name === undefined) return this.refused.values().next().value;
    return this.refused.get(bond.name) ?? this.refused.get(undefined);
  }

  private hasObject(name: string | undefined): boolean {
    return name === undefined ? this.mended.size > 0 : this.mended.has(name) || this.mended.has(undefined);
  }
}
