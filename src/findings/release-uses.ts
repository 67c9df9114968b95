import type { ApiUse } from "./views/api-use.ts";
import type { HelmRevision } from "./views/helm-releases.ts";

type ReadRevision = Extract<HelmRevision, { state: "read" }>;

/**
 * The APIs in the revisions that `helm upgrade` will compare with: of each release the newest one that is
 * deployed, else the newest that failed or was superseded. Older revisions are history that nobody reads.
 */
export function releaseUses(revisions: readonly HelmRevision[]): readonly ApiUse[] {
  const read = revisions.filter((revision) => revision.state === "read");
  const releases = Map.groupBy(read, ({ namespace, name }) => `${namespace}/${name}`);
  return [...releases.values()].flatMap((history) => comparedRevision(history)?.uses ?? []);
}

function comparedRevision(history: readonly ReadRevision[]): ReadRevision | undefined {
  const newestFirst = history.toSorted((one, other) => other.revision - one.revision);
  return (
    newestFirst.find(({ status }) => status === "deployed") ??
    newestFirst.find(({ status }) => status === "failed" || status === "superseded")
  );
}
