/** The head and the tail of a text that comes in pieces. */
export interface Excerpt {
  readonly write: (piece: string) => void;
  readonly text: () => string;
  /** Whether something was left out. */
  readonly isCut: () => boolean;
}

/** Bytes of UTF-8 that are kept of one command's output, with the line that says how much is missing. */
export const MOST_EXCERPT_BYTES = 64 * 1024;
/** Room for the line between the two parts. */
const LINE_BYTES = 128;
const HEAD_BYTES = MOST_EXCERPT_BYTES / 2;
const TAIL_BYTES = MOST_EXCERPT_BYTES / 2 - LINE_BYTES;

/** Keeps a text whole up to 64 KiB, and else its first and last 32, whatever its length. */
export function excerpt(): Excerpt {
  let head = "";
  let tail = "";
  let bytes = 0;
  return {
    write(piece) {
      bytes += Buffer.byteLength(piece);
      // One UTF-16 unit is at least one byte: as many units as bytes are enough of either.
      const taken = head.length >= MOST_EXCERPT_BYTES ? 0 : MOST_EXCERPT_BYTES - head.length;
      head += piece.slice(0, taken);
      const rest = piece.slice(taken);
      if (rest !== "") tail = (rest.length < TAIL_BYTES ? tail + rest : rest).slice(-TAIL_BYTES);
    },
    text: () => (bytes <= MOST_EXCERPT_BYTES ? head : cut(head, tail, bytes)),
    isCut: () => bytes > MOST_EXCERPT_BYTES,
  };
}

function cut(head: string, tail: string, bytes: number): string {
  const first = Buffer.from(head);
  const last = Buffer.from(head + tail);
  const begin = characterStart(first, HEAD_BYTES, -1);
  const end = characterStart(last, last.length - TAIL_BYTES, 1);
  const missing = bytes - begin - (last.length - end);
  const line = `[… ${missing} bytes left out …]`;
  return `${first.toString("utf8", 0, begin)}\n${line}\n${last.toString("utf8", end)}`;
}

/** The nearest offset in this direction at which a character begins. */
function characterStart(text: Buffer, offset: number, direction: 1 | -1): number {
  let start = offset;
  while (start > 0 && start < text.length && ((text[start] ?? 0) & 0xc0) === 0x80) start += direction;
  return start;
}
