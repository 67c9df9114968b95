/** Where bad input stands; `line` and `column` are 1-based. */
export interface ErrorLocation {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** What a {@link KubehopError} says: a stable code, one sentence, and what to do about it. */
export interface KubehopErrorOptions {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly where?: ErrorLocation;
  readonly cause?: unknown;
}

/**
 * The only error that bad input causes. Everything else that is thrown is a defect of Kubehop.
 *
 * `code` is stable and documented in `docs/reference/errors.md`; `message` says what was read and what was
 * expected; `remedy` says the next step.
 */
export class KubehopError extends Error {
  override readonly name = "KubehopError";
  readonly code: string;
  readonly remedy: string;
  readonly where?: ErrorLocation;

  constructor(options: KubehopErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.remedy = options.remedy;
    if (options.where !== undefined) this.where = options.where;
  }
}
