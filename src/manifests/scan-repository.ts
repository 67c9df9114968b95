import type { SourceFile, Unread } from "../source/finding.ts";
import { documentManifests } from "./document-manifests.ts";
import type { Manifest } from "./manifest.ts";
import { isManifestFile, type ManifestDocument, manifestDocuments } from "./manifest-file.ts";
import type { Coverage, Repository } from "./repository.ts";
import { sampleFolder } from "./sample-folder.ts";
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
  /** How many files lie in each folder of samples. */
  private readonly samples = new Map<string, number>();
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
    const sample = sampleFolder(file.path);
    const views = this.manifestViews.filter(({ inSamples }) => inSamples || sample === undefined);
    if (sample !== undefined) this.samples.set(sample, (this.samples.get(sample) ?? 0) + 1);
    for (const document of manifestDocuments(file)) this.addDocument(document, views);
  }

  result(): Repository {
    const coverage: Coverage = {
      ...this.counts,
      templates: { certain: 0, conditional: 0, unresolved: 0 },
      skipped: [...this.samples].map(([path, count]) => passedOver(path, count)),
    };
    return { of: (view) => this.recordsOf(view), unread: this.unread, coverage };
  }

  private addDocument(
    { words: { words, isUnclear }, parsed }: ManifestDocument,
    views: readonly ManifestView<unknown>[],
  ): void {
    this.counts.documents += 1;
    if (words.size === 0 && !isUnclear) return;
    const takers = isUnclear ? views : views.filter((view) => [...words].some((word) => view.mentions(word)));
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

function passedOver(path: string, count: number): Unread {
  const files = count === 1 ? "1 file" : `${count} files`;
  return {
    path,
    reason: `${files} of samples, tests or documents: only their API versions are judged, because nothing of them runs`,
  };
}
