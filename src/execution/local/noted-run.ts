import { join } from "node:path";
import { errorWords } from "../../source/error-words.ts";
import { KubehopError } from "../../source/kubehop-error.ts";
import { removeFolder } from "./remove-folder.ts";
import { GroupNote, type RunNote, writeNote } from "./run-note.ts";
import { nameOf, type RunOwner } from "./run-owner.ts";
import { makeOwnDirectory, removeEmptyState } from "./state-directory.ts";

/** A run that is noted where the next call of Kubehop looks. */
export interface NotedRun {
  /** To be told of each process group that is started. */
  readonly group: GroupNote;
  /** The run left nothing behind. */
  readonly remove: () => void;
}

/**
 * Writes the note in the first of these places that takes it.
 *
 * @throws {KubehopError} `playbook-not-runnable` where none does
 */
export function noteRun(places: readonly string[], owner: RunOwner, note: RunNote): NotedRun {
  const reasons: string[] = [];
  for (const place of places) {
    try {
      return notedIn(place, owner, note);
    } catch (error) {
      reasons.push(errorWords(error));
    }
  }
  throw new KubehopError({
    code: "playbook-not-runnable",
    message: `The run could not be noted, and without a note what a killed run leaves is not found: ${reasons.join("; ")}.`,
    remedy: "Let XDG_STATE_HOME or TMPDIR name a folder that this user may write to.",
  });
}

function notedIn(place: string, owner: RunOwner, note: RunNote): NotedRun {
  const directory = join(place, nameOf(owner));
  makeOwnDirectory(directory);
  try {
    writeNote(directory, note);
    const group = new GroupNote(directory);
    const remove = () => {
      group.close();
      removeFolder(directory);
      removeEmptyState(place);
    };
    return { group, remove };
  } catch (error) {
    removeFolder(directory);
    throw error;
  }
}
