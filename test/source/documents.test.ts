import { describe, expect, test } from "vitest";
import { MAX_TEXT_LENGTH, readDocuments } from "../../src/source/documents.ts";
import { readOne, spotOf } from "./read-one.ts";

const read = (text: string) => readDocuments({ path: "file.yaml", text });

describe("places of values", () => {
  test.each([
    ["plain", "a: 1\nversion: v1.34.6\n", "2:10"],
    ["single-quoted, after the quote", "version: 'v1.34.6'\n", "1:11"],
    ["double-quoted, after the quote", 'version: "v1.34.6"\n', "1:11"],
    ["in a flow mapping", "{a: 1, version: 1.30}\n", "1:17"],
    ["with Windows line ends", "a: 1\r\nversion: v1.34.6\r\n", "2:10"],
    ["behind a byte order mark, which is no column", "\ufeffversion: v1.34.6\n", "1:10"],
    ["behind comments", "# one\n\n# two\nversion: v1.34.6 # three\n", "4:10"],
    ["tagged", "version: !!str 1.30\n", "1:16"],
    ["under an explicit key", "? version\n: v1.34.6\n", "2:3"],
    ["in JSON", '{\n  "version": "v1.34.6"\n}\n', "2:15"],
    ["of a key without a value, behind the key", "version:\nb: 1\n", "1:8"],
  ])("%s", (_, text, spot) => {
    expect(spotOf(readOne(text), "version")).toBe(spot);
  });

  test("items and quoted keys stand in the field path", () => {
    const root = readOne("list:\n  - a.b/c: x\n");
    const item = root.get("list")?.items()[0];
    expect(item?.get("a.b/c")?.origin()).toEqual({
      path: "file.yaml",
      line: 2,
      column: 12,
      field: 'list[0]."a.b/c"',
      value: "x",
    });
  });
});

describe("several documents", () => {
  test("each may have been a file with a byte order mark", () => {
    const { documents, unread } = read("\ufeffa: 1\n---\r\n\ufeffversion: [2]\r\n---\n\ufeff{c: 3}\n");
    expect(documents.map(({ root }) => root.plain())).toEqual([{ a: 1 }, { version: [2] }, { c: 3 }]);
    expect(unread).toEqual([]);
    expect(documents[1]?.root.get("version")?.position().line).toBe(3);
  });

  test("each is found, empty ones and comments are none", () => {
    const { documents } = read("# head\n---\na: 1\n---\n# nothing\n---\nb: 2\n...\n");
    expect(documents.map(({ root }) => root.plain())).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test("a half-written one costs only itself and is listed with its line", () => {
    const { documents, unread } = read("a: 1\n---\nb: [1,\n---\nc: 3\n");
    expect(documents.map(({ root }) => root.plain())).toEqual([{ a: 1 }, { c: 3 }]);
    expect(documents[1]?.root.get("c")?.position()).toEqual({ line: 5, column: 4 });
    expect(unread).toEqual([
      { path: "file.yaml", line: 3, reason: expect.stringContaining("not valid YAML") },
    ]);
  });

  test("an indented --- inside a block scalar is text", () => {
    expect(readOne("script: |\n  one\n  ---\n  two\nend: 1\n").textAt("script")).toBe("one\n---\ntwo\n");
  });

  test("a directive belongs to the document behind it", () => {
    expect(readOne("%YAML 1.1\n---\na: 1\n").plain()).toEqual({ a: 1 });
  });

  test("JSON values may stand one behind the other, as jq prints them", () => {
    const { documents } = read('{"a": 1}\n{"a": 2}\n');
    expect(documents.map(({ root }) => root.get("a")?.position())).toEqual([
      { line: 1, column: 7 },
      { line: 2, column: 7 },
    ]);
  });
});

describe("anchors and merge keys", () => {
  test("an alias is the value it names, where that stands", () => {
    const root = readOne("base: &base\n  version: v1.34.6\nprod: *base\n");
    expect(spotOf(root, "prod", "version")).toBe("2:12");
  });

  test("own keys win over merged ones, and the first merged mapping over the next", () => {
    const root = readOne("a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc:\n  <<: [*a, *b]\n  y: 3\n");
    expect(root.get("c")?.plain()).toEqual({ y: 3, x: 1, z: 2 });
    expect(root.get("c", "z")?.text()).toBe("2");
  });
});

describe("keys that stand twice", () => {
  test.each([
    ["YAML", "a: 1\nb: 2\na: 3\n", 3],
    ["JSON", '{\n"a": 1,\n"b": 2,\n"a": 3\n}', 4],
  ])("in %s the last counts, and the line is told", (_, text, line) => {
    const { documents, unread } = read(text);
    expect(documents[0]?.root.textAt("a")).toBe("3");
    expect(documents[0]?.root.plain()).toEqual({ a: 3, b: 2 });
    expect(unread).toEqual([
      { path: "file.yaml", line, reason: expect.stringContaining('"a" stands twice') },
    ]);
  });
});

describe("text that cannot be read", () => {
  const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 9; level += 1) {
    bomb.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ")}]`);
  }

  test.each([
    ["binary", "a: 1\0", undefined, "binary"],
    ["a tab as indentation", "a:\n\tb: 1\n", 2, "tab"],
    ["an alias without an anchor", "a: 1\nb: *c\n", 2, "does not exist"],
    ["an alias that contains itself", "a: 1\nb: &b [*b]\n", 2, "contains itself"],
    ["an alias bomb", bomb.join("\n"), 7, "expand"],
    ["flow brackets without end", "[".repeat(100_000), 1, "deep"],
    ["deep JSON", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, 1, "deep"],
    ["deep block lists", `${"- ".repeat(5_000)}x`, 1, "nested too deeply"],
    ["a mapping as a key", "{a: 1}: 2\n", 1, "plain text"],
    ["truncated JSON", '{"items": [\n  {"kind": "Node", "metad', 2, "not valid"],
    ["control characters", "a: \u0001\n", 1, "non-printable"],
    ["a template", "a: 1\nversion: {{ version }}\n", 2, "template"],
    [
      "a merge that was not finished",
      "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n",
      3,
      "merge conflict",
    ],
  ])("%s", (...[, text, line, reason]) => {
    const { documents, unread } = read(text);
    expect(documents).toEqual([]);
    expect(unread).toEqual([
      { path: "file.yaml", ...(line === undefined ? {} : { line }), reason: expect.stringContaining(reason) },
    ]);
  });

  test("a text of more than 32 MiB is refused without being parsed", () => {
    const { documents, unread } = read("a: 1 ".padEnd(MAX_TEXT_LENGTH + 1));
    expect(documents).toEqual([]);
    expect(unread[0]?.reason).toContain("33554433 characters");
  });
});
