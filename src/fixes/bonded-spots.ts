import type { Bond } from "./fixer.ts";
import { isRefused, type Trial } from "./trial.ts";

/** Whether what one file changes or selects may stand in another one. */
export type MayReach = (follower: string, object: string) => boolean;

/**
 * Leaves to a person what is bonded to something that is left to one, and what follows an object that is not mended
 * here: a patch of another repository's object has to go on naming it as it is.
 */
export function bondedSpots(trials: readonly Trial[], mayReach: MayReach): readonly Trial[] {
  const groups = Map.groupBy(trials, ({ bond }) => bond?.of);
  const settled = new Map<Trial, Trial>();
  for (const [of, group] of groups) {
    if (of === undefined) continue;
    for (const [trial, now] of settledGroup(group, mayReach)) settled.set(trial, now);
  }
  return trials.map((trial) => settled.get(trial) ?? trial);
}

/** What is refused spreads until nothing changes any more. */
function settledGroup(group: readonly Trial[], mayReach: MayReach): ReadonlyMap<Trial, Trial> {
  const now = new Map(group.map((trial) => [trial, trial]));
  const ties = tiesOf(group, mayReach);
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const [trial, current] of now) {
      if (isRefused(current)) continue;
      const tied = (ties.get(trial) ?? []).map((one) => now.get(one) ?? one);
      const reason = reasonAgainst(current, tied);
      if (reason === undefined) continue;
      now.set(trial, { spot: current.spot, bond: current.bond, reason });
      isSettled = false;
    }
  }
  return now;
}

/** What each one goes together with. */
function tiesOf(group: readonly Trial[], mayReach: MayReach): ReadonlyMap<Trial, readonly Trial[]> {
  const [parts, objects, followers] = (["part", "object", "follower"] as const).map((role) =>
    group.filter(({ bond }) => bond?.role === role),
  );
  const ties = new Map<Trial, Trial[]>(group.map((trial) => [trial, []]));
  for (const part of parts ?? []) ties.set(part, [...(parts ?? [])]);
  for (const follower of followers ?? []) {
    for (const object of objects ?? []) {
      if (!mayMean(follower.bond, object.bond)) continue;
      if (!mayReach(follower.spot.place.path, object.spot.place.path)) continue;
      ties.get(follower)?.push(object);
      ties.get(object)?.push(follower);
    }
  }
  return ties;
}

function reasonAgainst({ bond }: Trial, tied: readonly Trial[]): string | undefined {
  const refused = tied.find(isRefused);
  if (refused !== undefined) {
    const { path, line } = refused.spot.place;
    return `it goes together with ${path}:${line}, which is left to a person`;
  }
  if (bond?.role !== "follower") return undefined;
  const isThere = tied.some((object) => bond.name === undefined || bond.name === nameOf(object.bond));
  return isThere ? undefined : "what it changes does not stand in this repository under the old API";
}

/** A kustomization that puts something before or behind a name may be changed under either name. */
function mayMean(follower: Bond | undefined, object: Bond | undefined): boolean {
  const [name, own] = [nameOf(follower), nameOf(object)];
  return name === undefined || own === undefined || name.includes(own);
}

function nameOf(bond: Bond | undefined): string | undefined {
  return bond?.role === "part" ? undefined : bond?.name;
}
