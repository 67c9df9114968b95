import * as z from "zod/mini";

// zod/mini and not zod: the bundle grows by 20 kB and 3 ms of start-up instead of 90 kB and 10 ms, little
// enough for plain imports. Without `new Function`, which would cost more than one small file repays.
z.config({ jitless: true });

/** What the reference and editors say about one key. */
interface Note {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  /** Further JSON Schema, for rules that the types do not carry. */
  readonly oneOf?: readonly object[];
  readonly anyOf?: readonly object[];
  readonly not?: object;
  readonly patternProperties?: Readonly<Record<string, object>>;
  readonly uniqueItems?: true;
}

/**
 * A copy of a schema with its own documentation; the scripts that write JSON Schemas and the
 * reference put it there.
 */
export function noted<Schema extends z.core.$ZodType>(schema: Schema, note: Note): Schema {
  const { examples, ...rest } = note;
  const copy = z.core.clone(schema);
  z.globalRegistry.add(copy, { ...rest, ...(examples === undefined ? {} : { examples: [...examples] }) });
  return copy;
}
