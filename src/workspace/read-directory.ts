import { type Dirent, readdirSync, readlinkSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import type { LazyFile, RepositorySnapshot } from "../assessment/assessment.ts";
import { archiveLimits, looksLikeManifest, mayHoldConfiguration } from "../github/archive-policy.ts";
import { type KindOf, unreadLinks } from "../github/links.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { readFile, systemCode } from "./read-file.ts";

/**
 * Lists the files of a directory that may hold configuration, in the order of their paths; each is read when it
 * is looked at. Symbolic links are not followed; what cannot be read, and what they alone lead to, stands in
 * `unread`.
 *
 * @throws KubehopError `directory-not-found`, `not-a-directory`, `directory-not-readable`,
 * `repository-too-large`
 */
export function readDirectory(directory: string): RepositorySnapshot {
  mustBeDirectory(directory);
  const files: LazyFile[] = [];
  const unread: Unread[] = [];
  const links = new Map<string, string>();
  let entries = 0;
  for (const { path, entry } of walk(directory, unread)) {
    entries += 1;
    if (entries > archiveLimits.entries) throw tooLarge(directory);
    if (entry.isSymbolicLink()) {
      const target = targetOf(directory, path);
      if (typeof target === "string") links.set(path, target);
      else unread.push(target);
    } else if (!mayHoldConfiguration(path)) continue;
    else if (entry.isFile()) files.push(new FileOnDisk(directory, path));
    else if (looksLikeManifest(path)) unread.push({ path, reason: "the entry is no file" });
  }
  return { files, unread: [...unread, ...unreadLinks(links, (path) => kindOf(directory, path))] };
}

/** An object and no closures: of tens of thousands each one counts. */
class FileOnDisk implements LazyFile {
  readonly path: string;
  private readonly directory: string;

  constructor(directory: string, path: string) {
    this.directory = directory;
    this.path = path;
  }

  load(): SourceFile | Unread | undefined {
    return readFile(this.directory, this.path);
  }
}

/** Never in a commit, or not the repository's own. */
const SKIPPED: ReadonlySet<string> = new Set([".git", ".hg", ".svn", ".terraform", ".venv", "node_modules"]);

function targetOf(directory: string, path: string): string | Unread {
  try {
    return readlinkSync(join(directory, path));
  } catch (error) {
    return { path, reason: `the link cannot be read (${systemCode(error)})` };
  }
}

/** What lies at a path without links in it; what is skipped, or told already, needs no word where a link leads to it. */
function kindOf(directory: string, path: string): ReturnType<KindOf> {
  if (path.split("/").some((name) => SKIPPED.has(name))) return "directory";
  try {
    const status = statSync(join(directory, path), { throwIfNoEntry: false });
    if (status?.isDirectory()) return "directory";
    return status?.isFile() ? "file" : undefined;
  } catch {
    // It lies in a directory that this user may not look into, which is told where it is listed.
    return "directory";
  }
}

interface Found {
  readonly path: string;
  readonly entry: Dirent;
}

function* walk(root: string, unread: Unread[]): Generator<Found> {
  const waiting = [""];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const folders: string[] = [];
    for (const entry of entriesOf(root, folder, unread)) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) yield { path, entry };
      else if (!SKIPPED.has(entry.name)) folders.push(path);
    }
    waiting.push(...folders.toReversed());
  }
}

function entriesOf(root: string, folder: string, unread: Unread[]): Dirent[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    return entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    const reason = `the directory cannot be listed (${systemCode(error)})`;
    if (folder === "") throw notReadable(root, reason);
    unread.push({ path: folder, reason });
    return [];
  }
}

function mustBeDirectory(directory: string): void {
  const status = statusOf(directory);
  if (status === undefined) {
    throw new KubehopError({
      code: "directory-not-found",
      message: `There is no directory ${JSON.stringify(directory)}.`,
      remedy: "Name the directory that holds the cluster's files, or `-` for standard input.",
    });
  }
  if (!status.isDirectory()) {
    throw new KubehopError({
      code: "not-a-directory",
      message: `${JSON.stringify(directory)} is a file; a directory was expected.`,
      remedy: `Pipe a single file in (\`kubehop plan - < ${directory}\`), or name the directory that holds it.`,
    });
  }
}

function statusOf(directory: string): Stats | undefined {
  try {
    return statSync(directory, { throwIfNoEntry: false });
  } catch (error) {
    throw notReadable(directory, `it cannot be looked at (${systemCode(error)})`);
  }
}

function notReadable(directory: string, reason: string): KubehopError {
  return new KubehopError({
    code: "directory-not-readable",
    message: `${JSON.stringify(directory)}: ${reason}.`,
    remedy: "Give this user the right to read it.",
  });
}

function tooLarge(directory: string): KubehopError {
  return new KubehopError({
    code: "repository-too-large",
    message: `${JSON.stringify(directory)} holds more than Kubehop reads (${archiveLimits.entries} files).`,
    remedy: "Name the directory of the cluster's own files.",
  });
}
