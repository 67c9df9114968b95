import type { KubehopConfiguration } from "../config/configuration.ts";
import { CONFIGURATION_PATHS } from "../config/read-configuration.ts";
import { fileWords } from "../manifests/file-words.ts";
import { textFlaw } from "../source/documents.ts";
import type { SourceFile } from "../source/finding.ts";
import { candidacy } from "./candidate-files.ts";
import { EXPECTED, expectationOf } from "./expected-files.ts";
import { glimpse } from "./glimpse.ts";
import { mayBePodList } from "./pod-list.ts";
import { readersFor } from "./readers.ts";
import { claimants } from "./select-files.ts";
import { nameWorkloads, tellOfCluster } from "./telling-words.ts";
import { isTemplate, mayBeTemplate } from "./template-files.ts";

/**
 * Whether `readCluster` could want this file: all others need not be kept for it. Says yes where it is not
 * certain.
 */
export function mayDescribeCluster(file: SourceFile, configuration: KubehopConfiguration): boolean {
  const { path } = file;
  if (CONFIGURATION_PATHS.includes(path) || claimants(path, configuration).length > 0) return true;
  if (isVersionSource(path, configuration)) return true;
  if (configuration.discover === false || candidacy(file).kind === "foreign") return false;
  if (isMissed(file, configuration)) return true;
  if (isOrdinaryManifest(file)) return false;
  // Readers are not shown what something else renders first.
  if (isTemplate(file)) return mayBeTemplate(file);
  return mayBeTemplate(file) || readersFor(glimpse(file)).length > 0;
}

/** Begins, behind comments, as a Kubernetes object does. */
const MANIFEST =
  /^\ufeff?(?:[ \t]*(?:#.*)?\r?\n|---[ \t]*\r?\n)*[ \t]*\{?\s*["']?(?:apiVersion|kind)["']?[ \t]*:/;

/** Objects of kinds that tell nothing about a cluster, by their names alone: most files of most repositories. */
function isOrdinaryManifest(file: SourceFile): boolean {
  if (!MANIFEST.test(file.text)) return false;
  const { words, isUnclear } = fileWords(file);
  if (isUnclear || tellOfCluster(words)) return false;
  return !nameWorkloads(words) || !mayBePodList(file);
}

/** A name that promises more than the text holds, as far as a look tells: such files are told. */
function isMissed({ path, text }: SourceFile, configuration: KubehopConfiguration): boolean {
  const expected = expectationOf(path, { configuration, named: [] });
  if (expected === EXPECTED.text) return text.trim() === "" || textFlaw(text) !== undefined;
  return expected !== EXPECTED.nothing;
}

/** A file that `versionFrom` names, and those of the same name elsewhere: one of them may have been meant. */
function isVersionSource(path: string, { clusters = [] }: KubehopConfiguration): boolean {
  return clusters.some(({ inventory, kubectl }) =>
    [kubectl, inventory?.controlPlane, ...(inventory?.nodes ?? [])].some(
      (one) => one?.versionFrom !== undefined && lastPart(one.versionFrom.file) === lastPart(path),
    ),
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
