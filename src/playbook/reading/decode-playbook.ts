import type { PlaybookFinding } from "../finding.ts";

/** The text of a playbook's bytes, or the finding that says where they are not UTF-8. */
export function decodePlaybook(
  bytes: Uint8Array,
): { readonly text: string } | { readonly finding: PlaybookFinding } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { finding: notUtf8(bytes) };
  }
}

function notUtf8(bytes: Uint8Array): PlaybookFinding {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const before = text.slice(0, firstReplaced(text, bytes));
  const lastLine = before.slice(before.lastIndexOf("\n") + 1);
  return {
    severity: "error",
    pointer: "",
    line: before.split("\n").length,
    column: lastLine.length + 1,
    code: "not-utf-8",
    message: "The bytes here are not UTF-8: save the file as UTF-8.",
  };
}

/** Where the decoder put its replacement character for bytes that are none. */
function firstReplaced(text: string, bytes: Uint8Array): number {
  let [read, from] = [0, 0];
  for (let at = text.indexOf("\ufffd"); at !== -1; at = text.indexOf("\ufffd", at + 1)) {
    read += Buffer.byteLength(text.slice(from, at));
    from = at;
    const isWritten = bytes[read] === 0xef && bytes[read + 1] === 0xbf && bytes[read + 2] === 0xbd;
    if (!isWritten) return at;
  }
  return text.length;
}
