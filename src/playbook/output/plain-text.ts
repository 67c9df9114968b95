/** Bytes of a terminal to plain text, piece by piece: what is written is given on, nothing is kept. */
export interface PlainText {
  readonly write: (bytes: Uint8Array) => void;
  /** What was held back because it could have been the beginning of something. */
  readonly end: () => void;
}

/**
 * Decodes UTF-8 (what is none becomes U+FFFD), takes out terminal sequences and turns CRLF into LF. Characters and
 * sequences may be cut anywhere between two pieces.
 */
export function plainText(onText: (text: string) => void): PlainText {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let sequence = "";
  let carriageReturn = "";
  const give = (text: string) => {
    if (text !== "") onText(text.replaceAll("\r\n", "\n"));
  };
  return {
    write(bytes) {
      const text = sequence + decoder.decode(bytes, { stream: true });
      const end = unfinishedAt(text);
      sequence = text.slice(end);
      const bare = carriageReturn + withoutSequences(text.slice(0, end));
      carriageReturn = bare.endsWith("\r") ? "\r" : "";
      give(bare.slice(0, bare.length - carriageReturn.length));
    },
    end() {
      const text = sequence + decoder.decode();
      give(carriageReturn + withoutSequences(text.slice(0, unfinishedAt(text))));
      sequence = "";
      carriageReturn = "";
    },
  };
}

/** The text without terminal sequences, and with LF for CRLF. */
export function plain(text: string): string {
  return withoutSequences(text).replaceAll("\r\n", "\n");
}

function withoutSequences(text: string): string {
  return mayHoldSequence(text) ? text.replaceAll(SEQUENCE, "") : text;
}

function mayHoldSequence(text: string): boolean {
  return text.includes("\u001b") || text.includes("\u009b");
}

/** A title or a link ends here at the latest, so that a beginning without an end swallows no more. */
const LONGEST_STRING = 2048;

/**
 * ECMA-48: control sequences (`ESC [ … final`), strings (titles, links: up to BEL or `ESC \`, and never over a line's
 * end) and escapes of two or more characters.
 */
const SEQUENCE = new RegExp(
  [
    String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`,
    String.raw`\u001b[\]PX^_][^\u0007\u001b\n]{0,${LONGEST_STRING}}(?:\u0007|\u001b\\)`,
    String.raw`\u001b[ -/]*[0-~]`,
  ].join("|"),
  "g",
);
/** The beginning of a sequence, and nothing after it. */
const UNFINISHED = new RegExp(
  String.raw`(?:\u001b(?:[ -/]*|\[[0-?]*[ -/]*|[\]PX^_][^\u0007\u001b\n]{0,${LONGEST_STRING}}\u001b?)|\u009b[0-?]*[ -/]*)$`,
);
/** The longest thing that is held back; parameters of sequences are a few characters. */
const LONGEST_HELD = LONGEST_STRING + 8;

/** Where a sequence begins that may go on in what follows; the length where none does. */
function unfinishedAt(text: string): number {
  const from = Math.max(0, text.length - LONGEST_HELD);
  const end = text.slice(from);
  const found = mayHoldSequence(end) ? end.search(UNFINISHED) : -1;
  return found === -1 ? text.length : from + found;
}
