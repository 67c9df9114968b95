import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wayTo } from "./corpus/corpus.ts";
import { CorpusOnDisk } from "./corpus/write-corpus.ts";
import { printGrowth } from "./scan/growth.ts";
import { kubehop } from "./scan/kubehop.ts";
import { type ScanOptions, scanOptions } from "./scan/options.ts";
import { printSideBySide } from "./scan/side-by-side.ts";

/**
 * Runs Kubehop and its peers over the same files and prints what each cost and found, where they differ, and
 * how Kubehop's cost grows. bench/README.md says how to repeat and how to read it.
 */
if (!existsSync("/proc/self/stat"))
  throw new Error("what a program costs is read from /proc, which only Linux has");
const options = scanOptions(process.argv.slice(2));
if (options.directory === undefined) await benchCorpus(options);
else {
  const truth = { written: undefined, way: wayTo(options.to) };
  await printSideBySide({ ...options, directory: realpathSync(options.directory), truth });
}

/** On a corpus that is made for it. */
async function benchCorpus({ documents, seed, to, runs, details, growth, keep }: ScanOptions): Promise<void> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "kubehop-bench-")));
  try {
    const corpus = new CorpusOnDisk(directory, seed, wayTo(to));
    corpus.growTo(documents);
    console.log(`${corpus.summary}, seed ${seed}, target ${to}; the middle of ${runs} runs`);
    await printSideBySide({ directory, truth: { written: corpus.written, way: wayTo(to) }, runs, details });
    if (growth) await printGrowth(Object.values(kubehop(to, process.env)), corpus, runs);
  } finally {
    if (keep) console.log(`the corpus is kept in ${directory}`);
    else rmSync(directory, { recursive: true });
  }
}
