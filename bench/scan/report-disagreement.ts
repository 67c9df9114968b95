import { type Comparison, expectedOf, type Row } from "./compare.ts";

/** So many lines of each group are printed, and so many files of each line. */
const LINES = 12;
const FILES = 2;

/**
 * Where the tools differ: what each set of tools found alone, by kind and version, most places first, with
 * some of the files; and what is there by the truth and nobody found.
 */
export function disagreementLines(tools: readonly string[], comparison: Comparison): readonly string[] {
  const { rows, isTruthKnown } = comparison;
  const groups = Map.groupBy(rows, (row) => tools.filter((tool) => row.found.has(tool)).join(" and "));
  const agreed = groups.get(tools.join(" and ")) ?? [];
  const others = [...groups].filter(([, group]) => group !== agreed);
  return [
    `all found: ${summaryOf(agreed, isTruthKnown)}`,
    ...others.flatMap(([finders, group]) => [
      `${finders === "" ? "nobody" : `only ${finders}`}: ${summaryOf(group, isTruthKnown)}`,
      ...kindLines(group, isTruthKnown),
    ]),
  ];
}

function summaryOf(rows: readonly Row[], isTruthKnown: boolean): string {
  const files = new Set(rows.map(({ path }) => path)).size;
  const truth = isTruthKnown ? `, ${sum(rows.map(expectedOf))} really there` : "";
  return `${count(sum(rows.map(placesOf)), "place")} in ${count(files, "file")}${truth}`;
}

function kindLines(rows: readonly Row[], isTruthKnown: boolean): readonly string[] {
  const kinds = [...Map.groupBy(rows, ({ apiVersion, kind }) => `${apiVersion} ${kind}`)];
  const sorted = kinds.toSorted(([, a], [, b]) => sum(b.map(placesOf)) - sum(a.map(placesOf)));
  const lines = sorted.slice(0, LINES).map(([api, group]) => {
    const paths = group.map(({ path }) => path ?? "(no file named)");
    const more = paths.length > FILES ? `, and in ${count(paths.length - FILES, "file")} more` : "";
    const truth = isTruthKnown ? ` (${sum(group.map(expectedOf))} really there)` : "";
    return `  ${api}: ${sum(group.map(placesOf))}${truth}: ${paths.slice(0, FILES).join(", ")}${more}`;
  });
  return sorted.length > LINES ? [...lines, `  and ${count(sorted.length - LINES, "kind")} more`] : lines;
}

function placesOf(row: Row): number {
  return Math.max(expectedOf(row), ...row.found.values());
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
