import { type LocatedText, readText, type SourceDocuments } from "../source/documents.ts";
import type { SourceFile } from "../source/finding.ts";
import { lineIndex } from "../source/line-index.ts";
import { documentsOf, isShared } from "../source/shared-documents.ts";
import type { Tape } from "../source/tape.ts";
import type { DocumentWords } from "./document-words.ts";
import { documentParts } from "./file-words.ts";

/** One document of a file, parsed when somebody asks. */
export interface ManifestDocument {
  readonly source: LocatedText;
  readonly words: DocumentWords;
  /**
   * Onto the tape of the caller, where one is given: what was read onto it before may then be gone. Values under
   * the key `passOver` may be passed over.
   */
  readonly parsed: (tape?: Tape, passOver?: string) => SourceDocuments;
}

/** JSON may come with an object a line. */
const MANIFEST = /\.(?:ya?ml|json|jsonl|ndjson)$/i;

/** Whether a file of this name holds manifests, or is unreadable. */
export function isManifestFile(path: string): boolean {
  return MANIFEST.test(path);
}

/**
 * The documents of a file that have any content; each is parsed alone, so that a broken one costs only itself.
 * `whole` says where the text's offsets stand, where it is a part of something.
 */
export function manifestDocuments(
  file: SourceFile,
  whole: LocatedText = wholeText(file),
): readonly ManifestDocument[] {
  return documentParts(file).flatMap(({ start, end, words }) => {
    const text = whole.text.slice(start, end);
    if (!HAS_CONTENT.test(text)) return [];
    const source: LocatedText = { ...whole, text, locate: (offset) => whole.locate(start + offset) };
    const isWhole = text.length === file.text.length;
    // What readers of clusters ask for too is parsed for both.
    const parsed = (tape?: Tape, passOver?: string) =>
      isWhole && isShared(file) ? documentsOf(file) : readText(source, emptied(tape, text), passOver);
    return [{ source, words, parsed }];
  });
}

function emptied(tape: Tape | undefined, text: string): Tape | undefined {
  tape?.reset(text);
  return tape;
}

/** A file with a way to say where its offsets stand. */
export function wholeText({ path, text }: SourceFile): LocatedText {
  return { path, text, locate: lineIndex(text), field: "" };
}

/** Something else than blanks, comments and the marker itself. */
const HAS_CONTENT = /^(?!---(?:\s|$)|\.\.\.(?:\s|$)|%)[ \t]*[^\s#]|^---[ \t]+[^\s#]/m;
