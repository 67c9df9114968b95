import type { LocatedText } from "../source/documents.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { Tape } from "../source/tape.ts";
import { documentManifests } from "./document-manifests.ts";
import type { Manifest } from "./manifest.ts";
import { isManifestFile, type ManifestDocument, manifestDocuments, wholeText } from "./manifest-file.ts";
import { unreadPlaceholders } from "./placeholders.ts";
import type { Coverage, Repository } from "./repository.ts";
import { sampleFolder } from "./sample-folder.ts";
import type { FindFile } from "./templates/chart-defaults.ts";
import { TemplateCollection } from "./templates/template-collection.ts";
import { hasControl, hasMark, isTemplateFile } from "./templates/template-file.ts";
import { isYamlWithoutActions } from "./templates/without-actions.ts";
import type { FileView, ManifestView, View } from "./view.ts";

/**
 * Looks once through the files of a repository for everything that the views want. A file is needed only while
 * it is looked at, so that a caller may read one after the other. Pure; never throws on content.
 */
export function scanRepository(
  files: Iterable<SourceFile>,
  views: readonly View[],
  findFile: FindFile = () => undefined,
): Repository {
  const scan = new Scan(views);
  for (const file of files) scan.add(file);
  scan.finish(findFile);
  return scan.result();
}

class Scan {
  private readonly manifestViews: readonly ManifestView<unknown>[];
  private readonly fileViews: readonly FileView<unknown>[];
  private readonly records: ReadonlyMap<View, unknown[]>;
  private readonly unread: Unread[] = [];
  /** One for all documents: views keep nothing of what they are shown. */
  private readonly tape = new Tape("");
  /** How many files lie in each folder of samples. */
  private readonly samples = new Map<string, number>();
  private readonly counts = { files: 0, documents: 0, objects: 0 };
  private readonly templates = new TemplateCollection();
  private readonly templateCounts = { certain: 0, conditional: 0, unresolved: 0 };

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
    const isTemplateOfItself = isTemplateFile(file);
    if (!isTemplateOfItself && !isManifestFile(file.path)) return;
    const sample = sampleFolder(file.path);
    if (sample !== undefined) this.samples.set(sample, (this.samples.get(sample) ?? 0) + 1);
    if (isTemplateOfItself) this.addTemplate(file);
    else this.addManifestFile(file);
  }

  finish(findFile: FindFile): void {
    for (const { objects, unread } of this.templates.objects(findFile)) {
      this.unread.push(...unread);
      this.templateCounts.unresolved += unread.length;
      for (const { manifest } of objects) {
        if (manifest.part === undefined) {
          this.counts.objects += 1;
          this.templateCounts[manifest.certainty === "proven" ? "certain" : "conditional"] += 1;
        }
        const { apiVersion, kind } = manifest;
        this.show(manifest, this.takersOf([apiVersion, kind]));
      }
    }
  }

  result(): Repository {
    const skipped = [...this.samples].map(([path, count]) => passedOver(path, count));
    const coverage: Coverage = { ...this.counts, templates: this.templateCounts, skipped };
    return { of: (view) => this.recordsOf(view), unread: this.unread, coverage };
  }

  private addTemplate(file: SourceFile): void {
    this.counts.files += 1;
    this.counts.documents += this.templates.add(wholeText(file));
  }

  private addManifestFile(file: SourceFile): void {
    const documents = manifestDocuments(file);
    if (hasControl(file.text) && documents.some(isBrokenByControl)) {
      this.addTemplate(file);
      return;
    }
    this.counts.files += 1;
    for (const document of documents) this.addDocument(document);
  }

  private addDocument({ source, words: { words, isUnclear }, parsed }: ManifestDocument): void {
    this.counts.documents += 1;
    if (words.size === 0 && !isUnclear) return;
    const takers = isUnclear ? this.manifestViews : this.takersOf(words);
    const { documents, unread } = parsed(this.tape);
    const manifests = documents.flatMap(({ root }) => documentManifests(root));
    if (isTemplate(source, { manifests, unread })) {
      this.templates.add(source);
      return;
    }
    this.unread.push(...unread);
    for (const manifest of manifests) {
      this.counts.objects += 1;
      this.unread.push(...unreadPlaceholders(manifest));
      this.show(manifest, takers);
    }
  }

  private takersOf(words: Iterable<string>): readonly ManifestView<unknown>[] {
    const all = [...words];
    return this.manifestViews.filter((view) => all.some((word) => view.mentions(word)));
  }

  private show(manifest: Manifest, takers: readonly ManifestView<unknown>[]): void {
    const isSample = sampleFolder(manifest.path) !== undefined;
    for (const view of takers) {
      const isWanted = manifest.part === undefined || view.wantsParts === true;
      if (isWanted && (view.inSamples || !isSample)) this.keep(view, view.read(manifest));
    }
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

/** A document that is YAML only once something has rendered it, or names an API only then. */
function isTemplate(
  source: LocatedText,
  read: { manifests: readonly Manifest[]; unread: readonly Unread[] },
): boolean {
  if (!hasMark(source.text)) return false;
  if (read.unread.length > 0) return isYamlWithoutActions(source);
  return read.manifests.some(({ apiVersion, kind }) => hasMark(apiVersion) || hasMark(kind));
}

/** Branches decide about lines of a document that is no YAML: the whole file is a template. */
function isBrokenByControl({ source, parsed }: ManifestDocument): boolean {
  return hasControl(source.text) && parsed().unread.length > 0;
}
