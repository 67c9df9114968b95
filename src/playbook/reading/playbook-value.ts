import { isExtension, type YamlNode } from "../yaml/node.ts";
import { pointerOf } from "../yaml/pointer.ts";

/**
 * A value of a playbook's document with its place. Questions about keys that are not there, or about values
 * of another shape, answer `undefined` or an empty list, so that rules look at broken documents too.
 */
export class PlaybookValue {
  readonly node: YamlNode;
  private readonly step: { readonly parent: PlaybookValue; readonly key: string | number } | undefined;

  constructor(node: YamlNode, step?: { readonly parent: PlaybookValue; readonly key: string | number }) {
    this.node = node;
    this.step = step;
  }

  /** Under which key of its mapping, or at which index of its list it stands. */
  get key(): string | number | undefined {
    return this.step?.key;
  }

  get pointer(): string {
    return pointerOf(this.path());
  }

  /** Offset in the text of the file. */
  get offset(): number {
    return this.node.start;
  }

  get(key: string): PlaybookValue | undefined {
    const entry = this.node.kind === "mapping" ? this.node.entries.get(key) : undefined;
    return entry === undefined ? undefined : new PlaybookValue(entry.value, { parent: this, key });
  }

  /** The items of a list. */
  items(): readonly PlaybookValue[] {
    if (this.node.kind !== "sequence") return [];
    return this.node.items.map((item, key) => new PlaybookValue(item, { parent: this, key }));
  }

  /** The entries of a mapping, without those that belong to others (`x-`). */
  entries(): readonly (readonly [key: string, value: PlaybookValue])[] {
    if (this.node.kind !== "mapping") return [];
    return Array.from(
      this.node.entries,
      ([key, { value }]) => [key, new PlaybookValue(value, { parent: this, key })] as const,
    ).filter(([key]) => !isExtension(key));
  }

  /** What stands at a path of keys and indexes; undefined where nothing does. */
  at(path: readonly (string | number)[]): PlaybookValue | undefined {
    return path.reduce<PlaybookValue | undefined>((value, part) => value?.inside(part), this);
  }

  /** Where a key of this mapping stands. */
  keyOffset(key: string): number | undefined {
    return this.node.kind === "mapping" ? this.node.entries.get(key)?.keyStart : undefined;
  }

  text(): string | undefined {
    const value = this.scalar();
    return typeof value === "string" ? value : undefined;
  }

  number(): number | undefined {
    const value = this.scalar();
    return typeof value === "number" ? value : undefined;
  }

  private inside(part: string | number): PlaybookValue | undefined {
    if (typeof part === "string") return this.get(part);
    const item = this.node.kind === "sequence" ? this.node.items[part] : undefined;
    return item === undefined ? undefined : new PlaybookValue(item, { parent: this, key: part });
  }

  private scalar(): string | number | boolean | null | undefined {
    return this.node.kind === "scalar" ? this.node.value : undefined;
  }

  private path(): readonly (string | number)[] {
    return this.step === undefined ? [] : [...this.step.parent.path(), this.step.key];
  }
}
