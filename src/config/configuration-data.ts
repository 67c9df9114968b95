import type { SourceValue } from "../source/value.ts";

/** A step from a value to one inside it. */
export type PathPart = string | number;

/**
 * The configuration as plain data. What is written as a number stays a text where the number would lose
 * something (`1.30`, `010`), and keys without a value count as missing, as after deleting their last entry;
 * only an environment may be just a name.
 */
export function configurationData(value: SourceValue): unknown {
  switch (value.kind) {
    case "mapping":
      return mappingData(value);
    case "sequence":
      return value.items().map(configurationData);
    case "scalar":
      return scalarData(value);
    default:
      return value.kind satisfies never;
  }
}

/** The value at `path`, if there is one. */
export function valueAt(root: SourceValue, path: readonly PathPart[]): SourceValue | undefined {
  let current: SourceValue | undefined = root;
  for (const part of path) {
    current = typeof part === "number" ? current?.items()[part] : current?.get(part);
  }
  return current;
}

function mappingData(value: SourceValue): unknown {
  const empty = value.field === "environments" ? {} : null;
  const entries = value.entries().map(([key, entry]) => [key, configurationData(entry) ?? empty] as const);
  return Object.fromEntries(entries.filter(([, data]) => data !== null));
}

function scalarData(value: SourceValue): unknown {
  const data = value.plain();
  return typeof data === "number" && String(data) !== value.text() ? value.text() : data;
}
