/**
 * Where a value was read. `path` is relative to the repository's root, `line` and `column` are 1-based and
 * point at the value itself; `field` is a dotted path in the document (`spec.version`); `value` is the
 * scalar as it is written there, without quotes.
 */
export interface Origin {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly field: string;
  readonly value: string;
}
