import { readDocuments, type SourceDocuments } from "../source/documents.ts";
import type { SourceFile } from "../source/finding.ts";
import type { RepositoryFile } from "./reader.ts";

/** Languages of their own: YAML that stands in them is text of theirs, and what they say is no broken YAML. */
const OTHER_LANGUAGE = /\.(?:tf|tfvars|hcl|toml|ini|properties|env|nix|vue|php)$/i;
const MANIFEST = /\.(?:ya?ml|json)$/i;
/** Files of any other name (`kubeadm.conf`, `Makefile`) are YAML where they say so. */
const SPEAKS_YAML = /^["']?(?:apiVersion|kind)["']?[ \t]*:|^[ \t]*\{/m;
const NOTHING: SourceDocuments = { documents: [], unread: [] };

/** Gives each file a way to its documents that parses them once, at the first question. */
export function repositoryFiles(files: readonly SourceFile[]): readonly RepositoryFile[] {
  return files.map(({ path, text }) => {
    let documents: SourceDocuments | undefined;
    return {
      path,
      text,
      documents: () => {
        documents ??= OTHER_LANGUAGE.test(path) ? NOTHING : readDocuments({ path, text });
        return documents;
      },
      unread: () => (MANIFEST.test(path) || SPEAKS_YAML.test(text) ? (documents?.unread ?? []) : []),
    };
  });
}
