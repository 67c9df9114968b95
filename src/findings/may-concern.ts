import type { Cluster } from "../cluster/cluster.ts";

/** A file beside the folder of a cluster, below the same parent, belongs to a neighbour of it. */
export function mayConcern({ path }: { readonly path: string }, cluster: Cluster | undefined): boolean {
  const home = cluster === undefined ? "" : homeOf(cluster);
  const parent = home.slice(0, home.lastIndexOf("/", home.length - 2) + 1);
  return home === "" || parent === "" || path.startsWith(home) || !path.startsWith(parent);
}

/**
 * The deepest folder that all files of the cluster lie in, with a slash at its end; empty for the root. Variables
 * of Ansible belong to the folder that holds their `group_vars`.
 */
function homeOf({ origins }: Cluster): string {
  const [first = [], ...others] = origins.map(({ path }) =>
    path
      .replace(/(^|\/)(?:group|host)_vars\/.*/, "$1")
      .split("/")
      .slice(0, -1),
  );
  const end = first.findIndex((folder, depth) => others.some((folders) => folders[depth] !== folder));
  const shared = end === -1 ? first : first.slice(0, end);
  return shared.length === 0 ? "" : `${shared.join("/")}/`;
}
