/** The code units of a text, and zeros behind the last one. Valid until the next text is asked for. */
export type Codes = Uint8Array | Uint16Array;

/**
 * Reading a unit of an array costs a fraction of reading one of a text, whose units may lie in a part of another
 * text. Short texts share one room; a text in Latin takes a byte for each unit.
 */
export function codesOf(text: string): Codes {
  const isWide = WIDE.test(text);
  const length = text.length + ZEROS;
  const size = length * (isWide ? 2 : 1);
  const bytes = size <= room.length ? room : Buffer.allocUnsafeSlow(size);
  bytes.write(text, isWide ? "utf16le" : "latin1");
  if (isWide && IS_BIG_ENDIAN) bytes.subarray(0, size).swap16();
  const codes = isWide ? new Uint16Array(bytes.buffer, 0, length) : bytes.subarray(0, length);
  return codes.fill(0, text.length);
}

/** Readers look a few units ahead; looking behind the end of an array is slow. */
const ZEROS = 4;

const WIDE = /[^\0-\xff]/;
const room = Buffer.allocUnsafeSlow(256 * 1024);
const IS_BIG_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;
