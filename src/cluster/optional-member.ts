/** `{ key: value }`, or nothing where there is no value: optional members are left out, never undefined. */
export function optional<Key extends string, const Value>(
  key: Key,
  value: Value | undefined,
): { readonly [Name in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [Name in Key]?: Value });
}
