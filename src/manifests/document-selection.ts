import { detached } from "../source/detached.ts";
import type { SourceFile } from "../source/finding.ts";
import type { DocumentWords } from "./document-words.ts";
import { documentParts } from "./file-words.ts";
import { type ManifestDocument, manifestDocuments } from "./manifest-file.ts";
import type { Coverage } from "./repository.ts";
import type { ScanSettings } from "./surroundings.ts";
import { hasMark } from "./templates/template-file.ts";
import { tellsItsApis } from "./templates/told-apis.ts";
import type { ManifestView } from "./view.ts";
import type { ViewRecords } from "./view-records.ts";

/** What a document names, and the views that it is shown to. */
interface NamedDocument extends Pick<ManifestDocument, "words"> {
  readonly takers: readonly ManifestView<unknown>[];
}

/** A document and the views that it is shown to. */
export type TakenDocument = ManifestDocument & NamedDocument;

/** A file that is wanted only where something runs a minor below one of these. */
interface LateFile {
  readonly path: string;
  readonly minors: readonly string[];
  readonly counts: Unparsed;
}

type Unparsed = Pick<Coverage, "documents" | "unparsed">;

/** Tells which documents are worth parsing, and counts those that are left out. */
export class DocumentSelection {
  readonly counts = { documents: 0, unparsed: 0 };
  private readonly late: LateFile[] = [];
  /** Where it is known what runs, no file has to wait for it any more. */
  private isKnown = false;
  private readonly records: ViewRecords;
  private readonly settings: ScanSettings;

  constructor(records: ViewRecords, settings: ScanSettings) {
    this.records = records;
    this.settings = settings;
  }

  /** The documents of a file, each with the views that it is shown to. */
  documentsOf(file: SourceFile): readonly TakenDocument[] {
    return manifestDocuments(file).map((document) => {
      const takers = this.takersOf(document.words);
      if (document.words.isUnclear || takers.length === 0) return { ...document, takers };
      const { text, path } = document.source;
      return { ...document, takers: takers.filter((view) => view.wantsText?.(text, path) !== false) };
    });
  }

  /** Whether documents of a file that no view takes are left out: only what is wanted is parsed, and it is no template. */
  leavesOut({ text }: SourceFile): boolean {
    return this.settings.parses === "wanted" && !hasMark(text);
  }

  /** Counts the documents of a file where no view takes one; that may turn out to be wrong: see {@link lateFiles}. */
  passesOver(path: string, documents: readonly NamedDocument[]): boolean {
    const minors = this.minorsOf(documents);
    if (minors === undefined) return false;
    const unparsed = documents.filter(({ words }) => mayBeManifest(words)).length;
    const counts = { documents: documents.length, unparsed };
    if (minors.size === 0) this.count(counts);
    else this.late.push({ path: detached(path), minors: [...minors], counts });
    return true;
  }

  /** The same for a template, where only what is wanted is parsed; also where the views that take it say that its text holds nothing for them. */
  passesOverTemplate(file: SourceFile): boolean {
    if (this.settings.parses !== "wanted" || !tellsItsApis(file.text)) return false;
    const isTaker = (view: ManifestView<unknown>) => view.wantsTemplateText?.(file.text) !== false;
    const documents = documentParts(file)
      .filter(({ words }) => mayBeManifest(words))
      .map(({ words }) => ({ words, takers: this.takersOf(words).filter(isTaker) }));
    return this.passesOver(file.path, documents);
  }

  /** Counts one document that is left out. */
  leaveOut({ words }: Pick<ManifestDocument, "words">): void {
    this.count({ documents: 1, unparsed: mayBeManifest(words) ? 1 : 0 });
  }

  /** When all files were seen: those that were left out because they waited for what runs, and are wanted by it. */
  lateFiles(): readonly string[] {
    this.isKnown = true;
    const isPast = (minor: string) => this.settings.isPast?.(minor) === true;
    return this.late.flatMap(({ path, minors, counts }) => {
      if (!minors.every(isPast)) return [path];
      this.count(counts);
      return [];
    });
  }

  /** All views where the words are not clear. */
  private takersOf({ words, isUnclear }: DocumentWords): readonly ManifestView<unknown>[] {
    return this.records.takersOf(isUnclear ? undefined : words);
  }

  /** The minors below which one of the documents is wanted; undefined where one is in any case. */
  private minorsOf(documents: readonly NamedDocument[]): ReadonlySet<string> | undefined {
    const minors = new Set<string>();
    for (const { words, takers } of documents) {
      if (takers.length === 0) continue;
      if (words.isUnclear || this.isKnown || this.settings.isPast === undefined) return undefined;
      const own = this.records.settledIn(words.words, takers);
      if (own === undefined) return undefined;
      for (const minor of own) minors.add(minor);
    }
    return minors;
  }

  private count({ documents, unparsed }: Unparsed): void {
    this.counts.documents += documents;
    this.counts.unparsed += unparsed;
  }
}

/** Whether a document with these words may hold an object. */
export function mayBeManifest({ words, isUnclear }: DocumentWords): boolean {
  return words.size > 0 || isUnclear;
}
