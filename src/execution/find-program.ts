import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Where the programs are that every system has, also where PATH holds only the tools that somebody chose. */
const SYSTEM = ["/usr/bin", "/bin"].join(delimiter);

/** The absolute path of a program on PATH. Relative entries (`.`) are passed over: a repository may hold a `helm`. */
export function findTool(name: string, path: string | undefined): string | undefined {
  const endings = process.platform === "win32" ? [".exe"] : [""];
  return (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find(isProgram);
}

/** The absolute path of a program of PATH or else of the system; undefined where there is none. */
export function findProgram(name: string, path: string | undefined): string | undefined {
  return findTool(name, path) ?? findTool(name, SYSTEM);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not for this user: the next folder of PATH may have it.
    return false;
  }
}
