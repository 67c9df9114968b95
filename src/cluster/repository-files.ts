import { readDocuments, type SourceDocuments } from "../source/documents.ts";
import type { SourceFile } from "../source/finding.ts";
import type { RepositoryFile } from "./reader.ts";

/** Gives each file a way to its documents that parses them once, at the first question. */
export function repositoryFiles(files: readonly SourceFile[]): readonly RepositoryFile[] {
  return files.map(({ path, text }) => {
    let documents: SourceDocuments | undefined;
    return {
      path,
      text,
      documents: () => {
        documents ??= readDocuments({ path, text });
        return documents;
      },
      unread: () => documents?.unread ?? [],
    };
  });
}
