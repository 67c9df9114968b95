import { renameSync } from "node:fs";
import { join } from "node:path";
import { isAlive, nameOf, ownerOf, ownRun } from "./run-owner.ts";
import { entriesOf, stateDirectories } from "./state-directory.ts";

/** A note whose process is gone. */
export interface DeadRun {
  readonly id: string;
  /** The place of all notes. */
  readonly place: string;
  readonly name: string;
}

/** The runs that ended without cleaning up. Costs the reading of two directories, which as a rule are not there. */
export function deadRuns(environment: Readonly<Record<string, string | undefined>>): readonly DeadRun[] {
  return stateDirectories(environment).flatMap((place) =>
    entriesOf(place).flatMap((name) => {
      const owner = ownerOf(name);
      return owner === undefined || isAlive(owner) ? [] : [{ id: owner.id, place, name }];
    }),
  );
}

/** Takes a dead run over; undefined where another process was quicker. */
export function takeOver({ id, place, name }: DeadRun): DeadRun | undefined {
  const own = nameOf(ownRun(id));
  try {
    renameSync(join(place, name), join(place, own));
    return { id, place, name: own };
  } catch {
    return undefined;
  }
}
