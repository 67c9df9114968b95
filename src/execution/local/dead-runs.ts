import { RUN_MARKER } from "./run-marker.ts";
import { isAlive, ownerOf } from "./run-owner.ts";
import { entriesOf, stateDirectories } from "./state-directory.ts";

/** A note whose process is gone. */
export interface DeadRun {
  readonly id: string;
  /** The place of all notes. */
  readonly place: string;
  readonly name: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The runs that ended without cleaning up. Costs the reading of two directories, which as a rule are not there. A
 * process that was started by a run does not clean up after it: it would end itself.
 */
export function deadRuns(environment: Environment): readonly DeadRun[] {
  const within = environment[RUN_MARKER]?.split(" ") ?? [];
  return stateDirectories(environment).flatMap((place) =>
    entriesOf(place).flatMap((name) => {
      const owner = ownerOf(name);
      if (owner === undefined || within.includes(owner.id) || isAlive(owner)) return [];
      return [{ id: owner.id, place, name }];
    }),
  );
}

/** The ids of all runs that are noted on this machine, alive or dead. */
export function notedRuns(environment: Environment): ReadonlySet<string> {
  const owners = stateDirectories(environment)
    .flatMap(entriesOf)
    .flatMap((name) => ownerOf(name) ?? []);
  return new Set(owners.map(({ id }) => id));
}
