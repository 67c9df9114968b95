import { clusterWords } from "./home-directory.ts";
import { nodeNames } from "./node-components.ts";
import type { Observation } from "./reader.ts";

/** A cluster while its observations gather. */
export interface Seed {
  /** The name that a source gives. */
  readonly name?: string;
  readonly members: Observation[];
}

/** Finds clusters by their nodes and by the words of their names and files, however many there are. */
export class SeedIndex {
  private readonly known = new Set<Seed>();
  private readonly withNodes = new Set<Seed>();
  private readonly byNode = new Map<string, Set<Seed>>();
  private readonly byWord = new Map<string, Set<Seed>>();

  /** Every cluster in the order in which they came. */
  get seeds(): readonly Seed[] {
    return [...this.known];
  }

  /** Notes what belongs to a cluster. */
  add(seed: Seed, members: readonly Observation[]): void {
    this.known.add(seed);
    if (seed.name !== undefined) note(this.byWord, seed.name.toLowerCase(), seed);
    for (const member of members) {
      if (hasNodeNames(member)) this.withNodes.add(seed);
      for (const name of nodeNames(member)) note(this.byNode, name, seed);
      note(this.byWord, clusterWords(member.path), seed);
    }
  }

  sharingNodes(members: readonly Observation[]): readonly Seed[] {
    return found(this.byNode, members.flatMap(nodeNames));
  }

  sharingWords(members: readonly Observation[]): readonly Seed[] {
    const words = members.map(({ path }) => clusterWords(path));
    return found(
      this.byWord,
      words.filter((word) => word !== ""),
    );
  }

  /** How many clusters have a node list, or have none. */
  countWithNodes(has: boolean): number {
    return has ? this.withNodes.size : this.known.size - this.withNodes.size;
  }
}

/** Whether an observation lists nodes by name, and not only pools by their size. */
export function hasNodeNames({ nodes }: Observation): boolean {
  return (nodes ?? []).some(({ count }) => count === undefined);
}

function note(index: Map<string, Set<Seed>>, key: string, seed: Seed): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([seed]));
  else known.add(seed);
}

function found(index: ReadonlyMap<string, ReadonlySet<Seed>>, keys: readonly string[]): readonly Seed[] {
  return [...new Set(keys.flatMap((key) => [...(index.get(key) ?? [])]))];
}
