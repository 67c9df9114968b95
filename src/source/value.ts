import type { LocatedText } from "./documents.ts";
import type { Place } from "./finding.ts";
import type { Position } from "./line-index.ts";
import type { Origin } from "./origin.ts";
import { isNull, plainScalarValue } from "./scalar.ts";
import type { MappingEntry, TreeNode } from "./tree.ts";

/**
 * A value inside a document together with its place. Questions about keys that are not there, or about
 * values of another shape, answer `undefined` or an empty list, so that readers can ask in one chain.
 */
export class SourceValue {
  readonly source: LocatedText;
  readonly node: TreeNode;
  private readonly step: Step | undefined;

  constructor(source: LocatedText, node: TreeNode, step?: Step) {
    this.source = source;
    this.node = node;
    this.step = step;
  }

  /** Dotted path from the document's root: `spec.template.spec.version`, `items[3].metadata`. */
  get field(): string {
    if (this.step === undefined) return this.source.field;
    return this.step.keys.reduce(joined, this.step.parent.field);
  }

  get kind(): TreeNode["kind"] {
    return this.node.kind;
  }

  /** The value under `keys`, one level a key. */
  get(...keys: readonly string[]): SourceValue | undefined {
    const node = this.nodeUnder(keys);
    return node === undefined ? undefined : new SourceValue(this.source, node, { parent: this, keys });
  }

  has(key: string): boolean {
    return this.entry(key) !== undefined;
  }

  /** The entries of a mapping in file order. */
  entries(): readonly (readonly [key: string, value: SourceValue])[] {
    if (this.node.kind !== "mapping") return [];
    return this.node.entries.map(({ key, value }) => {
      const { text } = key;
      return [text, this.at(value, text)] as const;
    });
  }

  /** The items of a sequence. */
  items(): readonly SourceValue[] {
    if (this.node.kind !== "sequence") return [];
    return this.node.items.map((item, index) => this.at(item, index));
  }

  /** The scalar as it is written, without quotes: `1.30` stays `1.30`. Null and empty are `undefined`. */
  text(): string | undefined {
    return textOf(this.node);
  }

  /** The text under `keys`. */
  textAt(...keys: readonly string[]): string | undefined {
    return textOf(this.nodeUnder(keys));
  }

  /** The texts of a mapping by their keys, in file order; what is no text is an empty one. */
  texts(): Readonly<Record<string, string>> {
    if (this.node.kind !== "mapping") return {};
    return Object.fromEntries(this.node.entries.map(({ key, value }) => [key.text, textOf(value) ?? ""]));
  }

  boolean(): boolean | undefined {
    const value = this.scalar();
    return typeof value === "boolean" ? value : undefined;
  }

  number(): number | undefined {
    const value = this.scalar();
    return typeof value === "number" ? value : undefined;
  }

  /** The value as plain data, numbers and booleans as YAML 1.1 reads them. */
  plain(): unknown {
    switch (this.node.kind) {
      case "scalar":
        return this.scalar();
      case "sequence":
        return this.items().map((item) => item.plain());
      case "mapping":
        return Object.fromEntries(this.entries().map(([key, value]) => [key, value.plain()]));
      default:
        return this.node satisfies never;
    }
  }

  /** Where the value starts in the file; that of a block scalar at its first character, not at its line's. */
  position(): Position {
    const { node, source } = this;
    const isBlock = node.kind === "scalar" && (node.style === "literal" || node.style === "folded");
    return source.locate(isBlock ? afterBlanks(source.text, node.start) : node.start);
  }

  /** Where the key of `key` stands in this mapping. */
  keyPosition(key: string): Position | undefined {
    const entry = this.entry(key);
    return entry === undefined ? undefined : this.source.locate(entry.key.start);
  }

  origin(): Origin {
    const value = this.node.kind === "scalar" ? this.node.text : "";
    return { path: this.source.path, ...this.position(), field: this.field, value };
  }

  place(): Place {
    return { path: this.source.path, ...this.position() };
  }

  private scalar(): string | number | boolean | null | undefined {
    if (this.node.kind !== "scalar") return undefined;
    return this.node.style === "plain" ? plainScalarValue(this.node.text) : this.node.text;
  }

  private nodeUnder(keys: readonly string[]): TreeNode | undefined {
    if (keys.length === 0) return this.node;
    return this.node.kind === "mapping" ? this.node.under(keys) : undefined;
  }

  private entry(key: string): MappingEntry | undefined {
    return this.node.kind === "mapping" ? this.node.find(key) : undefined;
  }

  private at(node: TreeNode, key: string | number): SourceValue {
    return new SourceValue(this.source, node, { parent: this, keys: [key] });
  }
}

/** How a value is reached from the one that holds it; the path is put together when somebody asks. */
interface Step {
  readonly parent: SourceValue;
  readonly keys: readonly (string | number)[];
}

/** A scalar as it is written, without quotes; null, empty, and what is no scalar are `undefined`. */
function textOf(node: TreeNode | undefined): string | undefined {
  if (node?.kind !== "scalar") return undefined;
  const { style, text } = node;
  return style === "plain" && isNull(text) ? undefined : text;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? "")) at += 1;
  return at < text.length ? at : start;
}

function joined(field: string, key: string | number): string {
  if (typeof key === "number") return `${field}[${key}]`;
  const name = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
  return field === "" ? name : `${field}.${name}`;
}
