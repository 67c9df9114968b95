import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Extract, extract } from "tar-stream";
import type { RepositorySnapshot } from "../assessment/assessment.ts";
import type { SourceFile, Unread } from "../source/finding.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { type ArchiveLimits, looksLikeManifest, mayHoldConfiguration, readEntry } from "./archive-policy.ts";
import { unreadLinks } from "./links.ts";

/**
 * Reads a gzipped tar archive as GitHub makes it (one directory around everything) while it arrives. Only
 * text files that may hold configuration are kept. Links are never followed and nothing touches a disk.
 *
 * @throws KubehopError `repository-too-large`; the stream's own errors where the archive is broken or cut
 */
export async function unpack(
  archive: Readable,
  limits: ArchiveLimits,
): Promise<Omit<RepositorySnapshot, "sha">> {
  const taken = new TakenFiles(limits);
  const entries = extract();
  const outcomes = await Promise.allSettled([
    // First, because its reason is the better one: a refused archive also ends the stream before its time.
    takeAll(entries, taken),
    pipeline(archive, createGunzip(), entries),
  ]);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  return { files: taken.files, unread: [...taken.unread, ...taken.unreadLinks()] };
}

/** One entry of the archive, its content still to come. */
type Entry = Extract extends AsyncIterable<infer Source> ? Source : never;

async function takeAll(entries: AsyncIterable<Entry>, taken: TakenFiles): Promise<void> {
  for await (const entry of entries) {
    if (taken.wants(entry)) taken.take(pathOf(entry), await bytesOf(entry));
    // An entry that is not wanted streams by without being kept.
    else entry.resume();
  }
}

/** What was kept so far, and the limits it is held against. */
class TakenFiles {
  readonly files: SourceFile[] = [];
  readonly unread: Unread[] = [];
  private readonly links = new Map<string, string>();
  /** Every entry apart from links; directories end with a slash. */
  private readonly paths: string[] = [];
  private entries = 0;
  private unpacked = 0;
  private kept = 0;
  private readonly limits: ArchiveLimits;

  constructor(limits: ArchiveLimits) {
    this.limits = limits;
  }

  /** Counts the entry and says whether its content is needed; what is left out is noted. */
  wants(entry: Entry): boolean {
    this.count(entry);
    const path = pathOf(entry);
    const { type, linkname } = entry.header;
    if (type === "symlink") {
      if (path !== "") this.links.set(path, linkname ?? "");
      return false;
    }
    this.paths.push(path);
    if (type === "directory" || path === "" || !mayHoldConfiguration(path)) return false;
    const obstacle = this.obstacle(entry, path);
    if (obstacle === undefined) return true;
    if (looksLikeManifest(path)) this.unread.push({ path, reason: obstacle });
    return false;
  }

  take(path: string, bytes: Uint8Array): void {
    const read = readEntry(path, bytes);
    if (read === undefined) return;
    if ("reason" in read) {
      this.unread.push(read);
      return;
    }
    this.kept += bytes.length;
    this.files.push(read);
  }

  /** What links name and nobody reads; where they lead is only known when all entries were seen. */
  unreadLinks(): readonly Unread[] {
    if (this.links.size === 0) return [];
    const files = new Set(this.paths);
    const directories = new Set(this.paths.flatMap(directoriesOf));
    return unreadLinks(this.links, (path) => {
      if (files.has(path)) return "file";
      return directories.has(path) ? "directory" : undefined;
    });
  }

  private obstacle(entry: Entry, path: string): string | undefined {
    const { type, size } = entry.header;
    if (type === "link") return "the file is a link, which is not followed";
    if (type !== "file" && type !== "contiguous-file") return `the entry is a ${type ?? "special file"}`;
    if (path.split("/").includes("..")) return "the path leads out of the repository";
    if (size > this.limits.file) return `the file is larger than ${inMebibytes(this.limits.file)}`;
    if (this.kept + size > this.limits.kept) {
      return `the files before it already hold ${inMebibytes(this.limits.kept)}`;
    }
    return undefined;
  }

  private count(entry: Entry): void {
    this.entries += 1;
    this.unpacked += entry.header.size;
    if (this.entries > this.limits.entries) throw tooLarge(`more than ${this.limits.entries} files`);
    if (this.unpacked > this.limits.unpacked) {
      throw tooLarge(`more than ${inMebibytes(this.limits.unpacked)} of files`);
    }
  }
}

/** The path without the archive's outer directory. */
function pathOf(entry: Entry): string {
  const name = entry.header.name.replace(/^(?:\.?\/)+/, "");
  const slash = name.indexOf("/");
  return slash < 0 ? "" : name.slice(slash + 1);
}

/** Every directory that a path lies in; of one that ends with a slash, itself too. */
function directoriesOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

async function bytesOf(entry: Entry): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function tooLarge(what: string): KubehopError {
  return new KubehopError({
    code: "repository-too-large",
    message: `The repository holds ${what}, more than Kubehop reads.`,
    remedy: "Keep the cluster's files in a smaller repository, or run the CLI on their directory.",
  });
}

function inMebibytes(bytes: number): string {
  return `${bytes / (1024 * 1024)} MiB`;
}
