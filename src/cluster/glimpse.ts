import type { SourceFile } from "../source/finding.ts";

/** Longer files are looked at by their beginning and by the lines that say what their objects are. */
const LONG_TEXT = 512 * 1024;
const BEGINNING = 64 * 1024;
const TELLING_LINE = /["']?(?:apiVersion|kind)["']?[ \t]*:[ \t]*["']?[\w./-]{1,100}/g;

/**
 * What readers decide by whether a file is theirs: the file itself, or of a long one (a node list of 30 MB)
 * its beginning and each `apiVersion` and `kind` once, so that twenty readers do not search it twenty times.
 */
export function glimpse(file: SourceFile): SourceFile {
  if (file.text.length <= LONG_TEXT) return file;
  const telling = new Set<string>();
  for (const [line] of file.text.matchAll(TELLING_LINE)) telling.add(line);
  return { path: file.path, text: `${file.text.slice(0, BEGINNING)}\n${[...telling].join("\n")}\n` };
}
