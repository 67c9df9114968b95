import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOne } from "./read-one.ts";

describe("scalars as Kubernetes tooling reads them", () => {
  test.each([
    ["1.30", "1.30", 1.3],
    ["yes", "yes", true],
    ["Off", "Off", false],
    ["0777", "0777", 511],
    ["0x1F", "0x1F", 31],
    ["1_000", "1_000", 1000],
    ["-5", "-5", -5],
    ["1e3", "1e3", 1000],
    ["'1.30'", "1.30", "1.30"],
    ['"yes"', "yes", "yes"],
    ["v1.30", "v1.30", "v1.30"],
    ["~", undefined, null],
    ["null", undefined, null],
    ["''", "", ""],
  ])("%s", (written, text, plain) => {
    const value = readOne(`v: ${written}\n`).get("v");
    expect([value?.text(), value?.plain()]).toEqual([text, plain]);
  });
});

describe("questions about what is not there", () => {
  const root = readOne("list: [1]\nmapping: {a: 1}\ntext: x\n");

  test("answer undefined or nothing, whatever the shape is", () => {
    expect(root.get("text", "a", "b")).toBeUndefined();
    expect(root.get("list")?.entries()).toEqual([]);
    expect(root.get("mapping")?.items()).toEqual([]);
    expect(root.get("mapping")?.text()).toBeUndefined();
    expect(root.get("text")?.number()).toBeUndefined();
    expect(root.keyPosition("nothing")).toBeUndefined();
  });
});

describe("any JSON", () => {
  test("has the same data here as for JSON.parse", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (text, indent) => {
        const data: unknown = JSON.parse(text);
        const object = { v: data };
        expect(JSON.stringify(readOne(JSON.stringify(object, null, indent)).plain())).toBe(
          JSON.stringify(object),
        );
      }),
    );
  });

  test("has each value where it is written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 })), (object) => {
        const text = JSON.stringify(object, null, 2);
        const lines = text.split("\n");
        for (const [, value] of readOne(text).entries()) {
          const { line, column } = value.position();
          const written = JSON.stringify(value.text()).slice(1, -1);
          expect(lines[line - 1]?.slice(column - 1).replace(/",?$/, "")).toBe(written);
        }
      }),
    );
  });
});
