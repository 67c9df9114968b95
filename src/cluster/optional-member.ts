type Optional<Key extends string, Value> = { readonly [Name in Key]?: Value };

/** `{ key: value }`, or nothing where there is no value: optional members are left out, never undefined. */
export function optional<Key extends string, const Value>(
  key: Key,
  value: Value | undefined,
): Optional<Key, Value>;
export function optional(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}
