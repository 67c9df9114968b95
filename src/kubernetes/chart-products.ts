import compatFile from "../../data/compat.json" with { type: "json" };

/** The add-on that a chart installs. */
export interface ChartProduct {
  readonly product: string;
  /** The release that a version of the chart installs, whole or its line (`1.12`); undefined where nobody knows it. */
  readonly releaseOf: (chartVersion: string) => string | undefined;
}

/** Which release lines a chart that counts by itself has installed, each from a version of the chart on. */
interface ChartReleases {
  /** The newest version of the chart that was read. */
  readonly upTo: string;
  /** Chart version → release line, oldest first. */
  readonly lines: Readonly<Record<string, string>>;
}

let products: ReadonlyMap<string, ChartProduct> | undefined;

/** The add-on that a chart of this name installs; undefined for charts of other things. */
export function chartProduct(chart: string): ChartProduct | undefined {
  products ??= new Map(
    compatFile.charts.map(({ chart: name, product, numbering, releases }) => [
      name,
      {
        product,
        releaseOf: numbering === "shared" ? sharedRelease : (version) => ownRelease(version, releases),
      },
    ]),
  );
  return products.get(chart);
}

/** One version, or the patches of one minor: `1.16.2`, `v1.16.x`, `~1.16.2`. */
const ONE_MINOR = /^[v~=]*\s*v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}|[xX*]))?$/;

function sharedRelease(version: string): string | undefined {
  if (/^v?\d+\.\d+\.\d+-[\w.]+$/.test(version)) return version.replace(/^v/, "");
  const [whole, major, minor, patch] = ONE_MINOR.exec(version) ?? [];
  if (whole === undefined) return undefined;
  const isExact = !whole.startsWith("~") && /^\d+$/.test(patch ?? "");
  return isExact ? `${major}.${minor}.${patch}` : `${major}.${minor}`;
}

/** Undefined for a range, and for a version of the chart that is newer than what was read. */
function ownRelease(version: string, releases: ChartReleases | undefined): string | undefined {
  const [, major, minor, patch] = ONE_MINOR.exec(version) ?? [];
  if (releases === undefined || major === undefined) return undefined;
  const isExact = /^\d+$/.test(patch ?? "") && !version.startsWith("~");
  const asked = isExact ? [patch] : ["0", "99999"];
  const lines = new Set(asked.map((one) => lineOf([major, minor, one].join("."), releases, isExact)));
  return lines.size === 1 ? [...lines][0] : undefined;
}

function lineOf(version: string, { upTo, lines }: ChartReleases, isExact: boolean): string | undefined {
  const asked = chartVersion(version);
  const newest = chartVersion(upTo);
  const isNewer = isExact ? compare(asked, newest) > 0 : compare(asked.slice(0, 2), newest.slice(0, 2)) > 0;
  return isNewer
    ? undefined
    : Object.entries(lines).findLast(([from]) => compare(chartVersion(from), asked) <= 0)?.[1];
}

function chartVersion(text: string): readonly number[] {
  return text.split(".").map(Number);
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, part] of one.entries()) {
    const difference = part - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
