import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/source/decode-text.ts";

const NODES = '{"kind": "List"}\n';

describe("text in any encoding that editors and shells write is read", () => {
  test.each([
    ["UTF-8", Buffer.from(NODES)],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${NODES}`)],
    ["UTF-16, as PowerShell's > writes it", Buffer.from(`\ufeff${NODES}`, "utf16le")],
    ["UTF-16, big-endian", Buffer.from(`\ufeff${NODES}`, "utf16le").swap16()],
    ["UTF-16 without a byte order mark", Buffer.from(NODES, "utf16le")],
    ["UTF-16, big-endian, without a byte order mark", Buffer.from(NODES, "utf16le").swap16()],
    ["lines that end in CR alone", Buffer.from(NODES.replace("\n", "\r"))],
  ])("%s", (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: NODES });
  });

  test("a single byte of another encoding costs itself only", () => {
    expect(decodeText(Buffer.from("name: münchen\n", "latin1"))).toEqual({ text: "name: m\ufffdnchen\n" });
  });

  test("a comment in an encoding that is all foreign bytes is text still", () => {
    const cyrillic = Buffer.from([0x23, 0x20, 0xea, 0xeb, 0xe0, 0xf1, 0xf2, 0xe5, 0xf0, 0x0a]);
    expect(decodeText(Buffer.concat([cyrillic, Buffer.from("a: 1\n")]))).toMatchObject({
      text: expect.stringMatching(/a: 1\n$/),
    });
  });
});

describe("what is no text is said in words", () => {
  test.each([
    ["NUL bytes", Buffer.from("a: 1\0\n"), "the file is binary, not text"],
    ["bytes of an archive without NUL", noise(2_000), "the file is binary, not text"],
    ["UTF-32", utf32(NODES), "the file is UTF-32 text: save it as UTF-8"],
    ["UTF-32 with a byte order mark", utf32(`\ufeff${NODES}`), "the file is UTF-32 text: save it as UTF-8"],
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 1]), "the file is compressed (gzip), not text"],
    ["zip", Buffer.from("PK\u0003\u0004\u0014", "latin1"), "the file is compressed (zip), not text"],
    ["git-crypt", Buffer.from("\0GITCRYPT\0\u0001", "latin1"), "the file is encrypted by git-crypt"],
  ])("%s", (_, bytes, reason) => {
    expect(decodeText(bytes)).toEqual({ reason });
  });
});

/** Every byte but NUL, in an order of its own. */
function noise(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => ((index * 97) % 255) + 1);
}

function utf32(text: string): Uint8Array {
  return new Uint8Array(Uint32Array.from(Array.from(text, (letter) => letter.codePointAt(0) ?? 0)).buffer);
}
