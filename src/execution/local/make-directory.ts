import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** Another process may make one of them at the same moment, or take an empty one away. */
const MOST_ATTEMPTS = 3;

/**
 * Makes a directory and those above it that are missing. Node.js's own `recursive` never comes back where a parent
 * refuses its children with ENOENT, as /proc does.
 *
 * @param path absolute
 * @throws what the system says where one cannot be made
 */
export function makeDirectory(path: string, mode?: number): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      for (const missing of missingOf(path)) mkdirSync(missing, mode);
      return;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** The directories of a path that are not there, the uppermost first. */
function missingOf(path: string): readonly string[] {
  if (existsSync(path)) return [];
  return [...missingOf(dirname(path)), path];
}
