import addonApisFile from "../../data/addon-apis.json" with { type: "json" };
import type { ApiName } from "./api-facts.ts";

/** An add-on whose custom resources the facts know. */
export interface AddonProduct {
  readonly product: string;
  /** How the names of the images end whose tag is the release: `istio/pilot`. */
  readonly images: readonly string[];
  /** Charts whose version is the release, beside those of `chart-products.ts`. */
  readonly charts: readonly string[];
}

/** A version of custom resources that its add-on deprecates or takes away; releases are the add-on's own. */
export interface AddonApi extends ApiName {
  readonly group: string;
  readonly version: string;
  readonly product: string;
  readonly deprecatedIn: string | null;
  /** The first release whose definitions do not serve it; null where the newest one that was read does. */
  readonly removedIn: string | null;
  /** Null where nothing replaces it; undefined where the facts do not have the kind. */
  readonly replacement: (ApiName & { readonly servedFrom: string }) | null | undefined;
  /** What else there is to know, in words without an end. */
  readonly note?: string;
  readonly source: string;
}

interface Row {
  readonly product: string;
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly string[];
  /** From `removedIn` on no kind of the version is served, whether it is listed or not. */
  readonly wholeVersion?: boolean;
  readonly deprecatedIn: string | null;
  readonly removedIn: string | null;
  readonly replacement: {
    readonly group: string;
    readonly version: string;
    readonly servedFrom: string;
    /** Kinds that have another name there. */
    readonly kinds?: Readonly<Record<string, string>>;
  } | null;
  readonly note?: string;
  readonly source: string;
  readonly sourceDate: string;
}

const ROWS: readonly Row[] = addonApisFile.versions;
const PRODUCTS: readonly AddonProduct[] = addonApisFile.products;

let rows: ReadonlyMap<string, readonly Row[]> | undefined;

/** What is known of a version of a custom resource that is no longer the one to write; undefined for all others. */
export function addonApi({ apiVersion, kind }: ApiName): AddonApi | undefined {
  const ofVersion = rowsOf(apiVersion);
  const row = ofVersion.find(({ kinds }) => kinds.includes(kind));
  if (row !== undefined)
    return { ...factsOf(row, { apiVersion, kind }), replacement: replacementOf(row, kind) };
  const whole = kind.endsWith("List")
    ? undefined
    : ofVersion.find(({ wholeVersion }) => wholeVersion === true);
  return whole === undefined
    ? undefined
    : { ...factsOf(whole, { apiVersion, kind }), replacement: undefined };
}

/** Whether an `apiVersion` is one that the facts speak of; a document without such a word names none of them. */
export function isAddonApiVersion(word: string): boolean {
  return rowsOf(word).length > 0;
}

/** The add-on whose release the tag of such an image is: `docker.io/istio/pilot`. */
export function productOfImage(repository: string): string | undefined {
  const isIts = (end: string) => repository === end || repository.endsWith(`/${end}`);
  return PRODUCTS.find(({ images }) => images.some(isIts))?.product;
}

/** The add-on whose release is the version of a chart of this name. */
export function productOfChart(chart: string): string | undefined {
  return PRODUCTS.find(({ charts }) => charts.includes(chart))?.product;
}

/** The add-on of this name. */
export function addonProduct(name: string): AddonProduct | undefined {
  return PRODUCTS.find(({ product }) => product === name);
}

function rowsOf(apiVersion: string): readonly Row[] {
  rows ??= Map.groupBy(ROWS, ({ group, version }) => `${group}/${version}`);
  return rows.get(apiVersion) ?? [];
}

function factsOf(row: Row, name: ApiName): Omit<AddonApi, "replacement"> {
  const { group, version, product, deprecatedIn, removedIn, note, source, sourceDate } = row;
  return {
    ...name,
    group,
    version,
    product,
    deprecatedIn,
    removedIn,
    ...(note === undefined ? {} : { note }),
    source: `${source}, ${sourceDate} (data/addon-apis.json)`,
  };
}

function replacementOf({ replacement }: Row, kind: string): AddonApi["replacement"] {
  if (replacement === null) return null;
  const { group, version, servedFrom, kinds = {} } = replacement;
  return { apiVersion: `${group}/${version}`, kind: kinds[kind] ?? kind, servedFrom };
}
