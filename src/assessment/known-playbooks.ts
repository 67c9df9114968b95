import { type PlaybookReading, readPlaybook } from "../playbook/reading/read-playbook.ts";
import type { SourceFile } from "../source/finding.ts";
import type { RepositorySnapshot } from "./assessment.ts";
import { loadFile } from "./read-repository.ts";

/** A playbook of a repository, broken ones too: whoever wrote one wants to see it in the list. */
export interface KnownPlaybook {
  /** Relative to the repository. */
  readonly file: string;
  readonly text: string;
  readonly reading: PlaybookReading;
}

/** The playbooks of a snapshot, in the order of their paths; other files with a key of that name are none. */
export function knownPlaybooks({ files }: Pick<RepositorySnapshot, "files">): readonly KnownPlaybook[] {
  return files.flatMap((entry) => {
    if (!/\.(?:ya?ml|json)$/.test(entry.path)) return [];
    const file = loadFile(entry);
    if (file === undefined || !("text" in file) || !looksLikePlaybook(file)) return [];
    return [{ file: file.path, text: file.text, reading: readPlaybook(file) }];
  });
}

function looksLikePlaybook({ text }: SourceFile): boolean {
  return (
    /^(?:\s*\{\s*)?["']?playbook["']?\s*:/m.test(text) && /\b(?:recommended_path|minimum_path)\b/.test(text)
  );
}
