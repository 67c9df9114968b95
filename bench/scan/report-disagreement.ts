import { expectedOf, type Row } from "./compare.ts";

/** So many lines of each group are printed, and so many files of each line. */
const LINES = 12;
const FILES = 2;

/**
 * Where the tools differ: what each set of tools found alone, by kind and version, most places first, with
 * some of the files; and what is there by the truth and nobody found.
 */
export function disagreementLines(tools: readonly string[], rows: readonly Row[]): readonly string[] {
  const groups = Map.groupBy(rows, (row) => tools.filter((tool) => row.found.has(tool)).join(" and "));
  const agreed = groups.get(tools.join(" and ")) ?? [];
  const others = [...groups].filter(([, group]) => group !== agreed);
  return [
    `all found: ${summaryOf(agreed)}`,
    ...others.flatMap(([finders, group]) => [
      `${finders === "" ? "nobody" : `only ${finders}`}: ${summaryOf(group)}`,
      ...kindLines(group),
    ]),
  ];
}

function summaryOf(rows: readonly Row[]): string {
  const files = new Set(rows.map(({ path }) => path)).size;
  return `${sum(rows.map(placesOf))} places in ${files} files, ${sum(rows.map(expectedOf))} of them there by the truth`;
}

function kindLines(rows: readonly Row[]): readonly string[] {
  const kinds = [...Map.groupBy(rows, ({ apiVersion, kind }) => `${apiVersion} ${kind}`)];
  const sorted = kinds.toSorted(([, a], [, b]) => sum(b.map(placesOf)) - sum(a.map(placesOf)));
  const lines = sorted.slice(0, LINES).map(([api, group]) => {
    const paths = group.map(({ path }) => path ?? "(no file named)");
    const more = paths.length > FILES ? `, and ${paths.length - FILES} files more` : "";
    const truth = sum(group.map(expectedOf));
    return `  ${api}: ${sum(group.map(placesOf))} (truth ${truth}): ${paths.slice(0, FILES).join(", ")}${more}`;
  });
  return sorted.length > LINES ? [...lines, `  and ${sorted.length - LINES} kinds more`] : lines;
}

function placesOf(row: Row): number {
  return Math.max(expectedOf(row), ...row.found.values());
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
