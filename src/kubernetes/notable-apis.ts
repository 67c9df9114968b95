import { addonApi, isAddonApiVersion } from "./addon-apis.ts";
import { ANY_KIND, type ApiFacts, type ApiName } from "./api-facts.ts";
import { allApiFacts, apiFacts } from "./api-table.ts";
import { minorDistance } from "./version.ts";

/** True for an API that somebody refuses or will refuse: one of Kubernetes that is notable, or an old one of an add-on. */
export function isNotableApi(api: ApiName): boolean {
  const facts = apiFacts(api);
  return facts === undefined ? addonApi(api) !== undefined : isNotable(facts);
}

/** True for an API that some scanned minor refuses, warns about or serves only on demand. */
export function isNotable(facts: ApiFacts): boolean {
  const { removedIn, servedFromIsLowerBound, servedFrom, declarations, servedByDefault } = facts;
  if (removedIn !== null || servedFrom === null || !servedFromIsLowerBound) return true;
  return declarations.length > 0 || servedByDefault.some(({ enabled }) => !enabled);
}

/**
 * Whether a document that has this word as an `apiVersion` or a `kind` may name a notable API; one that names
 * a notable API has at least one such word. An `apiVersion` counts where every kind of it is notable, else
 * those kinds do: `v1` stands in most documents, `Endpoints` in few.
 */
export function mayNameNotableApi(word: string): boolean {
  return notableWords().has(word) || isAddonApiVersion(word);
}

/**
 * The minor from which on a word that {@link mayNameNotableApi} tells nothing, because all that is to be said of its
 * APIs is that older minors did not serve them yet. Undefined where there is more.
 */
export function servedSince(word: string): string | undefined {
  const notable = notableWords().get(word) ?? [];
  if (!notable.every(isNewOnly)) return undefined;
  return notable
    .flatMap(({ servedFrom }) => servedFrom ?? [])
    .toSorted(minorDistance)
    .at(-1);
}

function isNewOnly({ removedIn, servedFrom, gaps, declarations, servedByDefault }: ApiFacts): boolean {
  const isKept = removedIn === null && servedFrom !== null && gaps.length === 0;
  return isKept && declarations.length === 0 && servedByDefault.every(({ enabled }) => enabled);
}

let words: ReadonlyMap<string, readonly ApiFacts[]> | undefined;

/** The words with the notable APIs for which each stands. */
function notableWords(): ReadonlyMap<string, readonly ApiFacts[]> {
  words ??= Map.groupBy(allApiFacts().filter(isNotable), wordOf());
  return words;
}

function wordOf(): (facts: ApiFacts) => string {
  const versions = Map.groupBy(allApiFacts(), ({ apiVersion }) => apiVersion);
  const wholes = [...versions].flatMap(([apiVersion, apis]) =>
    apis.every(isNotable) || apis.some(({ kind }) => kind === ANY_KIND) ? [apiVersion] : [],
  );
  const isWhole = new Set(wholes);
  return ({ apiVersion, kind }) => (isWhole.has(apiVersion) ? apiVersion : kind);
}
