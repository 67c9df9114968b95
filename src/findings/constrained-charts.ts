import { parseVersion } from "../kubernetes/version.ts";
import { satisfies } from "../kubernetes/version-constraint.ts";
import { sampleFolder } from "../manifests/sample-folder.ts";
import type { Place } from "../source/finding.ts";
import type { ManifestContext } from "./check.ts";
import { mayConcern } from "./may-concern.ts";
import { chartDefinitions } from "./views/chart-definitions.ts";

/** A chart of the repository that names the Kubernetes versions that it wants. */
export interface ConstrainedChart {
  readonly name: string;
  readonly constraint: string;
  readonly place: Place;
  /** In the `charts/` of another: helm asks the outer chart alone. */
  readonly isDependency: boolean;
}

/** The charts that may concern the context's cluster; those of samples and tests are nobody's. */
export function constrainedCharts({ repository, cluster }: ManifestContext): readonly ConstrainedChart[] {
  const charts = repository.of(chartDefinitions);
  const folders = new Set(charts.map(({ path }) => folderOf(path)));
  return charts.flatMap(({ name, path, kubeVersion }) => {
    const isElsewhere = sampleFolder(path) !== undefined || !mayConcern({ path }, cluster);
    if (kubeVersion === undefined || kubeVersion.constraint === "" || isElsewhere) return [];
    return [{ name, ...kubeVersion, isDependency: folders.has(outerFolder(path)) }];
  });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The chart whose `charts/` hold this one; what cannot be a folder where there is none. */
function outerFolder(path: string): string {
  return /^(?<outer>(?:.*\/)?)charts\/[^/]+\/[^/]+$/.exec(path)?.groups?.outer ?? "none";
}

/** Whether helm installs it there; undefined where that cannot be told. */
export function allowsVersion({ constraint }: ConstrainedChart, version: string): boolean | undefined {
  return satisfies(parseVersion(version), constraint);
}
