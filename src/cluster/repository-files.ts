import { type SourceDocuments, textFlaw } from "../source/documents.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { lineIndex } from "../source/line-index.ts";
import { documentsOf } from "../source/shared-documents.ts";
import { isManifestPath } from "./expected-files.ts";
import type { RepositoryFile } from "./reader.ts";

/** Languages of their own: YAML that stands in them is text of theirs, and what they say is no broken YAML. */
const OTHER_LANGUAGE = /\.(?:tf|tfvars|hcl|toml|ini|properties|env|nix|vue|php)$/i;
/** Files of any other name (`kubeadm.conf`, `Makefile`) are YAML where they say so. */
const SPEAKS_YAML = /^["']?(?:apiVersion|kind)["']?[ \t]*:|^[ \t]*\{/m;
const NOTHING: SourceDocuments = { documents: [], unread: [] };

/** Gives each file a way to its documents that parses them once, at the first question. */
export function repositoryFiles(files: readonly SourceFile[]): readonly RepositoryFile[] {
  return files.map((file) => {
    const { path, text } = file;
    let documents: SourceDocuments | undefined;
    const isManifest = () => isManifestPath(path) || SPEAKS_YAML.test(text);
    return {
      path,
      text,
      documents: () => {
        documents ??= OTHER_LANGUAGE.test(path) ? NOTHING : documentsOf(file);
        return documents;
      },
      isManifest,
      unread: () => [...damage(file), ...(isManifest() ? (documents?.unread ?? []) : [])],
    };
  });
}

/** Where bytes that were no UTF-8 left their mark; what stands around it was read. */
function damage({ path, text }: SourceFile): readonly Unread[] {
  const offset = text.indexOf("\ufffd");
  if (offset === -1 || textFlaw(text) !== undefined) return [];
  const reason = "the file is not UTF-8 text: here stands \ufffd for what could not be decoded";
  return [{ path, line: lineIndex(text)(offset).line, reason }];
}
