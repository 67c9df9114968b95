import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { kubent } from "./kubent.ts";
import { pluto } from "./pluto.ts";
import type { Absent, Tool } from "./tool.ts";

/** The peers: named by `PLUTO_BIN` and `KUBENT_BIN`, else on `PATH`; and why one is not there. */
export function findPeers(to: string, environment: NodeJS.ProcessEnv): readonly (Tool | Absent)[] {
  const peers = [
    { name: "pluto", variable: "PLUTO_BIN", make: pluto },
    { name: "kubent", variable: "KUBENT_BIN", make: kubent },
  ];
  return peers.map(({ name, variable, make }) => {
    const named = environment[variable];
    const program = (named === undefined ? onPath(name, environment) : [named]).find(isExecutable);
    if (program !== undefined) return make(program, to);
    return {
      name,
      reason:
        named === undefined
          ? `not on PATH, and ${variable} is not set`
          : `${variable} names ${named}, which cannot be executed`,
    };
  });
}

function onPath(name: string, environment: NodeJS.ProcessEnv): readonly string[] {
  return (environment.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
}

function isExecutable(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
