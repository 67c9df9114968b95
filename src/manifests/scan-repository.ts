import type { LocatedText } from "../source/documents.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { Tape } from "../source/tape.ts";
import { countObjects, documentManifests } from "./document-manifests.ts";
import { DocumentSelection, mayBeManifest, type TakenDocument } from "./document-selection.ts";
import { type Kustomized, readKustomizations } from "./kustomizations/kustomized.ts";
import { unreadItems } from "./list-items.ts";
import type { Manifest } from "./manifest.ts";
import { isManifestFile, type ManifestDocument, wholeText } from "./manifest-file.ts";
import { readPlaceholders } from "./placeholders.ts";
import { renderCharts } from "./rendering/render-charts.ts";
import type { Coverage, Repository } from "./repository.ts";
import { sampleFolder } from "./sample-folder.ts";
import { noSurroundings, type ScanSettings } from "./surroundings.ts";
import { TemplateCollection } from "./templates/template-collection.ts";
import { hasControl, hasMark, isTemplateFile } from "./templates/template-file.ts";
import { templateRules } from "./templates/template-rules.ts";
import { isYamlWithoutActions } from "./templates/without-actions.ts";
import { READ_BY_NO_VIEW, type View, type Wants } from "./view.ts";
import { ViewRecords } from "./view-records.ts";

/**
 * Looks once through the files of a repository for everything that the views want. A file is needed only while
 * it is looked at, so that a caller may read one after the other; the surroundings give again what charts and
 * kustomizations refer to. Pure but for what a renderer runs; never throws on content.
 */
export function scanRepository(
  files: Iterable<SourceFile>,
  views: readonly View[],
  settings: ScanSettings = noSurroundings,
): Repository {
  const scan = new Scan(views, settings);
  for (const file of files) scan.add(file);
  return scan.result();
}

class Scan {
  private readonly records: ViewRecords;
  private readonly selection: DocumentSelection;
  private readonly settings: ScanSettings;
  private readonly kustomized: Kustomized;
  private readonly templates = new TemplateCollection();
  /** One for all documents: views keep nothing of what they are shown. */
  private readonly tape = new Tape("");
  /** How many files lie in each folder of samples. */
  private readonly samples = new Map<string, number>();
  private readonly unread: Unread[] = [];
  private readonly skipped: Unread[] = [];
  private readonly counts = { files: 0, documents: 0, objects: 0 };
  private readonly templateCounts = { certain: 0, conditional: 0, unresolved: 0 };

  constructor(views: readonly View[], settings: ScanSettings) {
    this.records = new ViewRecords(views);
    this.selection = new DocumentSelection(this.records, settings);
    this.settings = settings;
    this.kustomized = readKustomizations(settings, this.wants);
  }

  add(file: SourceFile): void {
    this.unread.push(...this.records.showFile(file));
    const isTemplateOfItself = isTemplateFile(file);
    if (!isTemplateOfItself && !isManifestFile(file.path)) return;
    this.counts.files += 1;
    const sample = sampleFolder(file.path);
    if (sample !== undefined) this.samples.set(sample, (this.samples.get(sample) ?? 0) + 1);
    if (isTemplateOfItself) this.addTemplate(file);
    else this.addManifestFile(file);
  }

  result(): Repository {
    for (const path of this.selection.lateFiles()) this.addLate(path);
    this.showBuilt();
    this.showTemplates();
    // Templates and kustomizations are needed no more: what is given back keeps the records alone.
    const { records, templateCounts, unread } = this;
    const samples = [...this.samples].map(([path, count]) => passedOver(path, count));
    const skipped = [...this.skipped, ...samples];
    const { files, documents, objects } = this.counts;
    const left = this.selection.counts;
    const counts = { files, documents: documents + left.documents, unparsed: left.unparsed, objects };
    const coverage: Coverage = { ...counts, templates: templateCounts, skipped };
    return { of: (view) => records.of(view), unread, coverage };
  }

  private addLate(path: string): void {
    const file = this.settings.find(path);
    if (file === undefined)
      this.unread.push({ path, reason: "the file is gone since it was first looked at" });
    else if (isTemplateFile(file)) this.addTemplate(file);
    else this.addManifestFile(file);
  }

  private readonly wants: Wants = (words, what) =>
    this.records.takersOf(words).some((view) => what !== "content" || view.readsNamesOnly !== true);

  private addTemplate(file: SourceFile): void {
    if (this.selection.passesOverTemplate(file)) this.templates.passOver(file);
    else this.counts.documents += this.addTemplateText(wholeText(file));
  }

  /** Gives the number of its documents. */
  private addTemplateText(source: LocatedText): number {
    const rules = this.records.wantTemplateText(source.text) ? templateRules(source) : [];
    for (const { manifest, words } of rules) this.records.show(manifest, this.records.takersOf(words));
    return this.templates.add(source);
  }

  private addManifestFile(file: SourceFile): void {
    const documents = this.selection.documentsOf(file);
    const leavesOut = this.selection.leavesOut(file);
    if (leavesOut && this.selection.passesOver(file.path, documents)) return;
    if (!leavesOut && hasControl(file.text) && documents.some(isBrokenByControl)) {
      this.addTemplate(file);
      return;
    }
    const isAmongManifests = documents.length > 1 && documents.some(({ words }) => mayBeManifest(words));
    for (const document of documents) {
      const mayBe = mayBeManifest(document.words);
      if (mayBe && leavesOut && document.takers.length === 0) {
        this.selection.leaveOut(document);
        continue;
      }
      this.counts.documents += 1;
      // What has none of the words is no manifest; beside one, a broken document may have lost them.
      if (mayBe || isAmongManifests) this.addDocument(document);
    }
  }

  private addDocument({ source, parsed, takers }: TakenDocument): void {
    const passOver = this.settings.parses === "wanted" ? READ_BY_NO_VIEW : undefined;
    const { documents, unread } = parsed(this.tape, passOver);
    if (takers.length === 0 && unread.length === 0) {
      // Nothing of it is looked at: words that are clear hold neither marks nor placeholders.
      this.unread.push(...documents.flatMap(({ root }) => unreadItems(root)));
      for (const { root } of documents) this.counts.objects += countObjects(root);
      return;
    }
    const manifests = documents.flatMap(({ root }) => documentManifests(root));
    if (isTemplate(source, { manifests, unread })) {
      this.addTemplateText(source);
      return;
    }
    this.unread.push(...unread, ...documents.flatMap(({ root }) => unreadItems(root)));
    const { patches, superseded } = this.kustomized;
    const part = patches.has(source.path) ? ({ part: { of: "kustomization" } } as const) : {};
    const shown = superseded.has(source.path) ? [] : takers;
    for (const read of manifests.map(readPlaceholders)) {
      this.counts.objects += 1;
      this.unread.push(...read.unread);
      this.records.show({ ...read.manifest, ...part }, shown);
    }
  }

  /** What kustomizations make of the files that they supersede. */
  private showBuilt(): void {
    const { manifests, skipped } = this.kustomized;
    this.skipped.push(...skipped);
    for (const { manifest, words } of manifests) this.records.show(manifest, this.records.takersOf(words));
  }

  private showTemplates(): void {
    const templates = this.templates.read(this.settings.find);
    for (const read of renderCharts(templates, this.settings, this.wants)) {
      const { manifests, unread, skipped } = read;
      this.unread.push(...unread);
      this.skipped.push(...skipped);
      this.templateCounts.unresolved += unread.length;
      for (const { manifest, words } of manifests) {
        this.count(manifest);
        this.records.show(manifest, this.records.takersOf(words));
      }
    }
  }

  private count({ certainty, part }: Manifest): void {
    if (part !== undefined) return;
    this.counts.objects += 1;
    this.templateCounts[certainty === "proven" ? "certain" : "conditional"] += 1;
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
) {
  if (!hasMark(source.text)) return false;
  if (read.unread.length > 0) return isYamlWithoutActions(source);
  return read.manifests.some(({ apiVersion, kind }) => hasMark(apiVersion) || hasMark(kind));
}

/** Branches decide about lines of a document that is no YAML: the whole file is a template. */
function isBrokenByControl({ source, parsed }: ManifestDocument): boolean {
  return hasControl(source.text) && parsed().unread.length > 0;
}
