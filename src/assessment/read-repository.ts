import type { Inspection } from "../cluster/cluster.ts";
import { mayDescribeCluster } from "../cluster/may-describe-cluster.ts";
import { readCluster } from "../cluster/read-cluster.ts";
import { CONFIGURATION_PATHS, readConfiguration } from "../config/read-configuration.ts";
import { runningVersion } from "../findings/hops.ts";
import { minorDistance } from "../kubernetes/version.ts";
import { isKustomizationFile } from "../manifests/kustomizations/read-kustomization.ts";
import type { Repository } from "../manifests/repository.ts";
import { scanRepository } from "../manifests/scan-repository.ts";
import type { ScanSettings, Surroundings } from "../manifests/surroundings.ts";
import type { View } from "../manifests/view.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { shareDocuments } from "../source/shared-documents.ts";
import type { LazyFile, RepositorySnapshot } from "./assessment.ts";
import { unreadOnce } from "./unread-once.ts";

/** What the files of one commit or directory hold, read in one pass. */
export interface RepositoryReading {
  readonly inspection: Inspection;
  readonly repository: Repository;
  /** What could not be read, whoever met it; each place once. */
  readonly unread: readonly Unread[];
}

/** Only what the views want of a repository. */
export interface PartOfRepository {
  /**
   * The versions that were asked for, which with those that clusters run are all that manifests are judged for;
   * undefined where more may count, as the other side of a change.
   */
  readonly judged: readonly string[] | undefined;
}

/**
 * Looks at every file once: for clusters, and for what the views want. Texts of files that describe no cluster
 * are not kept, so that the memory that is needed does not grow with the repository.
 *
 * @throws KubehopError `repository-too-large`
 */
export function readRepository(
  snapshot: RepositorySnapshot,
  views: readonly View[],
  part: PartOfRepository | "all" = "all",
): RepositoryReading {
  const pass = new Pass(snapshot);
  let inspected: Inspection | undefined;
  const inspect = () => {
    inspected ??= inspectionOf(snapshot, pass);
    return inspected;
  };
  const settings = {
    ...surroundingsOf(snapshot, pass.early),
    ...(part === "all" ? {} : partSettings(part, inspect)),
  };
  const repository = scanRepository(pass.files(), views, settings);
  const inspection = inspect();
  return { inspection, repository, unread: unreadOnce([...inspection.unread, ...repository.unread]) };
}

/** All files must have passed. */
function inspectionOf(snapshot: RepositorySnapshot, { kept, unread }: Pass): Inspection {
  return readCluster(kept, {
    looked: snapshot.files.length,
    unread: [...snapshot.unread, ...unread],
    named: snapshot.named ?? [],
  });
}

function partSettings(
  part: PartOfRepository,
  inspect: () => Inspection,
): Pick<ScanSettings, "parses" | "isPast"> {
  if (part.judged === undefined) return { parses: "wanted" };
  const versions = part.judged;
  return { parses: "wanted", isPast: (minor) => isPast(minor, [...versions, ...runningVersions(inspect())]) };
}

function runningVersions({ clusters }: Inspection): readonly string[] {
  return clusters.flatMap((cluster) => runningVersion(cluster)?.text ?? []);
}

function isPast(minor: string, versions: readonly string[]): boolean {
  return versions.length > 0 && versions.every((version) => minorDistance(version, minor) >= 0);
}

/** The configuration's own files, which are needed before all others. */
export function configurationFiles({ files }: RepositorySnapshot): readonly SourceFile[] {
  return files
    .filter(({ path }) => CONFIGURATION_PATHS.includes(path))
    .flatMap((file) => {
      const loaded = loadFile(file);
      return loaded !== undefined && "text" in loaded ? [loaded] : [];
    });
}

/** The snapshot's files by their paths, each read anew when it is asked for, but for those that are kept in `early`. */
function surroundingsOf(
  { files, renderer }: RepositorySnapshot,
  early: Map<string, SourceFile>,
): Surroundings {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const find = (path: string) => {
    const entry = byPath.get(path);
    const file = early.get(path) ?? (entry === undefined ? undefined : loadFile(entry));
    if (file === undefined || !("text" in file)) return undefined;
    if (isKustomizationFile(path)) early.set(path, file);
    return file;
  };
  return { paths: byPath.keys(), find, ...(renderer === undefined ? {} : { renderer }) };
}

class Pass {
  readonly kept: SourceFile[] = [];
  readonly unread: Unread[] = [];
  /** Kustomizations that were asked for before their turn came: each is read once. */
  readonly early = new Map<string, SourceFile>();
  private length = 0;
  private readonly snapshot: RepositorySnapshot;

  constructor(snapshot: RepositorySnapshot) {
    this.snapshot = snapshot;
  }

  *files(): Generator<SourceFile> {
    const configuration = readConfiguration(configurationFiles(this.snapshot)).configuration ?? {};
    const named = new Set(this.snapshot.named);
    for (const entry of this.snapshot.files) {
      const file = this.early.get(entry.path) ?? loadFile(entry);
      this.early.delete(entry.path);
      if (file === undefined) continue;
      if (!("text" in file)) {
        this.unread.push(file);
        continue;
      }
      if (named.has(file.path) || mayDescribeCluster(file, configuration)) this.keep(file);
      yield file;
    }
  }

  private keep(file: SourceFile): void {
    shareDocuments(file);
    this.kept.push(file);
    this.length += file.text.length;
    if (this.length > MOST_KEPT) throw tooLarge();
  }
}

/** Characters of all files that may describe a cluster; a list of 5,000 nodes has 30 million. */
const MOST_KEPT = 192 * 1024 * 1024;

function tooLarge(): KubehopError {
  return new KubehopError({
    code: "repository-too-large",
    message: `The files that may describe clusters hold more than ${MOST_KEPT / 1024 / 1024} MiB, more than Kubehop reads at once.`,
    remedy: "Name the directory of the cluster's own files.",
  });
}

/** The text of a file, or what stands against it. */
export function loadFile(file: SourceFile | LazyFile): SourceFile | Unread | undefined {
  return "load" in file ? file.load() : file;
}
