import type { KubehopConfiguration } from "../config/configuration.ts";
import type { ConfigurationReading } from "../config/read-configuration.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { sourcesWithoutFiles } from "./configured-clusters.ts";
import { EXPECTED, type Expectation, expectationOf, isManifestPath } from "./expected-files.ts";
import { missedFiles } from "./missed-files.ts";
import type { SourcesReading } from "./read-sources.ts";
import { selectFiles } from "./select-files.ts";

/** How the files were gathered, where that matters. */
export interface Gathering {
  /** Files that were there and could not be taken, with the reason. */
  readonly unread?: readonly Unread[];
  /** How many files were looked at, where only those that `mayDescribeCluster` took are given. */
  readonly looked?: number;
  /** Paths that were given by hand, such as standard input: whatever they hold, something is said. */
  readonly named?: readonly string[];
}

interface ReadFiles extends Gathering {
  readonly files: readonly SourceFile[];
  readonly reading: ConfigurationReading;
  readonly sources: SourcesReading;
  readonly nothingFound: boolean;
}

/**
 * Everything that looked like a cluster's and could not be read: what readers and doors met, what the
 * configuration names in vain, and the files that held less than their name promised.
 */
export function unreadFiles(read: ReadFiles): readonly Unread[] {
  const { files, reading, sources, nothingFound, unread: leftOut = [], named = [] } = read;
  const configuration = reading.configuration ?? {};
  const expected = (path: string) => expectationOf(path, { configuration, named });
  const told = [
    ...sources.unread,
    ...leftOut.filter(({ path }) => isLookedInto(path, configuration) && !isUnlikely(path, expected(path))),
    ...sourcesWithoutFiles(
      reading,
      [...files, ...leftOut].map(({ path }) => path),
    ),
  ];
  const known = new Set([...told.map(({ path }) => path), ...pathsRead(sources)]);
  return [...told, ...missedFiles(sources.candidates, { known, expected, nothingFound })];
}

function isLookedInto(path: string, configuration: KubehopConfiguration): boolean {
  return selectFiles([{ path, text: "" }], configuration).selected.length > 0;
}

/** A manifest of which nothing is expected; folders that could not be listed are none, and are told. */
function isUnlikely(path: string, expected: Expectation): boolean {
  return expected === EXPECTED.nothing && isManifestPath(path);
}

/** The files that gave a value or a finding. */
function pathsRead({ observations, findings }: SourcesReading): readonly string[] {
  return [
    ...observations.flatMap(({ path, origins }) => [path, ...origins.map((origin) => origin.path)]),
    ...findings.flatMap(({ places }) => places.map(({ path }) => path)),
  ];
}
