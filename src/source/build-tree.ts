import type { Event, ScalarEvent } from "js-yaml";
import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  getScalarValue,
  SCALAR_STYLE,
} from "js-yaml";
import type { MappingEntry, MappingNode, ScalarNode, ScalarStyle, SequenceNode, TreeNode } from "./tree.ts";

/** A flaw inside a document that was read nevertheless; `offset` points at it. */
export interface Flaw {
  readonly offset: number;
  readonly message: string;
}

/** One document of a stream; `root` is undefined where the document is empty. */
export interface Tree {
  readonly root: TreeNode | undefined;
  readonly flaws: readonly Flaw[];
}

/** Nodes that one document may expand to through aliases: far above real files, far below a bomb. */
const MAX_EXPANDED_NODES = 5_000_000;

/** A document that must not be read further, such as an alias bomb. */
export class TreeError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Builds one tree per document from the parser's events; offsets are the parser's own. Aliases share the
 * node they name; merge keys (`<<`) are resolved as YAML 1.1 does.
 *
 * @throws TreeError where aliases are unknown, recursive, or expand beyond the limit
 */
export function buildTrees(text: string, events: readonly Event[]): Tree[] {
  const builder = new TreeBuilder(text, events);
  const trees: Tree[] = [];
  while (builder.more()) trees.push(builder.document());
  return trees;
}

interface Built {
  readonly node: TreeNode;
  readonly size: number;
}

class TreeBuilder {
  private at = 0;
  private flaws: Flaw[] = [];
  private anchors = new Map<string, Built | "open">();
  private readonly text: string;
  private readonly events: readonly Event[];

  constructor(text: string, events: readonly Event[]) {
    this.text = text;
    this.events = events;
  }

  more(): boolean {
    return this.events[this.at]?.type === EVENT_DOCUMENT;
  }

  document(): Tree {
    this.at += 1;
    this.flaws = [];
    this.anchors = new Map();
    const root = this.closing() ? undefined : this.node().node;
    this.at += 1;
    return { root, flaws: this.flaws };
  }

  private closing(): boolean {
    const event = this.events[this.at];
    return event === undefined || event.type === EVENT_POP;
  }

  private node(): Built {
    const event = this.events[this.at];
    this.at += 1;
    switch (event?.type) {
      case EVENT_SCALAR:
        return this.anchored(event, () => ({ node: this.scalar(event), size: 1 }));
      case EVENT_MAPPING:
        return this.anchored(event, () => this.mapping(event.start));
      case EVENT_SEQUENCE:
        return this.anchored(event, () => this.sequence(event.start));
      case EVENT_ALIAS:
        return this.alias(event.anchorStart, event.anchorEnd);
      default:
        throw new TreeError("the document ends in the middle of a value", this.text.length);
    }
  }

  private anchored(event: { anchorStart: number; anchorEnd: number }, build: () => Built): Built {
    if (event.anchorStart < 0) return build();
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    this.anchors.set(name, "open");
    const built = build();
    this.anchors.set(name, built);
    return built;
  }

  private alias(start: number, end: number): Built {
    const name = this.text.slice(start, end);
    const target = this.anchors.get(name);
    if (target === undefined)
      throw new TreeError(`the alias *${name} names an anchor that does not exist`, start);
    if (target === "open") throw new TreeError(`the alias *${name} contains itself`, start);
    return target;
  }

  private mapping(start: number): Built {
    const entries = new EntryList(this.flaws);
    let size = 1;
    while (!this.closing()) {
      const key = this.node();
      const value = this.node();
      size += key.size + value.size;
      this.refuseBomb(size, start);
      entries.add(this.keyOf(key.node), value.node);
    }
    this.at += 1;
    const node: MappingNode = { kind: "mapping", start, entries: entries.merged() };
    return { node, size };
  }

  private sequence(start: number): Built {
    const items: TreeNode[] = [];
    let size = 1;
    while (!this.closing()) {
      const item = this.node();
      size += item.size;
      this.refuseBomb(size, start);
      items.push(item.node);
    }
    this.at += 1;
    const node: SequenceNode = { kind: "sequence", start, items };
    return { node, size };
  }

  private refuseBomb(size: number, offset: number): void {
    if (size > MAX_EXPANDED_NODES) {
      throw new TreeError(`aliases expand to more than ${MAX_EXPANDED_NODES} values`, offset);
    }
  }

  private keyOf(node: TreeNode): ScalarNode {
    if (node.kind === "scalar") return node;
    throw new TreeError("a mapping key must be a plain text", node.start);
  }

  private scalar(event: ScalarEvent): ScalarNode {
    return {
      kind: "scalar",
      start: event.valueStart,
      end: event.valueEnd,
      text: event.fast ? this.text.slice(event.valueStart, event.valueEnd) : getScalarValue(this.text, event),
      style: styleOf(event),
      indent: Math.max(event.indent, 0),
    };
  }
}

/** The entries of one mapping: later duplicates win and are told, `<<` entries fill what is missing. */
class EntryList {
  private readonly byKey = new Map<string, MappingEntry>();
  private readonly merges: TreeNode[] = [];
  private readonly flaws: Flaw[];

  constructor(flaws: Flaw[]) {
    this.flaws = flaws;
  }

  add(key: ScalarNode, value: TreeNode): void {
    if (key.text === "<<" && key.style === "plain") {
      this.merges.push(value);
      return;
    }
    if (this.byKey.has(key.text)) {
      this.flaws.push({ offset: key.start, message: `the key "${key.text}" stands twice in one mapping` });
    }
    this.byKey.set(key.text, { key, value });
  }

  merged(): readonly MappingEntry[] {
    for (const source of this.merges.flatMap((node) => (node.kind === "sequence" ? node.items : [node]))) {
      if (source.kind !== "mapping") continue;
      for (const entry of source.entries) {
        if (!this.byKey.has(entry.key.text)) this.byKey.set(entry.key.text, entry);
      }
    }
    return [...this.byKey.values()];
  }
}

function styleOf(event: ScalarEvent): ScalarStyle {
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
      return "single-quoted";
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return "double-quoted";
    case SCALAR_STYLE.LITERAL_BLOCK:
      return "literal";
    case SCALAR_STYLE.FOLDED_BLOCK:
      return "folded";
    default:
      return "plain";
  }
}
