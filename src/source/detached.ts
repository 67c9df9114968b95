/**
 * The same text in memory of its own. A part of a text keeps the whole text alive (engines share the
 * characters), so what outlives its file, such as an object's name, is detached from it first. What stands in many
 * files, such as the key of a label, is kept once.
 */
export function detached(text: string): string {
  if (text.length < SHARED_FROM) return text;
  if (text.length > LONGEST_KNOWN) return copied(text);
  const earlier = known.get(text);
  if (earlier !== undefined) return earlier;
  const copy = copied(text);
  if (known.size === MOST_KNOWN) known.clear();
  known.set(copy, copy);
  return copy;
}

function copied(text: string): string {
  if (text.length > room.length || WIDE.test(text)) return DECODER.decode(ENCODER.encode(text));
  return room.toString("latin1", 0, room.write(text, "latin1"));
}

/** Texts with other characters take a longer way. */
const WIDE = /[^\0-\xff]/;
const room = Buffer.allocUnsafeSlow(1024);
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** Shorter parts are copied by V8 in any case. */
const SHARED_FROM = 13;
/** Longer texts are rarely the same. */
const LONGEST_KNOWN = 80;
/** Enough for what repeats within a repository, and a megabyte at most. */
const MOST_KNOWN = 4096;
const known = new Map<string, string>();
