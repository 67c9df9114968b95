/** A value of a YAML or JSON document; `start` is its offset in the text that was parsed. */
export type TreeNode = MappingNode | SequenceNode | ScalarNode;

export interface MappingNode {
  readonly kind: "mapping";
  readonly start: number;
  /** In file order; of keys that stand twice the last one, then what merge keys add. */
  readonly entries: readonly MappingEntry[];
  readonly find: (key: string) => MappingEntry | undefined;
  /** The value under `keys`, one level a key. */
  readonly under: (keys: readonly string[]) => TreeNode | undefined;
}

export interface MappingEntry {
  readonly key: ScalarNode;
  readonly value: TreeNode;
}

export interface SequenceNode {
  readonly kind: "sequence";
  readonly start: number;
  readonly items: readonly TreeNode[];
}

export interface ScalarNode {
  readonly kind: "scalar";
  readonly start: number;
  /** Offset after the last character, quotes excluded. */
  readonly end: number;
  /** Decoded text: escapes resolved, block indentation removed. */
  readonly text: string;
  readonly style: ScalarStyle;
  /** Columns of indentation that a literal block has. */
  readonly indent: number;
}

export type ScalarStyle = "plain" | "single-quoted" | "double-quoted" | "literal" | "folded";
