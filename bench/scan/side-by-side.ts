import { readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { barLines } from "./bars.ts";
import { compare, type Row, type Truth } from "./compare.ts";
import { findPeers } from "./find-peers.ts";
import { kubehop } from "./kubehop.ts";
import { type Measured, measureTools } from "./measure-tools.ts";
import { disagreementLines } from "./report-disagreement.ts";
import { toolLines } from "./report-tools.ts";

/** What is run on a folder. */
export interface SideBySide {
  readonly directory: string;
  readonly truth: Truth;
  readonly runs: number;
  /** A file for every row of the comparison as JSON. */
  readonly details: string | undefined;
}

/** Runs all tools on one folder and prints what each cost and found, the bars, and where they differ. */
export async function printSideBySide({ directory, truth, runs, details }: SideBySide): Promise<void> {
  const ours = kubehop(truth.way.to, process.env);
  const peers = findPeers(truth.way.to, process.env);
  const tools = [ours.apis, ...peers.filter((peer) => "command" in peer), ours.full];
  const measured = await measureTools(tools, { directory, files: manifestFiles(directory), runs });
  const results = [...measured, ...peers.filter((peer) => "reason" in peer)];
  const present = measured.filter((result) => "answer" in result);
  const scanners = present.filter(({ name }) => name !== ours.full.name);
  const comparison = compare(new Map(present.map(({ name, answer }) => [name, answer.sightings])), truth);
  const names = scanners.map(({ name }) => name);
  const lines = [
    ...toolLines(results, comparison),
    "",
    ...barLines(results),
    "",
    ...disagreementLines(names, comparison),
  ];
  console.log(lines.join("\n"));
  if (details !== undefined) writeFileSync(details, detailsOf(present, comparison.rows));
}

/** What somebody would hand to a tool that wants its files named. */
function manifestFiles(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .toSorted();
}

function detailsOf(present: readonly Measured[], rows: readonly Row[]): string {
  const costs = present.map(({ name, cost }) => ({ name, ...cost }));
  const table = rows.map(({ found, ...row }) => ({ ...row, found: Object.fromEntries(found) }));
  return `${JSON.stringify({ costs, rows: table }, null, 2)}\n`;
}
