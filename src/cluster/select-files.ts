import type { ConfiguredCluster, KubehopConfiguration } from "../config/configuration.ts";
import { matchesPath } from "../config/path-pattern.ts";
import { CONFIGURATION_PATHS } from "../config/read-configuration.ts";
import type { SourceFile } from "../source/finding.ts";
import { candidacy, isForTests } from "./candidate-files.ts";
import { loneTests } from "./lone-tests.ts";

/** What readers look at, and what discovery passes over. */
export interface SelectedFiles {
  /** Named by the configuration, wherever they lie, or found by discovery and not ignored. */
  readonly selected: readonly SourceFile[];
  /** Among samples, tests or documents, by the folder that says so. */
  readonly samples: ReadonlyMap<string, readonly SourceFile[]>;
}

/** Decides by path which files the readers may look at. */
export function selectFiles(
  files: readonly SourceFile[],
  configuration: KubehopConfiguration,
): SelectedFiles {
  const selected: SourceFile[] = [];
  const samples = new Map<string, SourceFile[]>();
  const testsOf = loneTests(files);
  for (const file of files) {
    if (CONFIGURATION_PATHS.includes(file.path)) continue;
    if (claimants(file.path, configuration).length > 0) {
      selected.push(file);
      continue;
    }
    if (isOutside(file, configuration)) continue;
    const found = candidacy(file);
    if (found.kind === "foreign") continue;
    const folder = found.kind === "sample" ? found.folder : isForTests(file) ? undefined : testsOf(file.path);
    if (folder !== undefined) samples.set(folder, [...(samples.get(folder) ?? []), file]);
    else selected.push(file);
  }
  return { selected, samples };
}

/** The configured clusters whose `sources` name a file. */
export function claimants(path: string, { clusters }: KubehopConfiguration): readonly ConfiguredCluster[] {
  return (clusters ?? []).filter(({ sources }) => matchesPath(path, sources ?? []));
}

/** The configuration said that nobody need hear of it. */
function isOutside({ path }: SourceFile, { discover, ignorePaths }: KubehopConfiguration): boolean {
  return discover === false || matchesPath(path, ignorePaths ?? []);
}
