import type { Surroundings } from "../playbook/choice/surroundings.ts";
import { PATH_LEVELS, type PathLevel } from "../playbook/playbook.ts";
import { findTool } from "../rendering/find-tool.ts";
import type { Words } from "./command.ts";
import type { Terminal } from "./terminal.ts";

/** What the path of a playbook is chosen by: the programs on PATH, and what the command line says. */
export function surroundingsOf({ options, lists }: Words, { environment }: Terminal): Surroundings {
  const requested = levelOf(options.get("path"));
  const maximum = levelOf(options.get("max-path"));
  return {
    hasTool: (name) => findTool(name, environment.PATH) !== undefined,
    capabilities: lists.get("capability") ?? [],
    ...(requested === undefined ? {} : { requested }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function levelOf(text: string | undefined): PathLevel | undefined {
  return PATH_LEVELS.find((level) => String(level) === text);
}
