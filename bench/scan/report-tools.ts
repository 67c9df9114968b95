import type { Comparison } from "./compare.ts";
import type { Measured } from "./measure-tools.ts";
import { type Score, type Share, scoreOf } from "./score.ts";
import type { Absent } from "./tool.ts";

const COST = ["", "wall", "CPU", "memory", "findings", "places", "unread"];
const SCORE = ["objects", "templates", "references", "wrong"];

/**
 * One line for each tool: what it cost, how many findings it counts, at how many places, and, where the truth
 * is known, how many of the old versions it found: in plain objects, in templates, in references.
 */
export function toolLines(
  results: readonly (Measured | Absent)[],
  { rows, isTruthKnown }: Comparison,
): readonly string[] {
  const cells = results.map((result) => {
    if ("reason" in result) return [result.name, `skipped: ${result.reason}`];
    return [...costCells(result), ...(isTruthKnown ? scoreCells(scoreOf(result.name, rows)) : [])];
  });
  return table([[...COST, ...(isTruthKnown ? SCORE : [])], ...cells]);
}

function costCells({ name, cost, answer }: Measured): readonly string[] {
  return [
    name,
    `${(cost.wall / 1000).toFixed(2)} s`,
    `${(cost.cpu / 1000).toFixed(2)} s`,
    `${cost.peak.toFixed(0)} MB`,
    String(answer.findings),
    String(answer.sightings.length),
    answer.unread === undefined ? "not told" : String(answer.unread),
  ];
}

function scoreCells({ object, template, reference, wrong }: Score): readonly string[] {
  return [...[object, template, reference].map(share), String(wrong)];
}

function share({ found, all }: Share): string {
  return `${found} of ${all}`;
}

/** Columns as wide as their widest cell; a row that is cut short says the rest in its last cell. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = rows[0]?.length ?? 0;
  const full = rows.filter((row) => row.length === columns);
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...full.map((row) => row[column]?.length ?? 0)),
  );
  const padded = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) =>
    row.map((cell, column) => (row.length < columns && column > 0 ? cell : padded(cell, column))).join("  "),
  );
}
