import { imageAddon } from "../cluster/addons.ts";
import type { Addon } from "../cluster/cluster.ts";
import { chartProduct } from "../kubernetes/chart-products.ts";
import type { View } from "../manifests/view.ts";
import type { Origin } from "../source/origin.ts";
import type { ManifestContext } from "./check.ts";
import { mayConcern } from "./may-concern.ts";
import { type ChartUse, chartFiles, chartObjects } from "./views/charts.ts";
import { type Workload, workloads } from "./views/workloads.ts";

/** What add-ons are found by, beside what the cluster's own files name. */
export const addonViews: readonly View[] = [workloads, chartObjects, chartFiles];

/** One release of an add-on and every place that names it. */
export interface NamedAddon {
  readonly name: string;
  readonly version?: string;
  readonly origins: readonly Origin[];
}

/** The add-ons that the cluster runs or the repository installs: by image and by chart, each release once. */
export function namedAddons(context: ManifestContext): readonly NamedAddon[] {
  const { cluster, repository } = context;
  const installed = [
    ...repository.of(workloads).flatMap(fromWorkload),
    ...[...repository.of(chartObjects), ...repository.of(chartFiles)].flatMap(fromChart),
  ].filter(({ origin }) => origin === undefined || mayConcern(origin, cluster));
  const releases = Map.groupBy([...(cluster?.addons ?? []), ...installed], ({ name, version = "" }) =>
    [name, version].join(" "),
  );
  return [...releases.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { name, version } = first;
    const origins = [first, ...others].flatMap(({ origin }) => origin ?? []);
    return [{ name, ...(version === undefined ? {} : { version }), origins }];
  });
}

function fromWorkload({ pod, place }: Workload): readonly Addon[] {
  return pod.containers
    .filter(({ isInit }) => !isInit)
    .flatMap(({ image, imageLine, imageColumn }) => {
      const addon = imageAddon(image);
      if (addon === undefined) return [];
      const origin = { path: place.path, line: imageLine, column: imageColumn, field: "image", value: image };
      return [{ ...addon, origin }];
    });
}

function fromChart({ chart, version = "", place }: ChartUse): readonly Addon[] {
  const addon = chartProduct(chart);
  if (addon === undefined) return [];
  const { path, line, column } = place;
  const origin = { path, line, column, field: "version", value: version };
  const release = addon.releaseOf(version);
  return [{ name: addon.product, ...(release === undefined ? {} : { version: release }), origin }];
}
