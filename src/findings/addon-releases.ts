import { parseImage } from "../cluster/image-version.ts";
import { type AddonProduct, addonProduct } from "../kubernetes/addon-apis.ts";
import { compareReleases } from "../kubernetes/release-order.ts";
import type { ManifestContext } from "./check.ts";
import { mayConcern } from "./may-concern.ts";
import { namedAddons } from "./repository-addons.ts";
import { chartFiles, chartObjects } from "./views/charts.ts";
import { workloads } from "./views/workloads.ts";

/** A release of an add-on that something names. */
export interface AddonRelease {
  /** Without a leading `v`. */
  readonly release: string;
  /** `cluster`: by what runs in it; `repository`: by an image or a chart of the files. */
  readonly namedBy: "cluster" | "repository";
}

/**
 * The releases of an add-on that the cluster or the repository names, oldest first and each once. Charts and
 * images count where a chosen check has them looked at.
 */
export function addonReleases(context: ManifestContext, product: string): readonly AddonRelease[] {
  const running = (context.cluster?.addons ?? []).filter(({ name }) => name === product);
  const inCluster = new Set(running.flatMap(({ version = "" }) => releaseIn(version)));
  const named = [
    ...namedAddons(context).flatMap(({ name, version = "" }) => (name === product ? [version] : [])),
    ...versionsOf(context, addonProduct(product)),
  ];
  return [...new Set(named.flatMap(releaseIn))]
    .toSorted((one, other) => compareReleases(one, other) ?? 0)
    .map((release) => ({ release, namedBy: inCluster.has(release) ? "cluster" : "repository" }));
}

/** What the images and charts say by which only the facts of custom resources know an add-on. */
function versionsOf(context: ManifestContext, product: AddonProduct | undefined): readonly string[] {
  if (product === undefined) return [];
  const { cluster, repository } = context;
  const tags = repository.of(workloads).flatMap(({ pod, place }) =>
    pod.containers.flatMap(({ image }) => {
      const { repository: name, tag } = parseImage(image);
      const isIts = product.images.some((end) => name === end || name.endsWith(`/${end}`));
      return isIts && tag !== undefined && mayConcern(place, cluster) ? [tag] : [];
    }),
  );
  const charts = [...repository.of(chartObjects), ...repository.of(chartFiles)].flatMap((use) =>
    product.charts.includes(use.chart) && mayConcern(use.place, cluster) ? [use.version ?? ""] : [],
  );
  return [...tags, ...charts];
}

/** A version as the facts write it; nothing for a range, a label or a line without a patch that stands for many. */
function releaseIn(version: string): readonly string[] {
  return compareReleases(version, version) === undefined ? [] : [version.replace(/^v/, "")];
}
