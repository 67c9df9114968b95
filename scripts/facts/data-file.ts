import { readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

/** One fact as the source has it now, and as `data/` has it. */
export interface Comparison {
  readonly what: string;
  readonly source: unknown;
  readonly data: unknown;
}

const DATA = new URL("../../data/", import.meta.url);

/** Reads `data/<name>` and hands it to the caller's schema. */
export function readData<T>(name: string, schema: { readonly parse: (value: unknown) => T }): T {
  return schema.parse(JSON.parse(readFileSync(new URL(name, DATA), "utf8")));
}

/** Rewrites `data/<name>` value by value (as `JSON.parse` revives it); the order of the keys stays. */
export function editData(name: string, edit: (key: string, value: unknown) => unknown): void {
  const file = new URL(name, DATA);
  const content: unknown = JSON.parse(readFileSync(file, "utf8"), edit);
  writeFileSync(file, `${JSON.stringify(content, null, 1)}\n`);
}

/**
 * The end of every generator: with `--check`, prints each fact that differs from `data/` and fails where
 * there is one; without it, prints what the sources say as JSON.
 */
export function finish(comparisons: readonly Comparison[], check: boolean): void {
  if (!check) {
    console.log(
      JSON.stringify(Object.fromEntries(comparisons.map(({ what, source }) => [what, source])), null, 1),
    );
    return;
  }
  const differing = comparisons.filter(({ source, data }) => !isDeepStrictEqual(source, data));
  for (const { what, source, data } of differing) {
    console.log(`${what}\n  source: ${JSON.stringify(source)}\n  data:   ${JSON.stringify(data)}`);
  }
  console.log(`${comparisons.length} facts compared, ${differing.length} differ`);
  process.exitCode = differing.length === 0 ? 0 : 1;
}
