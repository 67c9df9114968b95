import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** GitHub delivers again for three days; what was cut off before nobody asks for any more. */
const KEPT_MS = 3 * 24 * 60 * 60 * 1000;

/**
 * Remembers on disk which writes were under way, one empty file each, so that a process that follows a killed one
 * knows which of them may have arrived. What cannot be kept there is said once: all goes on without it.
 */
export class WriteJournal {
  private readonly cutOff = new Set<string>();
  private readonly directory: string;
  private readonly onFailure: (error: unknown) => void;
  private isUsable = true;

  /** @param now milliseconds since the epoch */
  constructor(directory: string, { now, onFailure }: { now: number; onFailure: (error: unknown) => void }) {
    this.directory = directory;
    this.onFailure = onFailure;
    this.attempt(() => {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      for (const name of readdirSync(directory)) {
        // Another process of the same app may be done with it by now.
        const written = statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
        if (now - written > KEPT_MS) rmSync(join(directory, name), { force: true });
        else this.cutOff.add(name);
      }
    });
  }

  /** Notes that a write begins; true where an earlier one of the same key was cut off and may have arrived. */
  begin(key: string): boolean {
    const name = nameOf(key);
    const wasCutOff = this.cutOff.has(name);
    this.cutOff.add(name);
    // Exclusive: whatever somebody else put there is neither followed nor overwritten.
    if (!wasCutOff) this.attempt(() => closeSync(openSync(join(this.directory, name), "wx", 0o600)));
    return wasCutOff;
  }

  /** The write has its answer. Without it the next one of the same key counts as cut off, in this process too. */
  end(key: string): void {
    const name = nameOf(key);
    this.cutOff.delete(name);
    this.attempt(() => rmSync(join(this.directory, name), { force: true }));
  }

  private attempt(step: () => void): void {
    if (!this.isUsable) return;
    try {
      step();
    } catch (error) {
      this.isUsable = false;
      this.onFailure(error);
    }
  }
}

/** Keys may hold what no file's name does. */
function nameOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
