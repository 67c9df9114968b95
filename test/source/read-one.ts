import { readDocuments } from "../../src/source/documents.ts";
import type { SourceValue } from "../../src/source/value.ts";

/** The root of the only document of a text; tests that expect something else fail here. */
export function readOne(text: string, path = "file.yaml"): SourceValue {
  const { documents, unread } = readDocuments({ path, text });
  const [first, ...others] = documents;
  if (first === undefined || others.length > 0 || unread.length > 0) {
    throw new Error(`expected one clean document: ${JSON.stringify(unread)}`);
  }
  return first.root;
}

/** `line:column` of the value under `keys`. */
export function spotOf(root: SourceValue, ...keys: readonly string[]): string {
  const position = root.get(...keys)?.position();
  return `${position?.line}:${position?.column}`;
}
