const LONGEST = 100;

/**
 * A file name for each machine's name: only letters, digits, `.`, `_` and `-`, never hidden, an option or a
 * way out of the directory, and no two alike on a file system that ignores case.
 */
export function fileNames(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(names.map((name) => [name, freeName(safeName(name), taken)]));
}

function safeName(name: string): string {
  const safe = name.slice(0, LONGEST).replaceAll(/[^A-Za-z0-9._-]/g, "_");
  return safe.replace(/^[.-]+/, "_") || "_";
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name}_${number}`;
  taken.add(free.toLowerCase());
  return free;
}
