import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RepositorySnapshot } from "../assessment/assessment.ts";
import { isCandidatePath, isOwnDirectory } from "../source/candidate-path.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { readFile } from "./read-file.ts";

/**
 * Reads the files of a directory that may describe a cluster, in the order of their paths. Symbolic links
 * are not followed; what could not be read stands in `unread`.
 *
 * @throws KubehopError `directory-not-found`, `not-a-directory`, `directory-not-readable`
 */
export function readDirectory(directory: string): RepositorySnapshot {
  mustBeDirectory(directory);
  const files: SourceFile[] = [];
  const unread: Unread[] = [];
  for (const { path, entry } of walk(directory, unread)) {
    if (!isCandidatePath(path)) continue;
    if (entry.isSymbolicLink()) unread.push({ path, reason: LINK });
    if (!entry.isFile()) continue;
    const result = readFile(directory, path);
    if ("text" in result) files.push(result);
    else unread.push(result);
  }
  return { files, unread };
}

const LINK = "a symbolic link, and Kubehop follows none: name the file that it leads to";

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
      else if (isOwnDirectory(entry.name)) folders.push(path);
    }
    waiting.push(...folders.reverse());
  }
}

function entriesOf(root: string, folder: string, unread: Unread[]): Dirent[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    const reason = `the directory cannot be listed (${errorCode(error)})`;
    if (folder === "") throw notReadable(root, reason);
    unread.push({ path: folder, reason });
    return [];
  }
}

function mustBeDirectory(directory: string): void {
  const status = statSync(directory, { throwIfNoEntry: false });
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

function notReadable(directory: string, reason: string): KubehopError {
  return new KubehopError({
    code: "directory-not-readable",
    message: `${JSON.stringify(directory)}: ${reason}.`,
    remedy: "Give this user the right to read it.",
  });
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
