import { compareVersions, tryParseVersion } from "../kubernetes/version.ts";

/** How many instances run at a version, oldest first. */
export type Tally = readonly { readonly version: string; readonly count: number }[];

/** Counts instances per version, changed one at a time so that 5,000 nodes stay cheap. */
export class VersionCounter {
  private readonly instances = new Map<string, Instance>();
  private readonly counts = new Map<string, number>();
  private tallied: Tally | undefined;

  /** Adds an instance; one entry may stand for several (`weight`). */
  add(name: string, version: string, weight = 1): void {
    this.tallied = undefined;
    this.instances.set(name, { version, weight });
    this.counts.set(version, (this.counts.get(version) ?? 0) + weight);
  }

  names(): readonly string[] {
    return [...this.instances.keys()];
  }

  /** Moves an instance to a version; a name that was never added changes nothing. */
  move(name: string, version: string): void {
    const instance = this.instances.get(name);
    if (instance === undefined) return;
    this.tallied = undefined;
    const left = (this.counts.get(instance.version) ?? 0) - instance.weight;
    if (left === 0) this.counts.delete(instance.version);
    else this.counts.set(instance.version, left);
    this.counts.set(version, (this.counts.get(version) ?? 0) + instance.weight);
    instance.version = version;
  }

  /** Written anew only after a change: most steps move one pool of many. */
  tally(): Tally {
    this.tallied ??= [...this.counts]
      .map(([version, count]) => ({ version, count }))
      .toSorted((left, right) => versionOrder(left.version, right.version));
    return this.tallied;
  }
}

interface Instance {
  version: string;
  readonly weight: number;
}

/** Orders version texts, oldest first; a text that is no version stands before all. */
export function versionOrder(left: string, right: string): number {
  const [one, other] = [tryParseVersion(left), tryParseVersion(right)];
  if (one !== undefined && other !== undefined) return compareVersions(one, other);
  if (one === undefined && other === undefined) return left < right ? -1 : 1;
  return one === undefined ? -1 : 1;
}
