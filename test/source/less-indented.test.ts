import { describe, expect, test } from "vitest";
import { readDocuments } from "../../src/source/documents.ts";
import { readOne, spotOf } from "./read-one.ts";

describe("lines inside brackets, braces and quotes", () => {
  test.each([
    [
      "a closing bracket below its key",
      'a:\n  b: [\n    "x",\n    z\n  ]\n  c: 1\n',
      { b: ["x", "z"], c: 1 },
    ],
    ["a closing brace in the first column", "a:\n  b: {\n    x: 1\n}\n  c: 1\n", { b: { x: 1 }, c: 1 }],
    ["entries in the first column", "a:\n  b: [\nx,\nz]\n  c: 1\n", { b: ["x", "z"], c: 1 }],
    ["in a list", "a:\n- b: [\n  x\n  ]\n- [\nz\n]\n", [{ b: ["x"] }, ["z"]]],
    ["a text over several lines", 'a:\n  b: "one\ntwo\n\nthree"\n  c: 1\n', { b: "one two\nthree", c: 1 }],
    ["comments with brackets", "a:\n  b: [ # ]\n    x, # {\n  ]\n  c: 1\n", { b: ["x"], c: 1 }],
    ["brackets in texts", `a:\n  b: [\n    "]", 'it''s [',\n  ]\n  c: 1\n`, { b: ["]", "it's ["], c: 1 }],
    [
      "beside block scalars that look like it",
      "a:\n  s: |\n    f: [\n    ' {\n  b: [\n    x\n  ]\n  c: 1\n",
      { s: "f: [\n' {\n", b: ["x"], c: 1 },
    ],
    ["Windows line ends", "a:\r\n  b: [\r\n    x\r\n  ]\r\n  c: 1\r\n", { b: ["x"], c: 1 }],
    ["a tab for a blank", "a:\n  b: {x:\tone,\tz: '\t'}\n  c:\t[1]\n", { b: { x: "one", z: "\t" }, c: [1] }],
    ["an anchor", "a:\n  b: &list [\n    x\n  ]\n  c: *list\n", { b: ["x"], c: ["x"] }],
  ])("may be indented less than the block around them, as kubectl reads them: %s", (_, text, value) => {
    expect(readOne(text).plain()).toEqual({ a: value });
  });

  test("keep their own places", () => {
    const root = readOne("spec:\n  args: [\n  one,\n  {\n  key: two }\n  ]\n  version: v1.34.3\n");
    const [one, two] = root.get("spec", "args")?.items() ?? [];
    expect(one?.position()).toEqual({ line: 3, column: 3 });
    expect(two?.get("key")?.position()).toEqual({ line: 5, column: 8 });
    expect(spotOf(root, "spec", "version")).toBe("7:12");
  });

  test.each([
    ["a bracket that nothing closes", "a:\n  b: [\n  x\nc: 1\n", 4],
    ["a comma that is missing", 'a:\n  b: [\n  "x"\n  "y"\n  ]\n', 4],
    ["a block that is indented too little", "a:\n    b: [\n    x\n    ]\n  c: 1\n", 5],
  ])("do not hide a flaw: %s", (_, text, line) => {
    expect(readDocuments({ path: "a.yaml", text }).unread).toMatchObject([{ line }]);
  });
});
