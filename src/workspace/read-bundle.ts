import {
  closeSync,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { decodeText } from "../source/decode-text.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { systemCode } from "./read-file.ts";

/** The files of a saved bundle; paths are relative to it, with forward slashes. */
export interface BundleFiles {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** What could not be read, as a sentence without its full stop each. */
  readonly unread: readonly string[];
  /** When the newest of the files was written: no answer of the cluster in it is younger. */
  readonly takenAt: string;
}

const MEBIBYTE = 1024 * 1024;
const LARGEST = 32 * MEBIBYTE;
const LARGEST_TOGETHER = 512 * MEBIBYTE;
const MOST_ENTRIES = 100_000;
/** Of a log only its end is of use. */
const LOG_BYTES = 64 * 1024;

/**
 * Reads a directory or one file of answers that kubectl gave, and of logs. Symbolic links are not followed.
 *
 * @throws KubehopError `bundle-not-found`, `bundle-unusable`
 */
export function readBundle(path: string): BundleFiles {
  const status = statusOf(path);
  const found = status.isDirectory() ? [...walk(path)] : [""];
  const unread: string[] = [];
  const files: { path: string; text: string }[] = [];
  let newest = 0;
  let together = 0;
  for (const name of found) {
    const file = readOne(path, name);
    if (typeof file === "string") unread.push(file);
    else {
      newest = Math.max(newest, file.writtenAt);
      together += file.text.length;
      if (together > LARGEST_TOGETHER)
        throw unusable(path, `it holds more than ${LARGEST_TOGETHER / MEBIBYTE} MiB`);
      files.push({ path: name, text: file.text });
    }
  }
  return { files, unread, takenAt: new Date(newest).toISOString() };
}

const OBJECTS = /\.(?:json|ya?ml)$/i;
const LOGS = /\.(?:log|txt)$/i;

function* walk(root: string): Generator<string> {
  const waiting = [""];
  let entries = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(root, folder)) {
      entries += 1;
      if (entries > MOST_ENTRIES) throw unusable(root, `it holds more than ${MOST_ENTRIES} files`);
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile() && (OBJECTS.test(path) || LOGS.test(path))) yield path;
    }
  }
}

function entriesOf(root: string, folder: string): readonly Dirent[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    return entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    throw unusable(join(root, folder), `it cannot be listed (${systemCode(error)})`);
  }
}

interface ReadFile {
  readonly text: string;
  readonly writtenAt: number;
}

/** A file's text, or why it cannot be read. */
function readOne(root: string, name: string): ReadFile | string {
  try {
    const descriptor = openSync(join(root, name), "r");
    try {
      const { size, mtimeMs } = fstatSync(descriptor);
      const isLog = LOGS.test(name);
      if (!isLog && size > LARGEST) return `${name || root} has more than ${LARGEST / MEBIBYTE} MiB`;
      const decoded = decodeText(isLog ? endOf(descriptor, size) : readFileSync(descriptor));
      return "text" in decoded
        ? { text: decoded.text, writtenAt: mtimeMs }
        : `${name || root} was not read: ${decoded.reason}`;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return `${name || root} cannot be read (${systemCode(error)})`;
  }
}

function endOf(descriptor: number, size: number): Uint8Array {
  const bytes = Buffer.alloc(Math.min(size, LOG_BYTES));
  const count = readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
  return bytes.subarray(0, count);
}

function statusOf(path: string) {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status !== undefined) return status;
  } catch (error) {
    throw unusable(path, `it cannot be looked at (${systemCode(error)})`);
  }
  throw new KubehopError({
    code: "bundle-not-found",
    message: `There is no file or directory ${JSON.stringify(path)}.`,
    remedy:
      "Name what `kubectl get … -o json` or `kubectl cluster-info dump --output-directory` wrote, or leave it out to read the cluster.",
  });
}

function unusable(path: string, reason: string): KubehopError {
  return new KubehopError({
    code: "bundle-unusable",
    message: `${JSON.stringify(path)} cannot be used as a bundle: ${reason}.`,
    remedy: "Save it again with `kubectl get pods,events,nodes -A -o json > bundle.json`.",
  });
}
