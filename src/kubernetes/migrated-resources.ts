import type { ApiFacts } from "./api-facts.ts";
import { bestOf, relativesOf } from "./api-replacement.ts";
import { apiStatus } from "./api-status.ts";
import { allApiFacts } from "./api-table.ts";
import { scannedMinors } from "./lifecycle-facts.ts";

/**
 * The APIs in which an API server of this minor shows objects that may still be written in a version which a
 * later minor removes: of each resource the best version that it serves by default. Empty for a minor that was
 * not scanned.
 *
 * @throws KubehopError `invalid-version`
 */
export function migratedResources(minor: string): readonly ApiFacts[] {
  if (!scannedMinors.includes(minor)) return [];
  const isServed = (api: ApiFacts) => apiStatus(api, minor).status === "served";
  const shown = allApiFacts()
    .filter((api) => !api.isConfiguration && api.removedIn !== null && isServed(api))
    .flatMap((api) => bestOf(api, [api, ...relativesOf(api)].filter(isServed)) ?? []);
  return [...new Set(shown)].filter(({ resource }) => resource !== undefined);
}
