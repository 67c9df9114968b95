import { crc32, inflateRawSync } from "node:zlib";
import { errorWords } from "../source/error-words.ts";
import { KubehopError } from "../source/kubehop-error.ts";

/** A file in a zip archive, which is unpacked only when it is read. */
export interface ZipEntry {
  /** Bytes of the file, as the archive's directory says it; more are never unpacked. */
  readonly size: number;
  /** @throws {KubehopError} `artifact-not-readable` where its bytes are not those that the directory promises */
  readonly read: () => Buffer;
}

/**
 * The files of a zip archive by name, by its central directory (PKWARE APPNOTE 4.3): stored and deflated ones. Archives
 * that need zip64 hold 4 GiB or 65,535 files, and no artifact of a playbook does.
 *
 * @throws {KubehopError} `artifact-not-readable`
 */
export function zipEntries(archive: Buffer): ReadonlyMap<string, ZipEntry> {
  return whole(() => {
    const end = endRecord(archive);
    const count = archive.readUInt16LE(end + 10);
    let at = archive.readUInt32LE(end + 16);
    const entries = new Map<string, ZipEntry>();
    for (let index = 0; index < count; index += 1) {
      const { name, header, next } = directoryEntry(archive, at);
      // Which of two files of one name is meant, readers of archives do not agree on.
      if (entries.has(name)) throw new Error(`it holds ${JSON.stringify(name)} twice`);
      entries.set(name, { size: header.size, read: () => whole(() => unpacked(archive, header)) });
      at = next;
    }
    return entries;
  });
}

/** The text of a file; undefined where the archive has none of that name, empty where it is larger than `largest` bytes. */
export function zippedText(
  files: ReadonlyMap<string, ZipEntry>,
  name: string,
  largest: number,
): string | undefined {
  const entry = files.get(name);
  if (entry === undefined) return undefined;
  return entry.size > largest ? "" : entry.read().toString("utf8");
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

function endRecord(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT);
  for (let at = archive.length - END_BYTES; at >= first; at -= 1) {
    if (archive.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw new Error("it has no directory");
}

interface Header {
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  /** Where the file's own header begins. */
  readonly offset: number;
}

function directoryEntry(archive: Buffer, at: number) {
  if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error("its directory is damaged");
  const header: Header = {
    flags: archive.readUInt16LE(at + 8),
    method: archive.readUInt16LE(at + 10),
    checksum: archive.readUInt32LE(at + 16),
    packed: archive.readUInt32LE(at + 20),
    size: archive.readUInt32LE(at + 24),
    offset: archive.readUInt32LE(at + 42),
  };
  const nameEnd = at + 46 + archive.readUInt16LE(at + 28);
  const next = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  return { name: archive.toString("utf8", at + 46, nameEnd), header, next };
}

function unpacked(archive: Buffer, { flags, method, checksum, packed, size, offset }: Header): Buffer {
  if (archive.readUInt32LE(offset) !== 0x04034b50) throw new Error("a file's header is damaged");
  if ((flags & 1) === 1) throw new Error("a file in it is encrypted");
  const begin = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const data = archive.subarray(begin, begin + packed);
  const file = method === 0 ? data : inflated(data, method, size);
  if (file.length !== size || crc32(file) !== checksum) throw new Error("a file in it is damaged");
  return file;
}

function inflated(data: Buffer, method: number, size: number): Buffer {
  if (method !== 8) throw new Error(`a file in it is packed by method ${method}`);
  return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
}

function whole<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new KubehopError({
      code: "artifact-not-readable",
      message: `The workflow's artifact is no zip archive that can be read: ${errorWords(error)}.`,
      remedy: "Look at the run on GitHub; its artifact can be downloaded there.",
      cause: error,
    });
  }
}
