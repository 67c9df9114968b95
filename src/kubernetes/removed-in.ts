import type { ApiFacts } from "./api-facts.ts";
import { allApiFacts } from "./api-table.ts";

/** The APIs that were served by default in the minor before, and that this minor (`1.25`) no longer serves. */
export function apisRemovedIn(minor: string): readonly ApiFacts[] {
  return allApiFacts().filter(
    ({ isConfiguration, removedIn, servedFrom, servedByDefault }) =>
      !isConfiguration &&
      removedIn === minor &&
      servedFrom !== null &&
      servedByDefault.at(-1)?.enabled === true,
  );
}
