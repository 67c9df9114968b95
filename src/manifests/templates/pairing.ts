import { isSameBranch, liesIn, mayMeet } from "./branch.ts";
import type { Said } from "./said.ts";

/**
 * What goes with an apiVersion among the things of one sort (kinds, names) that its mapping says: what stands in
 * the same arm; else what stands in an arm around it or inside it; else what one rendering may write beside it.
 */
export function saidWith(apiVersion: Said, all: readonly Said[]): readonly Said[] {
  const possible = all.filter(({ branch }) => mayMeet(branch, apiVersion.branch));
  const beside = possible.filter(({ branch }) => isSameBranch(branch, apiVersion.branch));
  const [first, ...others] = beside;
  if (first !== undefined) return waysOf(nearest(apiVersion, [first, ...others]), possible);
  const around = possible.filter(
    ({ branch }) => liesIn(branch, apiVersion.branch) || liesIn(apiVersion.branch, branch),
  );
  return around.length > 0 ? around : possible;
}

/** A value that has branches in its own line is said in more than one way. */
function waysOf({ at }: Said, all: readonly Said[]): readonly Said[] {
  return all.filter((said) => said.at.line === at.line && said.at.column === at.column);
}

/** Where `---` is missing, or a key stands twice, an arm says several. */
function nearest({ at }: Said, all: readonly [Said, ...Said[]]): Said {
  const distance = (said: Said) => Math.abs(said.at.line - at.line);
  return all.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}
