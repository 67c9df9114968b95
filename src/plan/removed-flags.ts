import flagFacts from "../../data/component-flags.json" with { type: "json" };
import { minorNumber } from "./plan-version.ts";

const REMOVED: readonly { readonly flag: string; readonly minor: number }[] =
  flagFacts.components.kubelet.flatMap(({ flag, removedIn }) =>
    removedIn === null ? [] : [{ flag, minor: minorNumber(removedIn) }],
  );

/** The kubelet's command-line flags that a kubelet of `from` knows and one of `to` refuses, by name. */
export function removedKubeletFlags(from: number, to: number): readonly string[] {
  const key = `${from} ${to}`;
  const known = lists.get(key);
  if (known !== undefined) return known;
  const flags = REMOVED.filter(({ minor }) => from < minor && minor <= to).map(({ flag }) => flag);
  const sorted = flags.toSorted();
  lists.set(key, sorted);
  return sorted;
}

/** A cluster has thousands of kubelets and a handful of such pairs. */
const lists = new Map<string, readonly string[]>();
