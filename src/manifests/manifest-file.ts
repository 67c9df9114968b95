import { type LocatedText, readText, type SourceDocument } from "../source/documents.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { lineIndex } from "../source/line-index.ts";
import { documentRanges, type TextRange } from "../source/text-range.ts";
import { type DocumentWords, documentWords } from "./document-words.ts";

/** One document of a file, parsed when somebody asks. */
export interface ManifestDocument {
  readonly words: DocumentWords;
  readonly parsed: () => {
    readonly documents: readonly SourceDocument[];
    readonly unread: readonly Unread[];
  };
}

const MANIFEST = /\.(?:ya?ml|json)$/i;

/** Whether a file of this name holds manifests, or is unreadable. */
export function isManifestFile(path: string): boolean {
  return MANIFEST.test(path);
}

/** The documents of a file that have any content; each is parsed alone, so that a broken one costs only itself. */
export function manifestDocuments({ path, text }: SourceFile): readonly ManifestDocument[] {
  const locate = lineIndex(text);
  return rangesOf(text).flatMap(({ start, end }) => {
    const part = text.slice(start, end);
    if (!HAS_CONTENT.test(part)) return [];
    const source: LocatedText = { path, text: part, locate: (offset) => locate(start + offset), field: "" };
    return [{ words: documentWords(part), parsed: () => readText(source) }];
  });
}

/** Something else than blanks, comments and the marker itself. */
const HAS_CONTENT = /^(?!---(?:\s|$)|\.\.\.(?:\s|$)|%)[ \t]*[^\s#]|^---[ \t]+[^\s#]/m;

/** Directives (`%YAML`) stand before the marker of their document, so such files stay in one piece. */
function rangesOf(text: string): readonly TextRange[] {
  return /^%/m.test(text) ? [{ start: 0, end: text.length }] : documentRanges(text);
}
