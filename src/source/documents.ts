import type { SourceFile, Unread } from "./finding.ts";
import { type Locate, lineIndex } from "./line-index.ts";
import { readTape } from "./read-tape.ts";
import { nodeAt } from "./tape-nodes.ts";
import type { Flaw } from "./tree-error.ts";
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
  const { tape, roots, flaws } = readTape(source.text);
  const documents = roots.map((root, index) => ({
    index,
    root: new SourceValue(source, nodeAt(tape, root)),
  }));
  return { documents, unread: flaws.map((flaw) => unreadAt(source, flaw)) };
}

function refusal(text: string): string | undefined {
  if (text.length > MAX_TEXT_LENGTH) {
    return `the file has ${text.length} characters and at most ${MAX_TEXT_LENGTH} are read: leave out what Kubehop does not need (of a node list, .status.images)`;
  }
  return text.includes("\0")
    ? "the file is binary (it holds NUL characters), YAML or JSON text was expected"
    : undefined;
}

const TEMPLATE = /\{\{|\{%|<%|\$\{/;

function unreadAt(source: LocatedText, { offset, message }: Flaw): Unread {
  const start = source.text.lastIndexOf("\n", offset - 1) + 1;
  const end = source.text.indexOf("\n", offset);
  const written = source.text.slice(start, end === -1 ? undefined : end).slice(0, 1000);
  const reason = TEMPLATE.test(written)
    ? `${message} (a template stands in this line: only its rendered text can be read)`
    : message;
  return { path: source.path, line: source.locate(offset).line, reason };
}
