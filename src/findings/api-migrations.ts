import { type MigrationMove, migrationMoves } from "../kubernetes/api-migration.ts";
import { apiFacts } from "../kubernetes/api-table.ts";
import type { Repository } from "../manifests/repository.ts";
import { sampleFolder } from "../manifests/sample-folder.ts";
import { apiUses } from "./views/api-uses.ts";

/** Objects that the repository holds and that have to be moved to another API on the way. */
export interface ApiMigration extends MigrationMove {
  readonly objects: number;
}

/**
 * What has to be moved between two minors, in the order of the minors that are the last chance; moves that
 * follow from an earlier one (`v1beta1` to `v1beta2`, later to `v1`) are moves of the same objects.
 *
 * @throws KubehopError `invalid-version`
 */
export function apiMigrations(
  repository: Repository,
  fromMinor: string,
  toMinor: string,
): readonly ApiMigration[] {
  const objects = repository
    .of(apiUses)
    .filter(({ role, place }) => role === "object" && sampleFolder(place.path) === undefined);
  const alike = Map.groupBy(objects, ({ api }) => `${api.apiVersion} ${api.kind}`);
  return [...alike.values()].flatMap((uses) => {
    const [first] = uses;
    const facts = first === undefined ? undefined : apiFacts(first.api);
    if (facts === undefined || facts.isConfiguration) return [];
    return migrationMoves(facts, fromMinor, toMinor).map((move) => ({ ...move, objects: uses.length }));
  });
}
