import type { Bond } from "./fixer.ts";
import { isRefused, type Trial } from "./trial.ts";

/**
 * Whether what one file changes or selects may stand in another one: `within` where it stands in that one or in
 * others of which the same is said, and nowhere else.
 */
export type Reach = (follower: string, object: string) => "no" | "may" | "within";

/** Something that a trial goes together with. */
interface Tie {
  readonly to: Trial;
  /** Whether what a follower means is sure to be this one, or another one that it is tied to. */
  readonly isSure: boolean;
}

/**
 * Leaves to a person what is bonded to something that is left to one, and what follows an object that is not mended
 * here: a patch of another repository's object has to go on naming it as it is.
 */
export function bondedSpots(trials: readonly Trial[], reach: Reach): readonly Trial[] {
  const groups = Map.groupBy(trials, ({ bond }) => bond?.of);
  const settled = new Map<Trial, Trial>();
  for (const [of, group] of groups) {
    if (of === undefined) continue;
    for (const [trial, now] of settledGroup(group, reach)) settled.set(trial, now);
  }
  return trials.map((trial) => settled.get(trial) ?? trial);
}

/** What is refused spreads until nothing changes any more. */
function settledGroup(group: readonly Trial[], reach: Reach): ReadonlyMap<Trial, Trial> {
  const now = new Map(group.map((trial) => [trial, trial]));
  const ties = tiesOf(group, reach);
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const [trial, current] of now) {
      if (isRefused(current)) continue;
      const tied = (ties.get(trial) ?? []).map(({ to, isSure }) => ({ to: now.get(to) ?? to, isSure }));
      const reason = reasonAgainst(current, tied);
      if (reason === undefined) continue;
      now.set(trial, { spot: current.spot, bond: current.bond, reason });
      isSettled = false;
    }
  }
  return now;
}

/** What each one goes together with. */
function tiesOf(group: readonly Trial[], reach: Reach): ReadonlyMap<Trial, readonly Tie[]> {
  const [parts, objects, followers] = (["part", "object", "follower"] as const).map((role) =>
    group.filter(({ bond }) => bond?.role === role),
  );
  const ties = new Map<Trial, Tie[]>(group.map((trial) => [trial, []]));
  const all = (parts ?? []).map((to) => ({ to, isSure: true }));
  for (const part of parts ?? []) ties.set(part, all);
  for (const follower of followers ?? []) {
    for (const object of objects ?? []) {
      if (!mayMean(follower.bond, object.bond)) continue;
      const reached = reach(follower.spot.place.path, object.spot.place.path);
      if (reached === "no") continue;
      ties.get(follower)?.push({ to: object, isSure: reached === "within" });
      ties.get(object)?.push({ to: follower, isSure: true });
    }
  }
  return ties;
}

function reasonAgainst({ bond }: Trial, tied: readonly Tie[]): string | undefined {
  const refused = tied.map(({ to }) => to).find(isRefused);
  if (refused !== undefined) {
    const { path, line } = refused.spot.place;
    return `it goes together with ${path}:${line}, which is left to a person`;
  }
  if (bond?.role !== "follower") return undefined;
  const isThere = tied.some(
    ({ to, isSure }) => isSure || bond.name === undefined || bond.name === nameOf(to.bond),
  );
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
