import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration } from "../../src/report/estimate.ts";
import { counted, nameList, shorten, shortenBytes, shortenColumns } from "../../src/report/shorten.ts";
import { visibleBlock, visibleLine } from "../../src/report/visible.ts";

describe("cutting a text", () => {
  it.each([
    ["shorter", 10, "shorter"],
    ["just right", 10, "just right"],
    ["a bit too long", 10, "a bit too…"],
    ["12345678🚀🚀", 10, "12345678…"],
  ])("%s to %i characters", (text, limit, cut) => {
    expect(shorten(text, limit)).toBe(cut);
  });

  it.each([
    ["just right", 10, "just right"],
    ["a bit too long", 10, "a bit too…"],
    ["日本語日本", 10, "日本語日本"],
    ["日本語日本語", 10, "日本語日…"],
    ["✅ passed", 9, "✅ passed"],
  ])("%s to %i columns", (text, columns, cut) => {
    expect(shortenColumns(text, columns)).toBe(cut);
  });

  it("never exceeds the limit or splits a character", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (whole, limit) => {
        expect(shorten(whole, limit).length).toBeLessThanOrEqual(limit);
        expect(Buffer.byteLength(shortenBytes(whole, limit))).toBeLessThanOrEqual(limit);
        expect(shorten(whole, limit).isWellFormed() || !whole.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("naming and counting", () => {
  it.each([
    [[], ""],
    [["a", "b"], "a, b"],
    [["a", "b", "c", "d", "e", "f"], "a, b, c, d and 2 more"],
  ])("names %j", (names, text) => {
    expect(nameList(names)).toBe(text);
  });

  it.each([
    [0, "0 drains"],
    [1, "1 drain"],
    [1_234_567, "1,234,567 drains"],
  ])("counts %i", (number, text) => {
    expect(counted(number, "drain")).toBe(text);
  });

  it.each([
    [0, "0 min"],
    [55, "55 min"],
    [119, "119 min"],
    [120, "2 h"],
    [200, "3 h 20 min"],
    [25_015, "417 h"],
  ])("says %i minutes as %s", (minutes, text) => {
    expect(duration(minutes)).toBe(text);
  });
});

describe("making a text visible", () => {
  it.each([
    ["plain – ünï €🚀", "plain – ünï €🚀"],
    ["⚠️ sign", "⚠️ sign"],
    ["a\tb\nc\r\nd\u2028e", "a b c d e"],
    ["\u001b[31mred\u0000\u007f\u009b", "␛[31mred␀⟨U+007F⟩⟨U+009B⟩"],
    ["a\u202eb\u200bc\ufeffd", "a⟨U+202E⟩b⟨U+200B⟩c⟨U+FEFF⟩d"],
    ["\ud800", "\ufffd"],
  ])("%j", (text, visible) => {
    expect(visibleLine(text)).toBe(visible);
  });

  it("keeps the lines and tabs of a block", () => {
    expect(visibleBlock("a\r\n\tb\u0007\rc")).toBe("a\n\tb␇\nc");
  });
});
