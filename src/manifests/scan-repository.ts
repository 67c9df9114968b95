import type { SourceFile, Unread } from "../source/finding.ts";
import { documentManifests } from "./document-manifests.ts";
import type { Manifest } from "./manifest.ts";
import { isManifestFile, type ManifestDocument, manifestDocuments } from "./manifest-file.ts";
import type { Coverage, Repository } from "./repository.ts";
import type { FileView, ManifestView, View } from "./view.ts";

/**
 * Looks once through the files of a repository for everything that the views want. A file is needed only while
 * it is looked at, so that a caller may read one after the other. Pure; never throws on content.
 */
export function scanRepository(files: Iterable<SourceFile>, views: readonly View[]): Repository {
  const scan = new Scan(views);
  for (const file of files) scan.add(file);
  return scan.result();
}

class Scan {
  private readonly manifestViews: readonly ManifestView<unknown>[];
  private readonly fileViews: readonly FileView<unknown>[];
  private readonly records: ReadonlyMap<View, unknown[]>;
  private readonly unread: Unread[] = [];
  private readonly counts = { files: 0, documents: 0, objects: 0 };

  constructor(views: readonly View[]) {
    this.manifestViews = views.filter((view) => view.kind === "manifests");
    this.fileViews = views.filter((view) => view.kind === "files");
    this.records = new Map(views.map((view) => [view, []]));
  }

  add(file: SourceFile): void {
    for (const view of this.fileViews) {
      if (!view.wants(file)) continue;
      const { entries, unread = [] } = view.read(file);
      this.keep(view, entries);
      this.unread.push(...unread);
    }
    if (!isManifestFile(file.path)) return;
    this.counts.files += 1;
    for (const document of manifestDocuments(file)) this.addDocument(document);
  }

  result(): Repository {
    const coverage: Coverage = {
      ...this.counts,
      templates: { certain: 0, conditional: 0, unresolved: 0 },
      skipped: [],
    };
    return { of: (view) => this.recordsOf(view), unread: this.unread, coverage };
  }

  private addDocument({ words: { words, isUnclear }, parsed }: ManifestDocument): void {
    this.counts.documents += 1;
    if (words.size === 0 && !isUnclear) return;
    const takers = isUnclear
      ? this.manifestViews
      : this.manifestViews.filter((view) => [...words].some((word) => view.mentions(word)));
    const { documents, unread } = parsed();
    this.unread.push(...unread);
    for (const { root } of documents) {
      for (const manifest of documentManifests(root)) this.addManifest(manifest, takers);
    }
  }

  private addManifest(manifest: Manifest, takers: readonly ManifestView<unknown>[]): void {
    this.counts.objects += 1;
    for (const view of takers) this.keep(view, view.read(manifest));
  }

  private keep(view: View, entries: readonly unknown[]): void {
    this.records.get(view)?.push(...entries);
  }

  /** The map's keys and values go together: what a view read is what it gets back. */
  private recordsOf<Entry>(view: View<Entry>): readonly Entry[];
  private recordsOf(view: View): readonly unknown[] {
    return this.records.get(view) ?? [];
  }
}
