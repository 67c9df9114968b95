import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import { allowsVersion, type ConstrainedChart, constrainedCharts } from "../constrained-charts.ts";
import { readableHops } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { chartDefinitions } from "../views/chart-definitions.ts";

const REFUSED: FindingDescription = {
  id: "chart-refuses-version",
  title: "A chart's kubeVersion refuses a version of the way",
  meaning: "helm neither installs nor upgrades the chart on a Kubernetes that its `kubeVersion` leaves out.",
};
const UNREADABLE: FindingDescription = {
  id: "chart-constraint-unreadable",
  title: "A chart's kubeVersion cannot be judged",
  meaning: "Whether the chart can be installed on the versions of the way has to be seen with helm itself.",
};
const SOURCES = ["helm.sh/docs/topics/charts/#the-kubeversion-field"];

/** The Kubernetes versions that the repository's charts ask for, against those of the way. */
export const chartConstraintsCheck: ManifestCheck = {
  name: "chart-constraints",
  reads: ["`kubeVersion` of the repository's charts, and of those in their charts/"],
  findings: [REFUSED, UNREADABLE],
  views: [chartDefinitions],
  judge(context) {
    const hops = readableHops(context);
    const charts = constrainedCharts(context);
    const alike = Map.groupBy(charts, ({ constraint, isDependency }) => `${isDependency} ${constraint}`);
    const unclear = charts.filter((chart) => {
      const answers = hops.map(({ to }) => allowsVersion(chart, to));
      return answers.includes(undefined) && !answers.includes(false);
    });
    return [
      ...[...alike.values()].flatMap((group) => refusals(context, group)),
      ...(unclear.length === 0 ? [] : [unreadable(context, unclear)]),
    ];
  },
};

/** What is said of charts that have the same constraint. */
function refusals(context: ManifestContext, charts: readonly ConstrainedChart[]): readonly Finding[] {
  const [chart] = charts;
  if (chart === undefined) return [];
  const hops = readableHops(context);
  const refused = hops.filter(({ to }) => allowsVersion(chart, to) === false);
  const [hop] = refused;
  if (hop === undefined) return [];
  const isTooNew = !refused.includes(hops.at(-1) ?? hop);
  return [
    makeFinding(REFUSED, context, {
      severity: isTooNew || chart.isDependency ? "notice" : "risk",
      certainty: chart.isDependency ? "likely" : "proven",
      hop,
      places: charts.map(({ place }) => place),
      why: whyOf(charts, chart, refused),
      fix: fixOf(chart, { isTooNew, refused }),
      sources: SOURCES,
    }),
  ];
}

function whyOf(
  charts: readonly ConstrainedChart[],
  { constraint, isDependency }: ConstrainedChart,
  refused: readonly HopRange[],
): string {
  const names = nameList(charts.map(({ name }) => name));
  const versions = nameList(refused.map(({ to }) => to));
  const who = isDependency
    ? "; helm asks only the chart that holds it, so nothing stops the upgrade of its release"
    : "";
  return `kubeVersion ${JSON.stringify(constraint)} of ${names} leaves out ${versions}${who}.`;
}

function fixOf(
  { isDependency }: ConstrainedChart,
  { isTooNew, refused }: { readonly isTooNew: boolean; readonly refused: readonly HopRange[] },
): string {
  if (isTooNew) {
    return `Keep the release that runs until the control plane is past ${refused.at(-1)?.to ?? ""}, and install or upgrade this chart then.`;
  }
  const before = `Before the hop take a release of the chart whose kubeVersion allows every version of the way`;
  return isDependency
    ? `${before}.`
    : `${before}, or widen kubeVersion once its templates were seen to work there: helm template CHART --kube-version ${refused[0]?.to ?? ""}.`;
}

function unreadable(context: ManifestContext, charts: readonly ConstrainedChart[]): Finding {
  const to = readableHops(context).at(-1)?.to ?? "";
  return makeFinding(UNREADABLE, context, {
    severity: "notice",
    certainty: "unknown",
    places: charts.map(({ place }) => place),
    why: `Whether kubeVersion allows the versions of the way cannot be told: ${nameList(charts.map(({ name, constraint }) => `${JSON.stringify(constraint)} of ${name}`))}.`,
    fix: `Ask helm: helm template CHART --kube-version ${to}. It refuses a chart on every version where it cannot read the constraint.`,
    sources: SOURCES,
  });
}
