import { removedMetrics } from "../../kubernetes/metrics.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { type MetricUse, metricExpressions } from "../views/metric-expressions.ts";

const REMOVED: FindingDescription = {
  id: "metric-removed",
  title: "Alert rules and dashboards ask for metrics that go away",
  meaning: "The expression finds nothing any more, and an alert that finds nothing is silent.",
};

/** Metrics of Kubernetes' components that rules and dashboards name, against each hop. */
export const removedMetricsCheck: ManifestCheck = {
  name: "removed-metrics",
  reads: ["alert rules and dashboards: metrics in their expressions"],
  findings: [REMOVED],
  views: [metricExpressions],
  judge: (context) => {
    const ends = new Map(removedMetrics().map(({ metric, removedIn }) => [metric, removedIn]));
    const uses = Map.groupBy(
      context.repository.of(metricExpressions),
      ({ metric }) => ends.get(metric) ?? "",
    );
    return [...uses].flatMap(([minor, alike]) => told(context, minor, alike));
  },
};

/** One finding for all that goes in a minor. */
function told(context: ManifestContext, minor: string, uses: readonly MetricUse[]): readonly Finding[] {
  const hop = hopEntering(context, minor);
  if (hop === undefined) return [];
  const metrics = nameList(uses.map(({ metric }) => metric).toSorted());
  return [
    makeFinding(REMOVED, context, {
      severity: "risk",
      certainty: "likely",
      hop,
      places: uses.map(({ place }) => place),
      why: `Kubernetes' components of ${minor} no longer have ${metrics}.`,
      fix: `Read in the changelog of ${minor} what takes their place, and let the expressions ask for both while nodes of both minors run.`,
      sources: ["test/instrumentation/documentation of each minor's .0 release (data/metrics.json)"],
    }),
  ];
}
