import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Where the programs are that every system has, also where PATH holds only the tools that somebody chose. */
const SYSTEM = ["/usr/bin", "/bin"];

/** Absolute path of a program of PATH or else of the system; undefined where there is none. */
export function findProgram(name: string, path: string | undefined): string | undefined {
  const places = (path ?? "").split(delimiter).filter(isAbsolute);
  return [...places, ...SYSTEM].map((place) => join(place, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
