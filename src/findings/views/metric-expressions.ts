import { removedMetrics } from "../../kubernetes/metrics.ts";
import { sampleFolder } from "../../manifests/sample-folder.ts";
import type { FileView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place, SourceFile } from "../../source/finding.ts";

/** An alert rule's or a dashboard's use of a metric that some minor no longer has. */
export interface MetricUse {
  readonly metric: string;
  readonly place: Place;
}

/** In the expressions of alert rules, recording rules and dashboards. */
export const metricExpressions: FileView<MetricUse> = {
  kind: "files",
  name: "metric-expressions",
  wants: ({ path, text }) =>
    holdsExpressions(text) && removed().test(text) && sampleFolder(path) === undefined,
  read: (file) => ({
    entries: file.text.split("\n").flatMap((line, index) => usesIn(line, file, index + 1)),
  }),
};

const EXPRESSION = /\bexpr["']?[ \t]*:/;

/** Whether a file holds expressions over metrics. */
export function holdsExpressions(text: string): boolean {
  return text.includes("expr") && EXPRESSION.test(text);
}

let pattern: RegExp | undefined;

/** Any of the metrics, or one of the series that a histogram or summary is made of. */
function removed(): RegExp {
  const names = removedMetrics().map(({ metric }) => metric);
  pattern ??= new RegExp(`\\b(${names.join("|")})(?:_bucket|_count|_sum)?\\b`);
  return pattern;
}

function usesIn(text: string, { path }: SourceFile, line: number): readonly MetricUse[] {
  if (/^\s*#/.test(text)) return [];
  return [...text.matchAll(new RegExp(removed(), "g"))].map(({ 1: metric = "", index }) => ({
    metric: detached(metric),
    place: { path: detached(path), line, column: index + 1 },
  }));
}
