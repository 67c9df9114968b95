/** What a request gets instead of its answer. */
export interface Fault {
  /** Matched against `METHOD /path`. */
  readonly on: RegExp;
  readonly answer:
    | {
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        readonly message?: string;
      }
    /** The connection is cut. */
    | "reset"
    /** Nothing comes back. */
    | "no-answer"
    /** The work is done, and its answer is lost on the way. */
    | "done-but-lost";
  /** How often; default once. */
  readonly times?: number;
  /** How many matching requests go through first. */
  readonly after?: number;
}

/** Faults that wait for their request. */
export class FaultPlan {
  private readonly planned: { fault: Fault; left: number; skip: number }[] = [];

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) this.planned.push({ fault, left: fault.times ?? 1, skip: fault.after ?? 0 });
  }

  clear(): void {
    this.planned.length = 0;
  }

  /** The fault for this request, used up by asking. */
  take(request: string): Fault | undefined {
    const entry = this.planned.find(({ fault, left }) => left > 0 && fault.on.test(request));
    if (entry === undefined) return undefined;
    if (entry.skip > 0) {
      entry.skip -= 1;
      return undefined;
    }
    entry.left -= 1;
    return entry.fault;
  }
}
