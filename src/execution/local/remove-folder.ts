import { chmodSync, lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { errorWords } from "../../source/error-words.ts";

/**
 * Removes a folder of this user and all that is in it; undefined where it is gone, else why it is not. Folders that
 * nobody may write into, as module caches have them, are opened first.
 */
export function removeFolder(path: string): string | undefined {
  try {
    if (!isOwnFolder(path)) return undefined;
    if (tryRemove(path) === undefined) return undefined;
    openFolders(path);
    return tryRemove(path);
  } catch (error) {
    return errorWords(error);
  }
}

/** A link or another user's folder of that name is left alone. */
function isOwnFolder(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory()) return false;
  return process.getuid === undefined || found.uid === process.getuid();
}

function tryRemove(path: string): string | undefined {
  try {
    rmSync(path, { recursive: true, force: true });
    return undefined;
  } catch (error) {
    return errorWords(error);
  }
}

function openFolders(path: string): void {
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) openFolders(join(path, entry.name));
  }
}
