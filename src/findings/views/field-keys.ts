import type { Position } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";

/**
 * Where a value has the fields of a path: `profiles[].plugins.score`, `[]` for each item of a list, `*` for each
 * value of a map. A path that ends in one of them asks for the shape: the key that holds a list, or a map.
 */
export function fieldKeys(value: SourceValue, path: string): readonly Position[] {
  return keysBelow(value, path.split(/\.|(?=\[\])/));
}

function keysBelow(value: SourceValue, [step = "", ...rest]: readonly string[]): readonly Position[] {
  if (step === "[]") return value.items().flatMap((item) => keysBelow(item, rest));
  if (step === "*") return value.entries().flatMap(([, entry]) => keysBelow(entry, rest));
  const below = value.get(step);
  const at = value.keyPosition(step);
  if (below === undefined || at === undefined) return [];
  const [next] = rest;
  if (next === undefined) return [at];
  if (rest.length > 1 || (next !== "[]" && next !== "*")) return keysBelow(below, rest);
  return below.kind === (next === "[]" ? "sequence" : "mapping") ? [at] : [];
}
