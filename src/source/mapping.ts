/** A mapping of a stranger's file, or an object that a stranger gave. */
type Mapping = Readonly<Record<string, unknown>>;

/** True for a mapping, false for lists, scalars and null. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
