import type { ObservationGroup } from "./group-observations.ts";
import { clusterWords, homeDirectory } from "./home-directory.ts";

/** A cluster's name where neither a source nor a folder gives one. */
const DEFAULT_NAME = "cluster";

/**
 * One unique name per group: the name that a source gives, else the home directory's, else `cluster`. Names
 * that meet get longer parts of their paths, then the words of their files, then numbers.
 */
export function nameClusters(groups: readonly ObservationGroup[]): readonly string[] {
  const candidates = groups.map(candidatesFor);
  const level = groups.map(() => 0);
  const longest = Math.max(0, ...candidates.map(({ length }) => length));
  for (let round = 1; round < longest; round += 1) {
    const names = candidates.map((list, index) => at(list, level[index] ?? 0));
    const holders = Map.groupBy(names.keys(), (index) => names[index]);
    for (const alike of holders.values()) {
      if (alike.length > 1) for (const index of alike) level[index] = round;
    }
  }
  return numbered(candidates.map((list, index) => at(list, level[index] ?? 0)));
}

/** Names from the shortest to the most telling. */
function candidatesFor({ name, observations }: ObservationGroup): readonly string[] {
  if (name !== undefined) return [name];
  const paths = observations.map(({ path }) => path).toSorted();
  const folders = homeDirectory(paths[0] ?? "")
    .split("/")
    .filter((folder) => folder !== "" && folder !== "." && folder !== "..");
  const byFolders = folders.map((_, index) => folders.slice(folders.length - 1 - index).join("-"));
  const words = paths.map(clusterWords).find((word) => word !== "");
  const first = byFolders.length === 0 ? [DEFAULT_NAME] : byFolders;
  return words === undefined ? first : [...first, words, [...folders, words].join("-")];
}

function at(list: readonly string[], level: number): string {
  return list[Math.min(level, list.length - 1)] ?? DEFAULT_NAME;
}

function numbered(names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  const last = new Map<string, number>();
  return names.map((name) => {
    let unique = name;
    let number = last.get(name) ?? 1;
    while (used.has(unique)) {
      number += 1;
      unique = `${name}-${number}`;
    }
    last.set(name, number);
    used.add(unique);
    return unique;
  });
}
