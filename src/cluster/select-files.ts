import type { ConfiguredCluster, KubehopConfiguration } from "../config/configuration.ts";
import { matchesPath } from "../config/path-pattern.ts";
import { CONFIGURATION_PATHS } from "../config/read-configuration.ts";
import type { SourceFile } from "../source/finding.ts";
import { isCandidate } from "./candidate-files.ts";

/**
 * The files that readers may look at, by path: those that the configuration names as sources, wherever they
 * lie, and with discovery those that may describe a cluster and are not ignored.
 */
export function selectFiles(
  files: readonly SourceFile[],
  configuration: KubehopConfiguration,
): readonly SourceFile[] {
  const discovers = configuration.discover ?? true;
  const ignored = configuration.ignorePaths ?? [];
  const isWanted = (file: SourceFile) =>
    claimants(file.path, configuration).length > 0 ||
    (discovers && isCandidate(file) && !matchesPath(file.path, ignored));
  return files.filter((file) => !CONFIGURATION_PATHS.includes(file.path) && isWanted(file));
}

/** The configured clusters whose `sources` name a file. */
export function claimants(path: string, { clusters }: KubehopConfiguration): readonly ConfiguredCluster[] {
  return (clusters ?? []).filter(({ sources }) => matchesPath(path, sources ?? []));
}
