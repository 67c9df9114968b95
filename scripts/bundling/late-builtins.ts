import { getBuiltinModule } from "node:process";
import type { Plugin } from "rolldown";

/** Modules of Node.js that few runs need, and that cost each run 2 to 5 ms where they are imported. */
const LATE: readonly string[] = ["node:child_process", "node:crypto", "node:v8", "node:zlib"];

/**
 * Lets the sources in `directory` import these as any other module, and loads them when one of their functions
 * is first called. Dependencies get them as they are: these do more with them than to call functions.
 */
export function lateBuiltins(directory: string): Plugin {
  return {
    name: "late-builtins",
    resolveId: (id, importer) =>
      LATE.includes(id) && importer?.startsWith(directory) === true ? PREFIX + id : null,
    load: (id) => (id.startsWith(PREFIX) ? { code: lateModule(id.slice(PREFIX.length)) } : null),
  };
}

const PREFIX = "\0late:";

/** Exports every function and class of the module under its name; the bundler drops those that nobody imports. */
function lateModule(id: string): string {
  const names = Object.entries(getBuiltinModule(id) ?? {}).flatMap(([name, value]) =>
    typeof value === "function" ? [name] : [],
  );
  return names
    .map((name) => {
      const real = `process.getBuiltinModule("${id}").${name}`;
      return `export function ${name}(...given) { return new.target ? new (${real})(...given) : ${real}(...given); }`;
    })
    .join("\n");
}
