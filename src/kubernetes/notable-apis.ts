import { addonApi, isAddonApiVersion } from "./addon-apis.ts";
import { ANY_KIND, type ApiFacts, type ApiName } from "./api-facts.ts";
import { allApiFacts, apiFacts } from "./api-table.ts";

/** True for an API that somebody refuses or will refuse: one of Kubernetes that is notable, or an old one of an add-on. */
export function isNotableApi(api: ApiName): boolean {
  const facts = apiFacts(api);
  return facts === undefined ? addonApi(api) !== undefined : isNotable(facts);
}

/** True for an API that some scanned minor refuses, warns about or serves only on demand. */
function isNotable(facts: ApiFacts): boolean {
  const { removedIn, servedFromIsLowerBound, servedFrom, declarations, servedByDefault } = facts;
  if (removedIn !== null || servedFrom === null || !servedFromIsLowerBound) return true;
  return declarations.length > 0 || servedByDefault.some(({ enabled }) => !enabled);
}

let words: ReadonlySet<string> | undefined;

/**
 * Whether a document that has this word as an `apiVersion` or a `kind` may name a notable API; one that names
 * a notable API has at least one such word. An `apiVersion` counts where every kind of it is notable, else
 * those kinds do: `v1` stands in most documents, `Endpoints` in few.
 */
export function mayNameNotableApi(word: string): boolean {
  words ??= notableWords();
  return words.has(word) || isAddonApiVersion(word);
}

function notableWords(): ReadonlySet<string> {
  const versions = Map.groupBy(allApiFacts(), ({ apiVersion }) => apiVersion);
  return new Set(
    [...versions].flatMap(([apiVersion, apis]) => {
      const notable = apis.filter(isNotable);
      const isWhole = notable.length === apis.length || apis.some(({ kind }) => kind === ANY_KIND);
      return isWhole ? [apiVersion] : notable.map(({ kind }) => kind);
    }),
  );
}
