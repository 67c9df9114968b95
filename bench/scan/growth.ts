import type { CorpusOnDisk } from "../corpus/write-corpus.ts";
import { against } from "../measure.ts";
import { type Measured, measureTools } from "./measure-tools.ts";
import { table } from "./report-tools.ts";
import type { Absent, Tool } from "./tool.ts";

const FACTORS = [1, 2, 4, 10];
/** CPU of a document at ten times the size, of what it takes at one: beyond this growth is not linear. */
const LINEAR = 120;
/** MB, for as many documents as that. */
const MEMORY = { most: 250, documents: 100_000 };

/** Makes the corpus longer step by step and says what that costs the tools. */
export async function printGrowth(tools: readonly Tool[], corpus: CorpusOnDisk, runs: number): Promise<void> {
  const first = new Map<string, number>();
  const { documents } = corpus;
  for (const factor of FACTORS) {
    corpus.growTo(documents * factor);
    const results = await measureTools(tools, { directory: corpus.directory, files: [], runs });
    const lines = table(results.map((result) => growthCells(result, corpus.documents, first)));
    console.log([`${factor}x: ${corpus.summary}`, ...lines].join("\n  "));
  }
}

function growthCells(
  result: Measured | Absent,
  documents: number,
  first: Map<string, number>,
): readonly string[] {
  if ("reason" in result) throw new Error(`${result.name}: ${result.reason}`);
  const { name, cost } = result;
  const each = (cost.cpu * 1000) / documents;
  const before = first.get(name) ?? each;
  first.set(name, before);
  const memory =
    documents <= MEMORY.documents * 1.01
      ? against(cost.peak, MEMORY.most, "MB")
      : `${cost.peak.toFixed(0)} MB`;
  return [
    name,
    `${(cost.wall / 1000).toFixed(2)} s`,
    `${(cost.cpu / 1000).toFixed(2)} s CPU`,
    `${each.toFixed(0)} µs a document`,
    `${against((each / before) * 100, LINEAR, "%")} of 1x`,
    memory,
  ];
}
