/** A value of a YAML document as its core schema (1.2) reads it; `start` is its offset in the text. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

export interface YamlScalar {
  readonly kind: "scalar";
  readonly start: number;
  readonly value: string | number | boolean | null;
  /** A plain scalar as it is written (`1.30`); of others their text. */
  readonly written: string;
}

export interface YamlSequence {
  readonly kind: "sequence";
  readonly start: number;
  readonly items: readonly YamlNode[];
}

export interface YamlMapping {
  readonly kind: "mapping";
  readonly start: number;
  /** In file order, then what merge keys add. */
  readonly entries: ReadonlyMap<string, YamlEntry>;
}

export interface YamlEntry {
  /** Where the key stands. */
  readonly keyStart: number;
  readonly value: YamlNode;
}

/** The value as plain data; keys that begin with `x-` belong to others and are left out. */
export function plainData(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "sequence") return node.items.map(plainData);
  // Without a prototype `__proto__` is a key like any other.
  const data: Record<string, unknown> = Object.create(null);
  for (const [key, { value }] of node.entries) if (!isExtension(key)) data[key] = plainData(value);
  return data;
}

export function isExtension(key: string): boolean {
  return key.startsWith("x-");
}
