import type { PlaybookValue } from "./playbook-value.ts";

/** Which extension says it, and its one value that means something here. */
const KEY = "x-uses";
const CLUSTER = "cluster";

/**
 * Whether the playbook says `x-uses: cluster`: its own `kind create cluster` may be answered with a cluster that is
 * there. It may stand beside the playbook's name, or in a step or a variant; the steps of one playbook work on the
 * same cluster, so that it counts for all of them.
 */
export function usesCluster(root: PlaybookValue): boolean {
  const playbook = root.get("playbook");
  const steps = playbook?.get("steps")?.items() ?? [];
  const variants = steps.flatMap(
    (step) =>
      step
        .get("variants")
        ?.entries()
        .map(([, variant]) => variant) ?? [],
  );
  return [playbook, ...steps, ...variants].some((value) => value?.get(KEY)?.text() === CLUSTER);
}
