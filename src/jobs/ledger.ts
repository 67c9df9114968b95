const MOST_REMEMBERED = 20_000;

/**
 * Which pieces of work were done, by their keys. A key counts as handled only when its work has finished:
 * work that failed or was cut off is done again when it is delivered again. Kept in memory: after a restart
 * a redelivery repeats work, which shows nothing new, because answers are edited in place.
 */
export class Ledger {
  private readonly handled = new Set<string>();
  private readonly running = new Set<string>();

  /** Marks the keys as running; false where one of them is running or handled already, and nothing is marked. */
  begin(keys: readonly string[]): boolean {
    if (keys.some((key) => this.running.has(key) || this.handled.has(key))) return false;
    for (const key of keys) this.running.add(key);
    return true;
  }

  /** The work is done. */
  finish(keys: readonly string[]): void {
    this.abandon(keys);
    for (const key of keys) this.handled.add(key);
    for (const oldest of this.handled) {
      if (this.handled.size <= MOST_REMEMBERED) break;
      this.handled.delete(oldest);
    }
  }

  /** The work was not done: the next delivery may do it. */
  abandon(keys: readonly string[]): void {
    for (const key of keys) this.running.delete(key);
  }
}
