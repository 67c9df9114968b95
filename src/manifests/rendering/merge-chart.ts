import type { Unread } from "../../source/finding.ts";
import type { Manifest, NamedManifest } from "../manifest.ts";
import type { FindFile } from "../surroundings.ts";
import type { OutlineObject } from "../templates/outline-document.ts";
import type { ReadTemplate, TemplateObject } from "../templates/template-objects.ts";
import { placed, type RenderedObject, renderedObjects } from "./rendered-objects.ts";
import { SourceLines } from "./source-lines.ts";

/** A chart whose templates were read as they are. */
export interface ReadChart {
  /** With a slash at its end; empty at the root. */
  readonly folder: string;
  readonly templates: readonly ReadTemplate[];
  readonly findFile: FindFile;
}

/** What is known of a chart's templates once helm has rendered it. */
export interface MergedChart {
  readonly manifests: readonly NamedManifest[];
  /** What is still open. */
  readonly unread: readonly Unread[];
}

/**
 * Puts what helm wrote in the place of what its templates say. An object that was rendered is settled: the other
 * apiVersions that its mapping may have are not told. What defaults leave out stays as the templates say it.
 */
export function mergeChart(text: string, chart: ReadChart): MergedChart {
  const merge = new Merge(chart);
  for (const object of renderedObjects(text)) merge.add(object, pathOf(chart.folder, object));
  return merge.result();
}

/** A manifest that was read as it is names itself. */
export function named(manifest: Manifest): NamedManifest {
  return { manifest, words: [manifest.apiVersion, manifest.kind] };
}

/** `web/templates/a.yaml` begins with the chart's name, which its folder need not have. */
function pathOf(folder: string, { template = "" }: RenderedObject): string {
  return folder + template.slice(template.indexOf("/") + 1);
}

class Merge {
  private readonly folder: string;
  private readonly templates: ReadonlyMap<string, ReadTemplate>;
  private readonly all: readonly ReadTemplate[];
  private readonly rendered: NamedManifest[] = [];
  private readonly settled = new Set<OutlineObject>();
  private readonly written = new Set<string>();
  private readonly lines = new Map<string, SourceLines>();
  private readonly findFile: FindFile;

  constructor({ folder, templates, findFile }: ReadChart) {
    this.folder = folder;
    this.all = templates;
    this.findFile = findFile;
    this.templates = new Map(templates.map((template) => [template.path, template]));
  }

  add({ manifest, words }: RenderedObject, path: string): void {
    const template = this.templates.get(path);
    const isThere = template !== undefined || this.findFile(path) !== undefined;
    // A file without actions was read like any other; one that is not there comes from a packed dependency.
    if (template === undefined && isThere) return;
    this.written.add(path);
    const origin = template === undefined ? undefined : this.originOf(manifest, template);
    if (origin === undefined) {
      const at = { line: openLine(template) ?? 1, column: 1 };
      const place = { path: isThere ? path : `${this.folder}Chart.yaml`, at };
      this.rendered.push({ manifest: placed(manifest, place), words });
      return;
    }
    this.settled.add(origin.mapping);
    const { path: source, at } = origin.manifest;
    const settled = placed(manifest, { path: source, at, lines: this.linesOf(source) });
    this.rendered.push({
      manifest: { ...settled, certainty: origin.dependsOnCluster ? "likely" : "proven" },
      words,
    });
  }

  result(): MergedChart {
    const left = this.all.flatMap(({ objects }) =>
      objects.filter(({ mapping }) => !this.settled.has(mapping)),
    );
    return {
      manifests: [...this.rendered, ...left.map(({ manifest }) => named(manifest))],
      unread: this.all.flatMap(({ path, unread }) => (this.written.has(path) ? [] : unread)),
    };
  }

  private linesOf(path: string): SourceLines {
    const lines = this.lines.get(path) ?? new SourceLines(this.findFile(path)?.text ?? "");
    this.lines.set(path, lines);
    return lines;
  }

  /** Where the templates say an object: in its own file, else in a define that the file includes. */
  private originOf(manifest: Manifest, { objects }: ReadTemplate): TemplateObject | undefined {
    const inDefines = this.all.filter(({ path }) => isPartial(path)).flatMap((template) => template.objects);
    return this.bestMatch(manifest, objects) ?? this.bestMatch(manifest, inDefines);
  }

  /** The same API and kind, of one name where that is written; objects that nothing was found for come first. */
  private bestMatch(manifest: Manifest, objects: readonly TemplateObject[]): TemplateObject | undefined {
    const same = objects.filter((object) => isSame(object.manifest, manifest));
    return (
      same.find((object) => object.manifest.name === manifest.name) ??
      same.find(({ mapping }) => !this.settled.has(mapping)) ??
      same[0]
    );
  }
}

/** Where a template leaves open what it writes: what nothing else of it says comes from there. */
function openLine(template: ReadTemplate | undefined): number | undefined {
  return template?.unread.find(({ line }) => line !== undefined)?.line;
}

function isPartial(path: string): boolean {
  return path.slice(path.lastIndexOf("/") + 1).startsWith("_");
}

function isSame({ apiVersion, kind, name, part }: Manifest, rendered: Manifest): boolean {
  if (part !== undefined || apiVersion !== rendered.apiVersion) return false;
  return (kind === "" || kind === rendered.kind) && (name === undefined || name === rendered.name);
}
