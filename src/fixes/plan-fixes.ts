import { readDocuments } from "../source/documents.ts";
import type { Finding, Place, SourceFile } from "../source/finding.ts";
import { type FileEdit, withEdits } from "./file-edit.ts";
import type { FixAnswer } from "./fixer.ts";
import { fixerOf } from "./fixers.ts";

/** A file before and after its edits; every byte that no edit is about is the same. */
export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly FileEdit[];
}

/** A place that a person has to mend, and why a machine does not. */
export interface Recipe {
  readonly finding: Finding;
  readonly place: Place;
  readonly reason: string;
}

export interface Fixes {
  readonly files: readonly FixedFile[];
  readonly recipes: readonly Recipe[];
}

/** What is known of the cluster that the findings are about. */
export interface FixGround {
  /** The text of a file as it is; undefined where it cannot be had. */
  readonly load: (path: string) => SourceFile | undefined;
  /** The control plane's version that a finding starts from. */
  readonly from: (finding: Finding) => string | undefined;
}

/**
 * Finds the edits that mend findings mechanically and with certainty, file by file; all other places become
 * recipes with their reason, but for findings that no change of a text clears. A file that its edits would leave unreadable is left alone. Pure.
 */
export function planFixes(findings: readonly Finding[], ground: FixGround): Fixes {
  const places = findings
    .filter(isAboutText)
    .flatMap((finding) => finding.places.map((place) => ({ finding, place })));
  const files: FixedFile[] = [];
  const recipes: Recipe[] = [];
  for (const [path, own] of Map.groupBy(places, ({ place }) => place.path)) {
    const file = ground.load(path);
    const mended = new MendedFile(file);
    for (const spot of own) {
      const answer = answerOf(spot, file, ground);
      const reason = "edits" in answer ? mended.accept(answer.edits) : answer.reason;
      if (reason !== undefined) recipes.push({ ...spot, reason });
    }
    files.push(...mended.result());
  }
  return { files, recipes };
}

/** Findings that another snapshot or a look at the host clears: the place only says where something is left open. */
const KNOWLEDGE_MISSING: ReadonlySet<string> = new Set([
  "nodes-unknown",
  "control-plane-unknown",
  "api-server-version-inferred",
  "api-server-version-unknown",
  "etcd-version-unknown",
  "external-etcd-unknown",
]);

function isAboutText({ id }: Finding): boolean {
  return !KNOWLEDGE_MISSING.has(id);
}

interface Spot {
  readonly finding: Finding;
  readonly place: Place;
}

function answerOf({ finding, place }: Spot, file: SourceFile | undefined, { from }: FixGround): FixAnswer {
  const fixer = fixerOf(finding, place);
  if (fixer === undefined) return { reason: "it takes a decision, or more than a change of text" };
  if (file === undefined) return { reason: "the file cannot be read again" };
  return fixer.fix({ finding, place, file, from: from(finding) });
}

/** One file while answers come in: each is taken whole, or not at all. */
class MendedFile {
  private edits: readonly FileEdit[] = [];
  private readonly file: SourceFile | undefined;

  constructor(file: SourceFile | undefined) {
    this.file = file;
  }

  /** Takes an answer's edits, or says why it cannot. Two clusters of one repository ask for the same edit. */
  accept(edits: readonly FileEdit[]): string | undefined {
    if (this.file === undefined) return "the file cannot be read again";
    const known = new Set(this.edits.map(keyOf));
    const all = [...this.edits, ...edits.filter((edit) => !known.has(keyOf(edit)))];
    const after = withEdits(this.file.text, all);
    if (after === undefined)
      return "another edit touches the same text: run kubehop fix once more afterwards";
    if (!isAsReadable(this.file, after)) return "the file could not be read after it";
    this.edits = all;
    return undefined;
  }

  result(): readonly FixedFile[] {
    if (this.file === undefined || this.edits.length === 0) return [];
    const { path, text } = this.file;
    return [{ path, before: text, after: withEdits(text, this.edits) ?? text, edits: this.edits }];
  }
}

function keyOf({ line, column, from, to }: FileEdit): string {
  return JSON.stringify([line, column, from, to]);
}

function isAsReadable({ path, text }: SourceFile, after: string): boolean {
  const flaws = (one: string) => readDocuments({ path, text: one }).unread.length;
  return flaws(after) <= flaws(text);
}
