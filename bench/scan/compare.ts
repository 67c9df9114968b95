import { type Api, findingOf, type Way } from "../corpus/api-versions.ts";
import type { Written } from "../corpus/corpus-file.ts";
import type { Sighting } from "./tool.ts";

/** How an old version was written. */
export type Form = "object" | "template" | "reference";

/** One kind and version in one file: how often each tool found it, and how often it is really there. */
export interface Row extends Api {
  /** Missing where a tool names no file and nothing else tells which one it means. */
  readonly path?: string;
  readonly found: ReadonlyMap<string, number>;
  readonly expected: Readonly<Record<Form, number>>;
}

/** What is known of the files; of somebody's own folder nobody has written down what is in it. */
export interface Truth {
  readonly written: readonly Written[] | undefined;
  readonly way: Way;
}

export interface Comparison {
  readonly rows: readonly Row[];
  /** Where it is not, every row expects nothing. */
  readonly isTruthKnown: boolean;
}

/** Every version in a file that a tool found, or that it should have found. */
export function compare(
  answers: ReadonlyMap<string, readonly Sighting[]>,
  { written, way }: Truth,
): Comparison {
  const table = new Table();
  for (const mention of written ?? []) {
    if (findingOf(mention, way) !== undefined) table.expect(mention);
  }
  const pathsOf = placing([...(written ?? []), ...[...answers.values()].flat()]);
  for (const [tool, sightings] of answers) {
    for (const sighting of sightings) {
      for (const path of pathsOf(sighting)) table.find(tool, sighting, path);
    }
  }
  return { rows: table.rows, isTruthKnown: written !== undefined };
}

class Table {
  readonly #rows = new Map<string, Row & { found: Map<string, number>; expected: Record<Form, number> }>();

  get rows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  expect(mention: Written): void {
    this.#row(mention, mention.path).expected[mention.isTemplate ? "template" : mention.class] += 1;
  }

  find(tool: string, api: Api, path: string | undefined): void {
    const { found } = this.#row(api, path);
    found.set(tool, (found.get(tool) ?? 0) + 1);
  }

  #row({ apiVersion, kind }: Api, path: string | undefined) {
    const key = `${path} ${apiVersion} ${kind}`;
    const expected = { object: 0, template: 0, reference: 0 };
    const place = path === undefined ? {} : { path };
    const row = this.#rows.get(key) ?? {
      ...place,
      apiVersion,
      kind,
      found: new Map<string, number>(),
      expected,
    };
    this.#rows.set(key, row);
    return row;
  }
}

/** The number of places that are really there; a tool that found more was wrong about the rest. */
export function expectedOf({ expected }: Row): number {
  return expected.object + expected.template + expected.reference;
}

/**
 * Tells the files of a sighting. One that names no file stands for the objects of that name in every file:
 * such a tool merges what is equal.
 */
function placing(known: readonly Sighting[]): (sighting: Sighting) => readonly (string | undefined)[] {
  const paths = new Map<string, Set<string>>();
  for (const sighting of known) {
    if (sighting.path === undefined || sighting.name === undefined || sighting.class === "reference")
      continue;
    const key = identityOf(sighting);
    paths.set(key, (paths.get(key) ?? new Set()).add(sighting.path));
  }
  return (sighting) =>
    sighting.path === undefined ? [...(paths.get(identityOf(sighting)) ?? [undefined])] : [sighting.path];
}

function identityOf({ apiVersion, kind, namespace = "", name = "" }: Sighting): string {
  return [apiVersion, kind, namespace, name].join(" ");
}
