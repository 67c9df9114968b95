import metricFile from "../../data/metrics.json" with { type: "json" };

/** A metric of a component that lost labels in some minor. */
export interface RelabelledMetric {
  readonly metric: string;
  readonly removed: readonly string[];
}

/** A metric of a component that a minor no longer has. */
export interface RemovedMetric {
  readonly metric: string;
  /** The first minor without it. */
  readonly removedIn: string;
}

interface MetricRow {
  readonly metric: string;
  readonly removedIn: string | null;
  readonly labelChanges?: readonly {
    readonly at: string;
    readonly removed: readonly string[];
    readonly added: readonly string[];
  }[];
}

const ROWS: readonly MetricRow[] = metricFile.metrics;

/** The metrics that got the labels `group` and `resource` for others, and the labels that went. */
export function relabelledMetrics(): readonly RelabelledMetric[] {
  return ROWS.flatMap(({ metric, labelChanges = [] }) => {
    const removed = labelChanges
      .filter(({ added }) => added.includes("group") || added.includes("resource"))
      .flatMap((change) => change.removed);
    return removed.length === 0 ? [] : [{ metric, removed }];
  });
}

/** The metrics that left Kubernetes' own components. */
export function removedMetrics(): readonly RemovedMetric[] {
  return ROWS.flatMap(({ metric, removedIn }) => (removedIn === null ? [] : [{ metric, removedIn }]));
}
