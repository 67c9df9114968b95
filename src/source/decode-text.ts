import { isAscii } from "node:buffer";

/** The text of a file, or why its bytes are none, as a sentence without a full stop. */
export type DecodedText = { readonly text: string } | { readonly reason: string };

/**
 * Decodes a file: UTF-8, or UTF-16 with a byte order mark (what PowerShell's `>` writes) or without one.
 * Single bytes that are not UTF-8 become U+FFFD, so that an umlaut in a comment does not cost the file. Lines that
 * all end as on an old Macintosh (CR alone) end in LF.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const known = KNOWN_STARTS.find(([start]) => startsWith(bytes, start));
  if (known !== undefined) return { reason: known[1] };
  const ascii = asciiText(bytes);
  if (ascii !== undefined) return { text: withLineFeeds(ascii) };
  const encoding = encodingOf(bytes);
  if (encoding === "utf-32") return { reason: "the file is UTF-32 text: save it as UTF-8" };
  const text = new TextDecoder(encoding).decode(bytes);
  return isBinary(text) ? { reason: "the file is binary, not text" } : { text: withLineFeeds(text) };
}

function withLineFeeds(text: string): string {
  return text.includes("\n") ? text : text.replaceAll("\r", "\n");
}

/** Most texts are ASCII, and nothing of these has to be decoded; undefined for others, and for UTF-16. */
function asciiText(bytes: Uint8Array): string | undefined {
  if (!isAscii(bytes)) return undefined;
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString("latin1");
  return text.includes("\0") ? undefined : text;
}

/** What stands in a repository in place of the text that somebody expects, by its first bytes. */
const KNOWN_STARTS: readonly (readonly [start: string, reason: string])[] = [
  ["\0GITCRYPT\0", "the file is encrypted by git-crypt"],
  ["\u001f\u008b", "the file is compressed (gzip), not text"],
  ["PK\u0003\u0004", "the file is compressed (zip), not text"],
];

function startsWith(bytes: Uint8Array, start: string): boolean {
  for (let index = 0; index < start.length; index += 1) {
    if (bytes[index] !== start.charCodeAt(index)) return false;
  }
  return true;
}

const SAMPLE = 64 * 1024;

/** Whether a text is a binary file that was decoded. */
export function isBinary(text: string): boolean {
  if (text.includes("\0")) return true;
  if (!text.includes("\ufffd")) return false;
  const sample = text.slice(0, SAMPLE);
  return controlsIn(sample) > sample.length / 100;
}

/** Control characters but blanks and escape: one in ten of random bytes, none of text in any encoding. */
function controlsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x1b && (code < 0x09 || code > 0x0d)) count += 1;
  }
  return count;
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "utf-32";

const BYTE_ORDER_MARKS: readonly (readonly [mark: string, encoding: Encoding])[] = [
  ["\u00ff\u00fe\0\0", "utf-32"],
  ["\0\0\u00fe\u00ff", "utf-32"],
  ["\u00ff\u00fe", "utf-16le"],
  ["\u00fe\u00ff", "utf-16be"],
];

/**
 * By the byte order mark; without one by where the NUL bytes of ASCII characters stand, as YAML 1.2.2 §5.2
 * does it with the first character. YAML and JSON are mostly ASCII.
 */
function encodingOf(bytes: Uint8Array): Encoding {
  const marked = BYTE_ORDER_MARKS.find(([mark]) => startsWith(bytes, mark));
  if (marked !== undefined) return marked[1];
  if (!bytes.subarray(0, SAMPLE).includes(0)) return "utf-8";
  const zeros = shareOfZeros(bytes.subarray(0, 512));
  const [isFirst, isSecond, isThird, isFourth] = zeros.map((share) => share > 0.8);
  if (isSecond && isThird && (isFirst || isFourth)) return "utf-32";
  if (isSecond && isFourth && !isFirst) return "utf-16le";
  return isFirst && isThird && !isSecond ? "utf-16be" : "utf-8";
}

/** How much of each byte of four is NUL. */
function shareOfZeros(bytes: Uint8Array): readonly number[] {
  return [0, 1, 2, 3].map((offset) => {
    const own = bytes.filter((_, index) => index % 4 === offset);
    return own.length === 0 ? 0 : own.filter((byte) => byte === 0).length / own.length;
  });
}
