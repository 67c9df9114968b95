import { detached } from "../../source/detached.ts";
import type { LocatedText } from "../../source/documents.ts";
import type { Branch } from "../templates/branch.ts";
import type { OutlineObject } from "../templates/outline-document.ts";
import type { Said } from "../templates/said.ts";
import type { Template } from "../templates/template.ts";
import { OUTPUT } from "../templates/template-line.ts";
import { type JsonnetFrame, objectsInside } from "./jsonnet-frame.ts";
import { type JsonnetToken, jsonnetTokens } from "./jsonnet-tokens.ts";

/** Whether a file of this name is a program of Jsonnet. */
export function isJsonnet(path: string): boolean {
  return /\.(?:jsonnet|libsonnet)$/i.test(path);
}

/**
 * Reads the objects that a Jsonnet program writes down (`{ apiVersion: 'apps/v1', kind: 'Deployment' }`), without
 * running it: what functions put together only its output tells. Never throws on content.
 */
export function readJsonnet(source: LocatedText): Template {
  const reading = new JsonnetReading(source);
  for (const token of jsonnetTokens(source.text)) reading.add(token);
  const documents = reading.finish().map((objects) => ({ objects, hasKeys: true, splices: [], items: [] }));
  const body = { documents, variables: new Map(), lines: [] };
  return { path: source.path, body, defines: [], included: new Set(), flaws: [] };
}

class JsonnetReading {
  private readonly source: LocatedText;
  private readonly file: JsonnetFrame = { opens: "file", via: "", tokens: [], inner: [] };
  private frame: JsonnetFrame = this.file;

  constructor(source: LocatedText) {
    this.source = source;
  }

  add(token: JsonnetToken): void {
    const { frame } = this;
    if (token.kind !== "sign") keep(frame, token);
    else if (token.text === "{" || token.text === "[" || token.text === "(") this.open(token, token.text);
    else if (/^[}\])]$/.test(token.text)) this.close();
    else if (token.text === ",") this.endMember();
    else if (/^\+?:+$/.test(token.text) && frame.key === undefined) beginValue(frame);
    else keep(frame, token);
  }

  /** The objects of each place that lies in no other object. */
  finish(): readonly (readonly OutlineObject[])[] {
    while (this.frame !== this.file) this.close();
    return this.file.inner.map(({ objects }) => objects);
  }

  private open(token: JsonnetToken, opens: "{" | "[" | "("): void {
    const { frame } = this;
    keep(frame, token);
    const via = frame.opens === "[" ? "[]" : frame.opens === "{" ? detached(frame.key?.text ?? "") : "";
    this.frame = { parent: frame, opens, via, tokens: [], inner: [] };
  }

  private close(): void {
    const { frame } = this;
    this.endMember();
    if (frame.parent === undefined) return;
    frame.parent.inner.push(...objectsInside(frame));
    this.frame = frame.parent;
  }

  private endMember(): void {
    const { frame } = this;
    const { key, tokens, parent } = frame;
    frame.tokens = [];
    delete frame.key;
    if (frame.opens !== "{" || key === undefined) return;
    if (key.text === "metadata") frame.hasMetadata = true;
    if (key.text === "apiVersion") this.say(frame, "apiVersions", this.saidBy(key, tokens));
    if (key.text === "kind") this.say(frame, "kinds", this.saidBy(key, tokens));
    if (frame.via !== "metadata" || parent?.opens !== "{") return;
    if (key.text === "name") this.say(parent, "names", this.saidBy(key, tokens));
    if (key.text === "namespace") this.say(parent, "namespaces", this.saidBy(key, tokens));
  }

  private say(
    frame: JsonnetFrame,
    list: "apiVersions" | "kinds" | "names" | "namespaces",
    said: readonly Said[],
  ): void {
    if (said.length > 0) objectOf(frame)[list].push(...said);
  }

  /** A string, the strings of a choice (`if … then 'a' else 'b'`), or an expression that is not followed. */
  private saidBy(key: JsonnetToken, tokens: readonly JsonnetToken[]): readonly Said[] {
    const [first] = tokens;
    if (first === undefined || first.text === "{") return [];
    const at = this.source.locate(key.start);
    const { path } = this.source;
    const said = { path, at, branch: WHEN_RUN };
    const choices =
      first.text === "if" ? tokens.filter((token, index) => isChosen(token, tokens[index - 1])) : [];
    const texts = tokens.length === 1 && first.kind === "string" ? [first] : choices;
    if (texts.length > 0) return texts.map(({ text }) => ({ ...said, text: detached(text), outputs: [] }));
    const expression = this.source.text.slice(first.start, tokens.at(-1)?.end).slice(0, 80);
    return [{ ...said, text: OUTPUT, outputs: [detached(expression)] }];
  }
}

function objectOf(frame: JsonnetFrame): OutlineObject {
  frame.object ??= { field: "", apiVersions: [], kinds: [], names: [], namespaces: [], hasMetadata: false };
  return frame.object;
}

/** Whether an object of a program is written, only the program decides when it runs. */
const WHEN_RUN: Branch = { question: "", block: 0, arm: 0, condition: "" };

/** Longer values are no names. */
const MOST_TOKENS = 64;

function keep(frame: JsonnetFrame, token: JsonnetToken): void {
  if (frame.tokens.length < MOST_TOKENS) frame.tokens.push(token);
}

function beginValue(frame: JsonnetFrame): void {
  const key = frame.tokens.at(-1);
  if (frame.opens !== "{" || key === undefined) return;
  frame.key = key;
  frame.tokens = [];
}

function isChosen(token: JsonnetToken, before: JsonnetToken | undefined): boolean {
  return token.kind === "string" && (before?.text === "then" || before?.text === "else");
}
