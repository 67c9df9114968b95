import type { Connection } from "./connection.ts";
import { asKubehopError, isRateLimit, type RequestFailure, requestFailure } from "./request-failure.ts";

/** How long one call may go on being repeated, waiting included: about a minute. */
const LIMIT_MS = 70_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 16_000;
/** GitHub's advice for a secondary limit that comes without `retry-after`. */
const UNNAMED_LIMIT_PAUSE_MS = 60_000;

/** What a call is for, and how a repeated write finds out that its first try had worked. */
export interface CallOptions<Result> {
  /** Completes "Kubehop wanted to …" in the error. */
  readonly purpose: string;
  /**
   * Asked before a write is repeated whose first try may have been carried out although no good answer
   * came: what it finds is the result, and nothing is written twice.
   */
  readonly alreadyDone?: () => Promise<Result | undefined>;
}

/**
 * Makes one call and repeats it while GitHub's answer is transient: 429 and secondary limits (after their
 * `retry-after`), 5xx, a reset connection, no answer.
 *
 * @throws KubehopError with a code `github-…` when it failed for good or the time is used up
 */
export async function withRetries<Result>(
  connection: Pick<Connection, "clock" | "signal">,
  attempt: () => Promise<Result>,
  options: CallOptions<Result>,
): Promise<Result> {
  const { clock, signal } = connection;
  const deadline = clock.now() + LIMIT_MS;
  for (let repeats = 0; ; repeats += 1) {
    const began = clock.now();
    try {
      return await attempt();
    } catch (error) {
      const pause = pauseAfter(error, { repeats, began, now: clock.now() });
      if (pause === undefined || clock.now() + pause > deadline || signal?.aborted === true) {
        throw asKubehopError(error, options.purpose);
      }
      await clock.sleep(pause, signal);
      const done = mayHaveWorked(error) ? await options.alreadyDone?.() : undefined;
      if (done !== undefined) return done;
    }
  }
}

interface Attempt {
  /** How many went before it. */
  readonly repeats: number;
  readonly began: number;
  readonly now: number;
}

/** Milliseconds until the next try, or undefined where a repetition cannot help. */
function pauseAfter(error: unknown, { repeats, began, now }: Attempt): number | undefined {
  const failure = requestFailure(error);
  if (failure === undefined) return undefined;
  const growing = Math.min(FIRST_PAUSE_MS * 2 ** repeats, LONGEST_PAUSE_MS);
  if (isRateLimit(failure)) return Math.max(limitPause(failure, now), repeats === 0 ? 0 : growing);
  if (failure.status === undefined || failure.status >= 500) {
    // A server that stayed silent has had its pause already.
    const rest = Math.max(growing - (now - began), FIRST_PAUSE_MS);
    return Math.max(rest, secondsHeader(failure, "retry-after") ?? 0);
  }
  return undefined;
}

function limitPause(failure: RequestFailure, now: number): number {
  const named = secondsHeader(failure, "retry-after");
  if (named !== undefined) return named;
  const reset = secondsHeader(failure, "x-ratelimit-reset");
  if (failure.headers["x-ratelimit-remaining"] === "0" && reset !== undefined) {
    return Math.max(reset - now, FIRST_PAUSE_MS);
  }
  return UNNAMED_LIMIT_PAUSE_MS;
}

function secondsHeader(failure: RequestFailure, name: string): number | undefined {
  const text = failure.headers[name];
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) * 1_000 : undefined;
}

/** A limit refuses before anything is done; a 5xx or a lost answer says nothing about the work. */
function mayHaveWorked(error: unknown): boolean {
  const status = requestFailure(error)?.status;
  return status === undefined || status >= 500;
}
