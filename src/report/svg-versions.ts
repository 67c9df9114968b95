import type { Cluster } from "../cluster/cluster.ts";
import type { Plan } from "../plan/plan.ts";
import { type Html, html } from "./html-text.ts";
import { counted, shorten } from "./shorten.ts";
import { type SeriesPoint, type VersionSeries, versionSeries, versionsOf } from "./version-series.ts";

const WIDTH = 960;
const LEFT = 86;
const RIGHT = 16;
const TOP = 30;
const ROW = 54;
/** Lines at the same version run side by side, this many units apart. */
const APART = 5;

/**
 * The versions of each component over the plan's steps, as step lines: where a component runs at two
 * versions at once, the room between them is filled. Empty where no version is known.
 */
export function svgVersions(cluster: Cluster, plan: Plan): Html {
  const series = versionSeries(cluster, plan.hops);
  const versions = versionsOf(series);
  if (versions.length === 0 || plan.hops.length === 0) return html``;
  const chart = chartOf(versions, plan, series.length);
  const label = `Versions over the steps: ${series.map(({ name }) => name).join(", ")}`;
  return html`<ul class="legend">${series.map(({ name }, index) => html`<li><svg class="swatch" viewBox="0 0 22 10" width="22" height="10" aria-hidden="true"><line class="line s${index}" x1="1" y1="5" x2="21" y2="5"/></svg> ${shorten(name, 60)}</li>`)}</ul><div class="scroll" tabindex="0" role="region" aria-label="Picture of the versions"><svg class="versions" viewBox="0 0 ${WIDTH} ${chart.height}" width="${WIDTH}" height="${chart.height}" role="img" aria-label="${shorten(label, 500)}">${gridLines(chart)}${hopLines(chart)}${series.map((one, index) => seriesLines(one, index, chart))}</svg></div>`;
}

interface Chart {
  readonly height: number;
  readonly versions: readonly string[];
  /** Index of each hop's first step. */
  readonly hopStarts: readonly number[];
  readonly steps: number;
  readonly x: (step: number) => number;
  readonly y: (version: string) => number;
  /** How far a series' lines are moved from its version's line. */
  readonly shift: (series: number) => number;
}

function chartOf(versions: readonly string[], plan: Plan, series: number): Chart {
  const height = TOP + ROW * versions.length + 10;
  const starts = plan.hops.map((_, index) =>
    plan.hops.slice(0, index).reduce((sum, hop) => sum + hop.steps.length, 0),
  );
  const steps = plan.hops.reduce((sum, hop) => sum + hop.steps.length, 0);
  return {
    height,
    versions,
    hopStarts: starts,
    steps,
    x: (step) => LEFT + ((WIDTH - LEFT - RIGHT) * (step + 1)) / Math.max(steps, 1),
    y: (version) => TOP + ROW * (versions.length - 1 - versions.indexOf(version)) + ROW / 2,
    shift: (index) => (index - (series - 1) / 2) * APART,
  };
}

function gridLines({ versions, y }: Chart): readonly Html[] {
  return versions.map(
    (version) =>
      html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(version)}" y2="${y(version)}"/><text class="axis" x="${LEFT - 10}" y="${y(version) + 4}">${shorten(version, 14)}</text>`,
  );
}

/** A mark where each hop begins; on a long way only some carry their number. */
function hopLines({ hopStarts, steps, height, x }: Chart): readonly Html[] {
  return hopStarts.map((start, index) => {
    const end = hopStarts[index + 1] ?? steps;
    const [from, to] = [x(start - 1), x(end - 1)];
    const label = to - from > 80 ? `hop ${index + 1}, ${counted(end - start, "step")}` : `${index + 1}`;
    return html`<line class="hopstart" x1="${from}" x2="${from}" y1="${TOP - 8}" y2="${height - 8}"/><text class="hop" x="${(from + to) / 2}" y="${TOP - 12}">${label}</text>`;
  });
}

function seriesLines({ name, points }: VersionSeries, index: number, chart: Chart): Html {
  const oldest = stepPath(points, (point) => point.oldest, { chart, index });
  const newest = stepPath(points, (point) => point.newest, { chart, index });
  const between = points.flatMap((point, position) => {
    if (point.oldest === point.newest) return [];
    const [from, to] = [chart.x(point.step), chart.x(points[position + 1]?.step ?? chart.steps - 1)];
    const top = chart.y(point.newest) + chart.shift(index);
    const height = chart.y(point.oldest) + chart.shift(index) - top;
    return [
      html`<rect class="mixed s${index}" x="${from}" y="${top}" width="${to - from}" height="${height}"/>`,
    ];
  });
  return html`<g><title>${shorten(name, 60)}</title>${between}<path class="line s${index}" d="${newest}"/>${oldest === newest ? html`` : html`<path class="line s${index}" d="${oldest}"/>`}</g>`;
}

function stepPath(
  points: readonly SeriesPoint[],
  versionOf: (point: SeriesPoint) => string,
  { chart, index }: { readonly chart: Chart; readonly index: number },
): string {
  const moves = points.map((point, position) => {
    const y = chart.y(versionOf(point)) + chart.shift(index);
    const x = chart.x(point.step);
    return position === 0 ? `M${x} ${y}` : `H${x}V${y}`;
  });
  return `${moves.join("")}H${chart.x(chart.steps - 1)}`;
}
