import { describe, expect, test } from "vitest";
import { excerpt } from "../../../src/playbook/output/excerpt.ts";

test("keeps up to 64 KiB as they are", () => {
  const text = "x".repeat(65_536);
  expect(excerptOf([text])).toEqual({ text, isCut: false });
});

describe("of more", () => {
  const { text, isCut } = excerptOf(["head ", "é".repeat(99_999), "é", " tail"]);
  const [, head = "", missing = "", tail = ""] =
    /^(.*)\n\[… (\d+) bytes left out …\]\n(.*)$/s.exec(text) ?? [];

  test("keeps the head and the tail", () => {
    expect([isCut, head.startsWith("head é"), tail.endsWith("é tail")]).toEqual([true, true, true]);
  });

  test("says how much is left out", () => {
    expect(Number(missing) + Buffer.byteLength(head) + Buffer.byteLength(tail)).toBe(200_010);
  });

  test("keeps no more than 64 KiB together, and no half characters", () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
    expect(text).not.toContain("\ufffd");
  });
});

function excerptOf(pieces: readonly string[]): { text: string; isCut: boolean } {
  const kept = excerpt();
  for (const piece of pieces) kept.write(piece);
  return { text: kept.text(), isCut: kept.isCut() };
}
