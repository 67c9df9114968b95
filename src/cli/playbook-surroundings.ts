import { findTool } from "../execution/find-program.ts";
import { CAPABILITIES, type Surroundings } from "../playbook/choice/surroundings.ts";
import { pathLevel } from "../playbook/playbook.ts";
import { nearest } from "../source/nearest.ts";
import type { Words } from "./command.ts";
import type { Terminal } from "./terminal.ts";

/**
 * What the path of a playbook is chosen by: the programs on PATH, and what the command line says. A capability
 * that no path asks for is probably misspelt, and is told on standard error.
 */
export function surroundingsOf({ options, lists }: Words, terminal: Terminal): Surroundings {
  const { environment } = terminal;
  const capabilities = lists.get("capability") ?? [];
  for (const name of capabilities.filter((given) => !KNOWN.includes(given)))
    terminal.error.write(unasked(name));
  const requested = pathLevel(options.get("path"));
  const maximum = pathLevel(options.get("max-path"));
  return {
    hasTool: (name) => findTool(name, environment.PATH) !== undefined,
    capabilities,
    ...(requested === undefined ? {} : { requested }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

const KNOWN: readonly string[] = Object.values(CAPABILITIES).flat();

function unasked(name: string): string {
  const near = nearest(name, KNOWN);
  const hint = near === undefined ? `they ask for ${KNOWN.join(", ")}` : `did you mean ${near}?`;
  return `kubehop: no path asks for the capability ${JSON.stringify(name.slice(0, 60))}: ${hint}\n`;
}
