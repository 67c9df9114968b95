import { readDocuments, type SourceDocuments, textFlaw } from "./documents.ts";
import type { SourceFile } from "./finding.ts";

/** Undefined until somebody asks. */
const shared = new WeakMap<SourceFile, SourceDocuments | undefined>();

/** From now on this very file is parsed once, whoever asks for its documents; they live as long as it does. */
export function shareDocuments(file: SourceFile): void {
  if (textFlaw(file.text) === undefined && !shared.has(file)) shared.set(file, undefined);
}

/** Whether {@link documentsOf} keeps what it reads of this file for others. */
export function isShared(file: SourceFile): boolean {
  return shared.has(file);
}

/** {@link readDocuments}; of a shared file what was read before, where somebody has asked already. */
export function documentsOf(file: SourceFile): SourceDocuments {
  const documents = shared.get(file) ?? readDocuments(file);
  if (isShared(file)) shared.set(file, documents);
  return documents;
}
