import { parseImage } from "../cluster/image-version.ts";
import { productOfChart, productOfImage } from "../kubernetes/addon-apis.ts";
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

interface NamedVersion {
  readonly product: string;
  /** As it was written: a release, a range, a label. */
  readonly version: string;
}

/**
 * The releases of each add-on that the cluster or the repository names, oldest first and each once. Charts and
 * images count where a chosen check has them looked at.
 */
export function addonReleases(context: ManifestContext): ReadonlyMap<string, readonly AddonRelease[]> {
  const running = new Set(
    (context.cluster?.addons ?? []).map(({ name, version = "" }) => `${name} ${releaseIn(version)}`),
  );
  const known = namedAddons(context).map(({ name, version = "" }) => ({ product: name, version }));
  const products = Map.groupBy([...known, ...versionsInFiles(context)], ({ product }) => product);
  return new Map(
    [...products].map(([product, named]) => [
      product,
      releasesIn(named).map((release) => ({
        release,
        namedBy: running.has(`${product} ${release}`) ? "cluster" : "repository",
      })),
    ]),
  );
}

function releasesIn(named: readonly NamedVersion[]): readonly string[] {
  const releases = new Set(named.flatMap(({ version }) => releaseIn(version) ?? []));
  return [...releases].toSorted((one, other) => compareReleases(one, other) ?? 0);
}

/** What the images and charts say by which only the facts of custom resources know an add-on. */
function versionsInFiles({ cluster, repository }: ManifestContext): readonly NamedVersion[] {
  const images = repository.of(workloads).flatMap(({ pod, place }) =>
    pod.containers.flatMap(({ image }) => {
      const { repository: name, tag: version } = parseImage(image);
      const product = version === undefined ? undefined : productOfImage(name);
      return product === undefined || version === undefined ? [] : [{ product, version, place }];
    }),
  );
  const charts = [...repository.of(chartObjects), ...repository.of(chartFiles)].flatMap((use) => {
    const product = productOfChart(use.chart);
    return product === undefined ? [] : [{ product, version: use.version ?? "", place: use.place }];
  });
  return [...images, ...charts].filter(({ place }) => mayConcern(place, cluster));
}

/** A version as the facts write it; undefined for a range or a label. */
function releaseIn(version: string): string | undefined {
  return compareReleases(version, version) === undefined ? undefined : version.replace(/^v/, "");
}
