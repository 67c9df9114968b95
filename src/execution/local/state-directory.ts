import { lstatSync, readdirSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { makeDirectory } from "./make-directory.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where runs note what they would leave behind, the first choice first: `$XDG_STATE_HOME/kubehop/runs`
 * (`~/.local/state` where it is not set), or a folder of this user among the temporary files.
 */
export function stateDirectories(environment: Environment): readonly string[] {
  const { XDG_STATE_HOME, HOME } = environment;
  const user = `kubehop-${process.getuid?.() ?? "user"}`;
  const inTemporary = join(tmpdir(), user, "runs");
  if (XDG_STATE_HOME !== undefined && isAbsolute(XDG_STATE_HOME)) {
    return [join(XDG_STATE_HOME, "kubehop", "runs"), inTemporary];
  }
  if (HOME === undefined || !isAbsolute(HOME)) return [inTemporary];
  return [join(HOME, ".local", "state", "kubehop", "runs"), inTemporary];
}

/** The names in a directory; none where it is not there or is not this user's alone. */
export function entriesOf(directory: string): readonly string[] {
  try {
    const names = readdirSync(directory);
    return names.length > 0 && isOwn(directory) ? names : [];
  } catch {
    return [];
  }
}

/** Whether only this user can have written what is there: another one's notes must not be acted upon. */
export function isOwn(directory: string): boolean {
  const { uid, mode } = lstatSync(directory);
  return (process.getuid === undefined || uid === process.getuid()) && (mode & 0o022) === 0;
}

/** Makes a folder that only this user may look into, and those above it that are missing. */
export function makeOwnDirectory(path: string): void {
  makeDirectory(path, 0o700);
  if (!isOwn(path) || !isOwn(dirname(path))) throw new Error(`${path} is not this user's alone`);
}

/** Takes away the folders of the state that hold nothing any more. */
export function removeEmptyState(directory: string): void {
  for (const path of [directory, dirname(directory)]) {
    try {
      rmdirSync(path);
    } catch {
      // Another run is noted there.
      return;
    }
  }
}
