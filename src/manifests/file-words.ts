import type { SourceFile } from "../source/finding.ts";
import { documentRanges, type TextRange } from "../source/text-range.ts";
import { type DocumentWords, documentWords } from "./document-words.ts";

/** A document of a file by its offsets, and what it names. */
export interface DocumentPart extends TextRange {
  readonly words: DocumentWords;
}

const known = new WeakMap<SourceFile, readonly DocumentPart[]>();

/** The documents of a file and their words, read once for all who ask about the same file. */
export function documentParts(file: SourceFile): readonly DocumentPart[] {
  const parts = known.get(file) ?? partsOf(file.text);
  known.set(file, parts);
  return parts;
}

/** What all documents of a file name. */
export function fileWords(file: SourceFile): DocumentWords {
  const parts = documentParts(file);
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return first?.words ?? NOTHING;
  const words = new Set<string>();
  for (const part of parts) for (const word of part.words.words) words.add(word);
  return { words, isUnclear: parts.some((part) => part.words.isUnclear) };
}

const NOTHING: DocumentWords = { words: new Set(), isUnclear: false };

function partsOf(text: string): readonly DocumentPart[] {
  return rangesOf(text).map(({ start, end }) => ({
    start,
    end,
    words: documentWords(text.slice(start, end)),
  }));
}

/** Directives (`%YAML`) stand before the marker of their document, so such files stay in one piece. */
function rangesOf(text: string): readonly TextRange[] {
  return text.includes("%") && /^%/m.test(text) ? [{ start: 0, end: text.length }] : documentRanges(text);
}
