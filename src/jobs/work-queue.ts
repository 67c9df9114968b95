/** How much the queue takes. */
export interface QueueLimits {
  /** Jobs that run at the same time, each of another key. */
  readonly running: number;
  /** Jobs that wait, of all keys. */
  readonly waiting: number;
  /** Jobs that wait behind one key, so that one noisy pull request cannot fill the queue. */
  readonly waitingPerKey: number;
}

/** Work that reports its own errors; a rejection is a defect and ends in `onDefect`. */
export type Job = () => Promise<void>;

/**
 * Runs jobs in the background: one after the other for the same key, several keys at a time, keys in turn.
 */
export class WorkQueue {
  private readonly waiting = new Map<string, Job[]>();
  private readonly busy = new Set<string>();
  private count = 0;
  private open = true;
  private idle: (() => void)[] = [];
  private readonly limits: QueueLimits;
  private readonly onDefect: (error: unknown) => void;

  constructor(limits: QueueLimits, onDefect: (error: unknown) => void) {
    this.limits = limits;
    this.onDefect = onDefect;
  }

  /** False where the queue is full or closed; the job is not taken then. */
  add(key: string, job: Job): boolean {
    const jobs = this.waiting.get(key) ?? [];
    const full = this.count >= this.limits.waiting || jobs.length >= this.limits.waitingPerKey;
    if (!this.open || full) return false;
    jobs.push(job);
    this.waiting.set(key, jobs);
    this.count += 1;
    this.startWaiting();
    return true;
  }

  /**
   * Takes nothing more and waits until everything that runs or waits is done, at most `milliseconds`;
   * true where all of it was.
   */
  async drain(milliseconds: number): Promise<boolean> {
    this.open = false;
    if (this.isIdle()) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.idle.push(() => resolve(true));
    const timer = setTimeout(() => resolve(false), milliseconds);
    const finished = await promise;
    clearTimeout(timer);
    return finished;
  }

  /** Forgets what waits; their deliveries are left for a redelivery. */
  clear(): void {
    this.waiting.clear();
    this.count = 0;
  }

  private startWaiting(): void {
    for (const [key, jobs] of this.waiting) {
      if (this.busy.size >= this.limits.running) return;
      if (this.busy.has(key)) continue;
      const job = jobs.shift();
      // Taken out and put in again, so that the key that was served waits behind the others.
      this.waiting.delete(key);
      if (job === undefined) continue;
      if (jobs.length > 0) this.waiting.set(key, jobs);
      this.count -= 1;
      void this.run(key, job);
    }
  }

  private async run(key: string, job: Job): Promise<void> {
    this.busy.add(key);
    try {
      await job();
    } catch (error) {
      this.onDefect(error);
    } finally {
      this.busy.delete(key);
      this.startWaiting();
      if (this.isIdle()) for (const wake of this.idle.splice(0)) wake();
    }
  }

  private isIdle(): boolean {
    return this.busy.size === 0 && this.count === 0;
  }
}
