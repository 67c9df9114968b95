import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from "js-yaml";
import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  getScalarValue,
  SCALAR_STYLE,
} from "js-yaml";
import { Anchors } from "./anchors.ts";
import { coreValue, taggedValue } from "./core-schema.ts";
import { type YamlFlaw, YamlStop } from "./flaw.ts";
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from "./node.ts";
import { blockStart, markerStart, missingStart } from "./places.ts";
import { pointerOf } from "./pointer.ts";

/** Makes the values of a text's first document out of a parser's events, and notes what is wrong with them. */
export class Composer {
  private readonly text: string;
  private readonly events: readonly Event[];
  private readonly forbidden: Set<number>;
  private readonly found: YamlFlaw[] = [];
  private readonly anchors = new Anchors();
  private readonly path: (string | number)[] = [];
  private at = 0;
  /** Behind the scalar or alias that was read last. */
  private last = 0;

  constructor(text: string, events: readonly Event[], forbidden: readonly number[]) {
    this.text = text;
    this.events = events;
    this.forbidden = new Set(forbidden);
  }

  /**
   * The root of the first document; undefined where there is none.
   *
   * @throws YamlStop where aliases stand for too much
   */
  document(): YamlNode | undefined {
    if (this.events[this.at]?.type !== EVENT_DOCUMENT) return undefined;
    this.at += 1;
    const root = this.isClosing() ? undefined : this.value();
    this.at += 1;
    this.secondDocument();
    return root;
  }

  /** What was found so far; characters that stand in no value come last. */
  flaws(): readonly YamlFlaw[] {
    const outside = Array.from(this.forbidden, (offset) => forbiddenFlaw("", offset));
    return [...this.found, ...outside];
  }

  private secondDocument(): void {
    const [first, second] = [this.events[0], this.events[this.at]];
    if (first?.type !== EVENT_DOCUMENT || second?.type !== EVENT_DOCUMENT) return;
    const next = this.events[this.at + 1];
    const root = next?.type === EVENT_MAPPING ? next.start : this.last;
    const marker = markerStart(this.text, first.explicitStart ? 1 : 0);
    const start = (second.explicitStart ? marker : undefined) ?? root;
    this.note("multiple-documents", start, "A second YAML document begins here; a file holds one playbook.");
  }

  private isClosing(): boolean {
    const type = this.events[this.at]?.type;
    return type === undefined || type === EVENT_POP;
  }

  private value(): YamlNode {
    const event = this.events[this.at];
    this.at += 1;
    if (event === undefined || event.type === EVENT_DOCUMENT || event.type === EVENT_POP) {
      throw new Error("the parser's events end in the middle of a value");
    }
    if (event.type === EVENT_ALIAS) return this.alias(event);
    this.anchors.count();
    if (event.anchorStart < 0) return this.content(event);
    return this.anchors.define(this.text.slice(event.anchorStart, event.anchorEnd), () =>
      this.content(event),
    );
  }

  private content(event: ScalarEvent | MappingEvent | SequenceEvent): YamlNode {
    if (event.type === EVENT_SCALAR) return this.scalar(event);
    return event.type === EVENT_MAPPING ? this.mapping(event) : this.sequence(event);
  }

  private alias({ anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number }): YamlNode {
    const start = anchorStart - 1;
    this.last = anchorEnd;
    const name = this.text.slice(anchorStart, anchorEnd);
    const resolved = this.anchors.resolve(name);
    // The value stands where the alias does; what is inside it stands where it was written.
    if ("node" in resolved) return { ...resolved.node, start };
    if (resolved.problem === "too-many") {
      const message = `The anchor ${shown(name)} stands for more than 100 places: write the value out, or use it less often.`;
      throw new YamlStop({ code: "too-many-aliases", pointer: pointerOf(this.path), offset: start, message });
    }
    const problem = resolved.problem === "circular" ? "lies in what it names" : "names no anchor before it";
    this.note("unknown-anchor", start, `The alias *${shown(name)} ${problem}.`);
    return { kind: "scalar", start, value: null, written: "" };
  }

  private sequence(event: SequenceEvent): YamlNode {
    this.collectionTag(event, "seq");
    const items: YamlNode[] = [];
    while (!this.isClosing()) {
      this.path.push(items.length);
      items.push(this.value());
      this.path.pop();
    }
    this.at += 1;
    return { kind: "sequence", start: event.start, items };
  }

  private mapping(event: MappingEvent): YamlMapping {
    this.collectionTag(event, "map");
    const entries = new Map<string, YamlEntry>();
    const merged: YamlMapping[] = [];
    while (!this.isClosing()) this.entry(entries, merged);
    this.at += 1;
    for (const source of merged) {
      for (const [key, entry] of source.entries) if (!entries.has(key)) entries.set(key, entry);
    }
    return { kind: "mapping", start: event.start, entries };
  }

  private entry(entries: Map<string, YamlEntry>, merged: YamlMapping[]): void {
    const isMerge = this.isMergeKey();
    const key = this.value();
    if (key.kind !== "scalar") {
      this.note("invalid-key", key.start, `A key is a ${key.kind}; write a text.`);
      this.value();
      return;
    }
    const text = key.written;
    this.path.push(text);
    if (!isMerge && entries.has(text)) {
      this.note(
        "duplicate-key",
        key.start,
        `The key ${JSON.stringify(shown(text))} stands twice in this mapping: remove one of them.`,
      );
    }
    const value = this.value();
    if (isMerge) merged.push(...this.mergeSources(value));
    else if (!entries.has(text)) entries.set(text, { keyStart: key.start, value });
    this.path.pop();
  }

  private isMergeKey(): boolean {
    const event = this.events[this.at];
    if (event?.type !== EVENT_SCALAR || event.style !== SCALAR_STYLE.PLAIN || event.tagStart >= 0)
      return false;
    return event.valueEnd - event.valueStart === 2 && this.text.startsWith("<<", event.valueStart);
  }

  private mergeSources(value: YamlNode): readonly YamlMapping[] {
    const sources = value.kind === "sequence" ? value.items : [value];
    return sources.flatMap((source) => {
      if (source.kind === "mapping") return [source];
      this.note(
        "invalid-merge",
        source.start,
        "A merge key (<<) takes an alias of a mapping, or a list of them.",
      );
      return [];
    });
  }

  private scalar(event: ScalarEvent): YamlScalar {
    const start = this.scalarStart(event);
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    if (event.valueStart >= 0) this.last = event.valueEnd + (isQuoted ? 1 : 0);
    else this.last = Math.max(start, event.anchorEnd, event.tagEnd);
    const written = this.writtenText(event);
    if (this.forbidden.size > 0) this.forbiddenIn(event, start);
    if (event.tagStart >= 0)
      return { kind: "scalar", start, written, value: this.tagged(event, start, written) };
    const value = event.style === SCALAR_STYLE.PLAIN ? coreValue(written) : written;
    return { kind: "scalar", start, value, written };
  }

  private writtenText(event: ScalarEvent): string {
    if (event.valueStart < 0) return "";
    const isFast = event.fast && event.style !== SCALAR_STYLE.FOLDED_BLOCK;
    return isFast ? this.text.slice(event.valueStart, event.valueEnd) : getScalarValue(this.text, event);
  }

  private scalarStart({ style, valueStart, anchorEnd, tagEnd }: ScalarEvent): number {
    const behind = Math.max(this.last, anchorEnd, tagEnd);
    if (valueStart < 0) return behind === this.last ? missingStart(this.text, behind) : behind;
    if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) {
      return blockStart(this.text, behind);
    }
    return style === SCALAR_STYLE.PLAIN ? valueStart : valueStart - 1;
  }

  private tagged(event: ScalarEvent, start: number, written: string): YamlScalar["value"] {
    const tag = this.text.slice(event.tagStart, event.tagEnd);
    const value = tag === "!" ? written : taggedValue(coreTag(tag) ?? "", written);
    if (value !== undefined) return value;
    this.note("unknown-tag", start, `The tag ${shown(tag)} does not go with this value: remove it.`);
    return written;
  }

  private collectionTag({ start, tagStart, tagEnd }: MappingEvent | SequenceEvent, wanted: string): void {
    if (tagStart < 0) return;
    const tag = this.text.slice(tagStart, tagEnd);
    if (tag === "!" || coreTag(tag) === wanted) return;
    this.note("unknown-tag", start, `The tag ${shown(tag)} does not go with this value: remove it.`);
  }

  private forbiddenIn({ valueStart, valueEnd }: ScalarEvent, start: number): void {
    const inside = [...this.forbidden].filter((offset) => offset >= valueStart && offset < valueEnd);
    for (const offset of inside) this.forbidden.delete(offset);
    if (inside.length > 0) this.found.push(forbiddenFlaw(pointerOf(this.path), start));
  }

  private note(code: YamlFlaw["code"], offset: number, message: string): void {
    this.found.push({ code, pointer: pointerOf(this.path), offset, message });
  }
}

const CORE = /^(?:!!|!<tag:yaml\.org,2002:)(\w+)>?$/;

/** The name of a tag of YAML's own: `str` of `!!str`. */
function coreTag(tag: string): string | undefined {
  return CORE.exec(tag)?.[1];
}

function shown(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}

function forbiddenFlaw(pointer: string, offset: number): YamlFlaw {
  const message =
    "A control character stands here that YAML does not allow: remove it, or write it as an escape in double quotes.";
  return { code: "invalid-character", pointer, offset, message };
}
