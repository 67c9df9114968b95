import { parseEvents, YAMLException } from "js-yaml";
import { buildTrees, type Flaw, TreeError } from "./build-tree.ts";
import type { SourceFile, Unread } from "./finding.ts";
import { type Locate, lineIndex } from "./line-index.ts";
import type { TreeNode } from "./tree.ts";
import { SourceValue } from "./value.ts";

/** What a file of YAML or JSON documents holds; what could not be read stands in `unread` with its line. */
export interface SourceDocuments {
  readonly documents: readonly SourceDocument[];
  readonly unread: readonly Unread[];
}

/** One document that has content; `index` counts from 0 within the file. */
export interface SourceDocument {
  readonly index: number;
  readonly root: SourceValue;
}

/** Files above this are refused: they cost more memory than the answer is worth (32 MiB of UTF-16 units). */
export const MAX_TEXT_LENGTH = 32 * 1024 * 1024;
const MAX_DEPTH = 100;
const DOCUMENT_MARKER = /^---(?=\s|$)/gm;

/**
 * Reads every document of a YAML (1.1 as Kubernetes tooling reads it) or JSON text with positions. A broken
 * document is listed with its line and does not cost the file's other documents. Never throws on content.
 */
export function readDocuments(file: SourceFile): SourceDocuments {
  const refused = refusal(file.text);
  if (refused !== undefined) return { documents: [], unread: [{ path: file.path, reason: refused }] };
  return readText({ path: file.path, text: file.text, locate: lineIndex(file.text), field: "" });
}

/** A text with a way to say where its offsets stand in the file: whole files and block scalars alike. */
export interface LocatedText {
  readonly path: string;
  readonly text: string;
  readonly locate: Locate;
  /** Field path of the scalar that holds the text, empty for a whole file. */
  readonly field: string;
}

/** {@link readDocuments} for a text that lies inside another document. */
export function readText(source: LocatedText): SourceDocuments {
  const whole = parse(source, { start: 0, end: source.text.length });
  const parsed =
    whole.error === undefined ? [whole] : documentRanges(source.text).map((range) => parse(source, range));
  const roots = parsed.flatMap((part) => part.roots);
  const documents = roots.map((root, index) => ({
    index,
    root: new SourceValue(source, root, source.field),
  }));
  const unread = parsed.flatMap((part) => [...part.flaws, ...(part.error === undefined ? [] : [part.error])]);
  return { documents, unread: unread.map((flaw) => unreadAt(source, flaw)) };
}

function refusal(text: string): string | undefined {
  if (text.length > MAX_TEXT_LENGTH) {
    return `the file has ${text.length} characters and at most ${MAX_TEXT_LENGTH} are read: leave out what Kubehop does not need (of a node list, .status.images)`;
  }
  return text.includes("\0")
    ? "the file is binary (it holds NUL characters), YAML or JSON text was expected"
    : undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Parsed {
  readonly roots: readonly TreeNode[];
  readonly flaws: readonly Flaw[];
  readonly error?: Flaw;
}

/** Parses one part of the text; offsets are moved so that they count from the start of the whole text. */
function parse(source: LocatedText, range: Range): Parsed {
  const part = source.text.slice(range.start, range.end);
  try {
    const trees = buildTrees(part, parseEvents(part, { maxDepth: MAX_DEPTH }));
    const shift = range.start;
    const roots = trees.flatMap((tree) =>
      tree.root === undefined ? [] : [shift === 0 ? tree.root : shifted(tree.root, shift)],
    );
    return {
      roots,
      flaws: trees.flatMap((tree) => tree.flaws.map((flaw) => ({ ...flaw, offset: flaw.offset + shift }))),
    };
  } catch (error) {
    return { roots: [], flaws: [], error: flawOf(error, range.start) };
  }
}

function flawOf(error: unknown, shift: number): Flaw {
  if (error instanceof YAMLException) {
    return { offset: shift + (error.mark?.position ?? 0), message: `not valid YAML: ${error.reason}` };
  }
  if (error instanceof TreeError) return { offset: shift + error.offset, message: error.message };
  if (error instanceof RangeError) return { offset: shift, message: "nested too deeply to be read" };
  throw error;
}

function shifted(node: TreeNode, by: number): TreeNode {
  switch (node.kind) {
    case "scalar":
      return { ...node, start: node.start + by, end: node.end + by };
    case "sequence":
      return { ...node, start: node.start + by, items: node.items.map((item) => shifted(item, by)) };
    case "mapping": {
      const entries = node.entries.map(({ key, value }) => ({
        key: { ...key, start: key.start + by, end: key.end + by },
        value: shifted(value, by),
      }));
      return { ...node, start: node.start + by, entries };
    }
    default:
      return node satisfies never;
  }
}

/** A line that starts with `---` always begins a document, inside block scalars too (YAML 1.2.2 §9.1.2). */
function documentRanges(text: string): Range[] {
  const starts = [...text.matchAll(DOCUMENT_MARKER)].map((match) => match.index);
  const bounds = [0, ...starts.filter((start) => start > 0), text.length];
  return bounds.slice(0, -1).map((start, index) => ({ start, end: bounds[index + 1] ?? text.length }));
}

function unreadAt(source: LocatedText, flaw: Flaw): Unread {
  return { path: source.path, line: source.locate(flaw.offset).line, reason: flaw.message };
}
