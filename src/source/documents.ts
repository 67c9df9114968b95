import { isBinary } from "./decode-text.ts";
import type { SourceFile, Unread } from "./finding.ts";
import { type Locate, lineIndex } from "./line-index.ts";
import { readTape } from "./read-tape.ts";
import { Tape } from "./tape.ts";
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
  const refused = textFlaw(file.text);
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

/**
 * {@link readDocuments} for a text that lies inside another document.
 *
 * @param tape an empty one; whoever reads many texts may reset and give the same one again, once nobody asks for
 * the values that were read before
 * @param passOver a key whose values nobody wants: they may be passed over, and what is wrong in them
 */
export function readText(
  source: LocatedText,
  tape = new Tape(source.text),
  passOver?: string,
): SourceDocuments {
  const { roots, flaws } = readTape(tape, passOver);
  const documents = roots.map((root, index) => ({
    index,
    root: new SourceValue(source, nodeAt(tape, root)),
  }));
  const cause = flaws.length === 0 ? "" : causeIn(source);
  return { documents, unread: flaws.map((flaw) => unreadAt(source, flaw, cause)) };
}

/** Says why a text is not even parsed: too large, or binary; undefined where it is. */
export function textFlaw(text: string): string | undefined {
  if (text.length > MAX_TEXT_LENGTH) {
    return `the file has ${text.length} characters and at most ${MAX_TEXT_LENGTH} are read: leave out what Kubehop does not need (of a node list, .status.images)`;
  }
  return isBinary(text) ? "the file is binary, not text" : undefined;
}

const TEMPLATE = /\{\{|\{%|<%|\$\{/;

function unreadAt({ path, text, locate }: LocatedText, { offset, message }: Flaw, ofText: string): Unread {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const written = text.slice(start, end === -1 ? undefined : end).slice(0, 1000);
  const cause = TEMPLATE.test(written)
    ? " (a template stands in this line: only its rendered text can be read)"
    : ofText;
  return { path, line: locate(offset).line, reason: `${message}${cause}` };
}

/** What kubectl and the libraries below it write to standard error: `Warning: …`, `W1128 00:30:45 …`. */
const MESSAGE =
  /^(?:Warning|Error from server[^:\n]*|[WIE]\d{4} \d\d:[^\n]*|Flag --[^\n]*)[:\]][^\n]*\n\s*["'{a]/;

/** What a person should know beside the parser's own words: both sides of a merge, messages among the data. */
function causeIn({ text, locate }: LocatedText): string {
  const offset = text.search(/^<{7}(?: .*)?$/m);
  if (offset !== -1) return ` (a merge conflict begins in line ${locate(offset).line})`;
  return MESSAGE.test(text)
    ? ` (line ${locate(0).line} is a message and no data: leave standard error out)`
    : "";
}
