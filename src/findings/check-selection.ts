/** Which checks a run is about, by the names of groups or of single checks. */
export interface CheckSelection {
  /** Only these; all where it is left out. */
  readonly only?: readonly string[];
  /** Not these. */
  readonly skip?: readonly string[];
}

/** True where a check of these names takes part. */
export function isSelected(names: readonly string[], { only, skip = [] }: CheckSelection): boolean {
  const isWanted = only === undefined || names.some((name) => only.includes(name));
  return isWanted && !names.some((name) => skip.includes(name));
}
