import type { SourceFile, Unread } from "../../source/finding.ts";
import type { NamedManifest } from "../manifest.ts";
import type { FindFile, Surroundings } from "../surroundings.ts";
import { chartFolder } from "../templates/chart-folder.ts";
import type { ReadTemplate } from "../templates/template-objects.ts";
import type { Wants } from "../view.ts";
import { mergeChart, named, type ReadChart } from "./merge-chart.ts";
import { type Rendering, tooMany } from "./renderer.ts";

/** What the templates of a repository say, rendered where that is possible. */
export interface ChartsRead {
  readonly manifests: readonly NamedManifest[];
  /** What the templates leave open. */
  readonly unread: readonly Unread[];
  /** What was not rendered. */
  readonly skipped: readonly Unread[];
}

/**
 * Renders the charts of which a view wants something, by their defaults. A template that lies in no chart, or whose
 * chart cannot be rendered, is told as it was read.
 */
export function* renderCharts(
  templates: Iterable<ReadTemplate>,
  { find, renderer }: Surroundings,
  wants: Wants,
): Generator<ChartsRead> {
  if (renderer === undefined) {
    for (const template of templates) yield asRead([template]);
    return;
  }
  const folders = new Map<string, string | undefined>();
  const charts = Map.groupBy(templates, ({ path }) => topChart(chartFolder(path), { find, folders }));
  const wanted = [...charts].filter(([folder, own]) => folder !== undefined && isWanted(own, wants)).length;
  if (wanted > renderer.most) yield { ...NOTHING, skipped: [tooMany(wanted, "charts", renderer)] };
  for (const [folder, own] of charts) {
    const isLeft = folder === undefined || wanted > renderer.most || !isWanted(own, wants);
    yield isLeft
      ? asRead(own)
      : rendered(renderer.renderChart(folder), { folder, templates: own, findFile: find });
  }
}

const NOTHING: ChartsRead = { manifests: [], unread: [], skipped: [] };

function rendered(rendering: Rendering, chart: ReadChart): ChartsRead {
  if ("text" in rendering) return { ...NOTHING, ...mergeChart(rendering.text, chart) };
  const path = `${chart.folder}Chart.yaml`;
  const skipped = [{ path, reason: `not rendered: ${rendering.reason}; ${AS_THEY_ARE}` }];
  return { ...asRead(chart.templates), skipped };
}

const AS_THEY_ARE = "its templates were read as they are";

function asRead(templates: readonly ReadTemplate[]): ChartsRead {
  return {
    ...NOTHING,
    manifests: templates.flatMap(({ objects }) => objects.map(({ manifest }) => named(manifest))),
    unread: templates.flatMap(({ unread }) => unread),
  };
}

/** Something that the templates leave open, or an object whose value a view would want. */
function isWanted(templates: readonly ReadTemplate[], wants: Wants): boolean {
  return templates.some(
    ({ objects, unread }) =>
      unread.length > 0 || objects.some(({ manifest: { apiVersion, kind } }) => wants([apiVersion, kind])),
  );
}

interface ChartSearch {
  readonly find: FindFile;
  /** What was found before. */
  readonly folders: Map<string, string | undefined>;
}

/** The folder of the outermost chart that holds a folder; its dependencies in `charts/` are rendered with it. */
function topChart(folder: string, search: ChartSearch): string | undefined {
  const { find, folders } = search;
  if (folders.has(folder)) return folders.get(folder);
  const outer = /^(.*?)charts\/[^/]+\/$/.exec(folder)?.[1];
  const top = outer === undefined ? undefined : topChart(outer, search);
  const found = top ?? (isRenderable(find(`${folder}Chart.yaml`)) ? folder : undefined);
  folders.set(folder, found);
  return found;
}

function isRenderable(chart: SourceFile | undefined): boolean {
  return chart !== undefined && !/^type:[ \t]*["']?library\b/m.test(chart.text);
}
