import type { ConfigurationReading } from "../config/read-configuration.ts";
import type { SourceFile } from "../source/finding.ts";
import { glimpse } from "./glimpse.ts";
import { readInventories } from "./inventory.ts";
import { mergedResults } from "./merged-results.ts";
import { passedOver } from "./passed-over.ts";
import type { Observation, ReaderResult, RepositoryFile } from "./reader.ts";
import { READERS, readersFor } from "./readers.ts";
import { repositoryFiles } from "./repository-files.ts";
import { selectFiles } from "./select-files.ts";
import { templateFiles } from "./template-files.ts";

/** What all readers made of a repository's files. */
export interface SourcesReading extends ReaderResult {
  /** The files that discovery looked into, or that the configuration names. */
  readonly candidates: readonly RepositoryFile[];
}

/** Shows the files to every reader, and the configuration's own inventories to theirs. */
export function readSources(files: readonly SourceFile[], reading: ConfigurationReading): SourcesReading {
  const { selected, samples } = selectFiles(files, reading.configuration ?? {});
  const candidates = repositoryFiles(selected);
  const { templates, others } = templateFiles(candidates);
  const { observations, findings, unread } = mergedResults([
    readAll(others),
    readInventories(reading, files),
  ]);
  return {
    candidates,
    observations,
    findings,
    unread: [...unread, ...templates, ...passedOver(samples, observe)],
  };
}

function observe(files: readonly SourceFile[]): readonly Observation[] {
  return readAll(repositoryFiles(templateFiles(files).others)).observations;
}

function readAll(files: readonly RepositoryFile[]): ReaderResult {
  const readers = new Map(files.map((file) => [file, readersFor(glimpse(file))]));
  const missed = new Set<RepositoryFile>();
  const results = READERS.map((reader) => {
    const own = files.filter((file) => readers.get(file)?.includes(reader));
    for (const file of own) if (reader.misses?.(file) ?? true) missed.add(file);
    return reader.read(own);
  });
  const merged = mergedResults(results);
  return { ...merged, unread: [...merged.unread, ...[...missed].flatMap((file) => file.unread())] };
}
