/**
 * Finds keys that stand twice in one mapping. Most writers sort keys, and then one comparison a key is
 * enough; a set is made only for mappings that are not sorted.
 */
export class KeyWatch {
  private readonly sorted: string[] = [];
  private seen: Set<string> | undefined;

  /** Notes a key; true where it was there before. */
  isRepeated(key: string): boolean {
    if (this.seen === undefined) {
      const last = this.sorted.at(-1);
      if (last === undefined || key > last) {
        this.sorted.push(key);
        return false;
      }
      this.seen = new Set(this.sorted);
    }
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }
}

/** What is said about a key that stands twice. */
export function repeatedKey(key: string): string {
  return `the key ${JSON.stringify(key.slice(0, 80))} stands twice in one mapping; the last one counts`;
}
