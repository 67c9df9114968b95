import { describe, expect, test } from "vitest";
import { plainText } from "../../../src/playbook/output/plain-text.ts";

const ESC = "\u001b";

describe("what a terminal would show is taken out of", () => {
  test.each([
    ["colours", `${ESC}[1;31mred${ESC}[0m`, "red"],
    ["256 colours", `${ESC}[38;5;196mred${ESC}[m`, "red"],
    ["cursor movements", `one${ESC}[2K${ESC}[1Gtwo`, "onetwo"],
    ["titles", `${ESC}]0;a title\u0007text`, "text"],
    ["links", `${ESC}]8;;https://example.com${ESC}\\link${ESC}]8;;${ESC}\\`, "link"],
    ["character sets", `${ESC}(Btext`, "text"],
    ["sequences of one byte", "\u009b31mred", "red"],
    ["a sequence between CR and LF", `one\r${ESC}[K\ntwo`, "one\ntwo"],
    ["a sequence that never ends", `one${ESC}[31`, "one"],
  ])("%s", (_, given, expected) => {
    expect(wholeAndByByte(given)).toEqual([expected, expected]);
  });
});

describe("everything else stays as it is:", () => {
  test.each([
    ["characters of several bytes", "é 漢 😀", "é 漢 😀"],
    ["CRLF, which becomes LF", "one\r\ntwo\r\n", "one\ntwo\n"],
    ["a CR alone", "10 %\r20 %\r", "10 %\r20 %\r"],
    ["a byte order mark", "\ufeffone", "\ufeffone"],
    ["a title whose end is missing swallows no line", `${ESC}]0;title\nnext`, "0;title\nnext"],
  ])("%s", (_, given, expected) => {
    expect(wholeAndByByte(given)).toEqual([expected, expected]);
  });
});

test("bytes that are no UTF-8 become the replacement character", () => {
  expect(written([Uint8Array.of(0x61, 0xff, 0x62)])).toBe("a\ufffdb");
});

function wholeAndByByte(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [written([bytes]), written([...bytes].map((byte) => Uint8Array.of(byte)))];
}

function written(chunks: readonly Uint8Array[]): string {
  const pieces: string[] = [];
  const plain = plainText((piece) => pieces.push(piece));
  for (const chunk of chunks) plain.write(chunk);
  plain.end();
  return pieces.join("");
}
