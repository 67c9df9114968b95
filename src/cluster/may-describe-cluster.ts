import type { KubehopConfiguration } from "../config/configuration.ts";
import { CONFIGURATION_PATHS } from "../config/read-configuration.ts";
import { textFlaw } from "../source/documents.ts";
import type { SourceFile } from "../source/finding.ts";
import { candidacy } from "./candidate-files.ts";
import { EXPECTED, expectationOf } from "./expected-files.ts";
import { glimpse } from "./glimpse.ts";
import { READERS } from "./readers.ts";
import { claimants } from "./select-files.ts";
import { mayBeTemplate } from "./template-files.ts";

/**
 * Whether `readCluster` could want this file: all others need not be kept for it. Says yes where it is not
 * certain.
 */
export function mayDescribeCluster(file: SourceFile, configuration: KubehopConfiguration): boolean {
  const { path } = file;
  if (CONFIGURATION_PATHS.includes(path) || claimants(path, configuration).length > 0) return true;
  if (isVersionSource(path, configuration)) return true;
  if (configuration.discover === false || candidacy(file).kind === "foreign") return false;
  const seen = glimpse(file);
  if (isMissed(file, configuration)) return true;
  return mayBeTemplate(file) || READERS.some((reader) => reader.wants(seen));
}

/** A name that promises more than the text holds, as far as a look tells: such files are told. */
function isMissed({ path, text }: SourceFile, configuration: KubehopConfiguration): boolean {
  const expected = expectationOf(path, { configuration, named: [] });
  if (expected === EXPECTED.text) return text.trim() === "" || textFlaw(text) !== undefined;
  return expected !== EXPECTED.nothing;
}

/** A file that `versionFrom` names, and those of the same name elsewhere: one of them may have been meant. */
function isVersionSource(path: string, { clusters = [] }: KubehopConfiguration): boolean {
  const name = lastPart(path);
  return clusters.some(({ inventory }) =>
    [inventory?.controlPlane, ...(inventory?.nodes ?? [])].some(
      (one) => one?.versionFrom !== undefined && lastPart(one.versionFrom.file) === name,
    ),
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
