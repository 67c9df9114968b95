import type { YamlNode } from "./node.ts";

/** How many places one anchor may stand for, those inside other aliases included: far below a bomb. */
const MOST_PLACES = 100;
/** How many values a document may expand to. */
const MOST_VALUES = 1_000_000;

/** What an alias stands for, or why it stands for nothing. */
export type Resolved =
  | { readonly node: YamlNode }
  | { readonly problem: "unknown" | "circular" | "too-many" };

/** The anchors of one document and what its aliases cost. */
export class Anchors {
  private readonly anchors = new Map<string, Anchor>();
  /** Of the anchored value that is being read: in how many places the most used alias inside it stands. */
  private places = 1;
  /** Values so far, those of aliases included. */
  private values = 0;

  /** Counts one value that is written out. */
  count(): void {
    this.values += 1;
  }

  /** Reads the value of an anchor; an alias to it that comes before its end lies inside it. */
  define(name: string, read: () => YamlNode): YamlNode {
    const [outer, before] = [this.places, this.values];
    this.places = 1;
    this.anchors.set(name, { uses: 0 });
    const node = read();
    this.anchors.set(name, { uses: 0, defined: { node, places: this.places, values: this.values - before } });
    this.places = Math.max(outer, this.places);
    return node;
  }

  resolve(name: string): Resolved {
    const anchor = this.anchors.get(name);
    if (anchor === undefined) return { problem: "unknown" };
    if (anchor.defined === undefined) return { problem: "circular" };
    anchor.uses += 1;
    const places = anchor.uses * anchor.defined.places;
    this.places = Math.max(this.places, places);
    this.values += anchor.defined.values;
    const isTooMany = places > MOST_PLACES || this.values > MOST_VALUES;
    return isTooMany ? { problem: "too-many" } : { node: anchor.defined.node };
  }
}

interface Anchor {
  uses: number;
  /** Missing while the anchored value is still being read. */
  readonly defined?: { readonly node: YamlNode; readonly places: number; readonly values: number };
}
