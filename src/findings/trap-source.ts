import trapFacts from "../../data/traps.json" with { type: "json" };

const SOURCES: ReadonlyMap<string, string> = new Map(trapFacts.traps.map(({ id, source }) => [id, source]));

/** Where a trap of `data/traps.json` is written down, for the sources of the finding that tells it. */
export function trapSource(id: string): string {
  const source = SOURCES.get(id);
  if (source === undefined) throw new Error(`data/traps.json has no trap ${id}`);
  return source;
}
