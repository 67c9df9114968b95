import { describe, expect, test } from "vitest";
import { readEmbedded } from "../../src/source/embedded.ts";
import { readOne } from "./read-one.ts";

/** Reads the documents inside `data` and says where `version` stands in the file. */
function versionSpot(text: string): string {
  const value = readOne(text).get("data");
  const { documents, unread } = value === undefined ? { documents: [], unread: [] } : readEmbedded(value);
  expect(unread).toEqual([]);
  const origin = documents.at(-1)?.root.get("version")?.origin();
  return `${origin?.line}:${origin?.column} ${origin?.value}`;
}

describe("a document inside a scalar keeps the lines and columns of the file", () => {
  test.each([
    ["literal block", "data: |\n  a: 1\n  version: v1\n", "3:12 v1"],
    ["literal block that begins with blank lines", "data: |\n\n\n  a: 1\n  version: v1\n", "5:12 v1"],
    ["literal block with a comment behind its mark", "data: |- # text\n    version: v1\n", "2:14 v1"],
    ["literal block with an indentation mark", "data: |2\n    a: 1\n    version: v1\n", "3:14 v1"],
    ["literal block with Windows line ends", "data: |\r\n  a: 1\r\n  version: v1\r\n", "3:12 v1"],
    ["second document of a literal block", "data: |\n  a: 1\n  ---\n  version: v1\n", "4:12 v1"],
    ["folded block", "data: >\n  a: 1\n\n  version: v1\n", "4:12 v1"],
    ["folded block that joins lines", "data: >\n  {a: 1,\n  version: v1}\n", "3:12 v1"],
    ["double quotes with escaped line breaks", 'data: "a: 1\\nversion: v1\\n"\n', "1:23 v1"],
    ["double quotes over several lines", 'data: "a: \\u0031\n\n  version: v1"\n', "3:12 v1"],
    ["double quotes with escaped line ends", 'data: "a: 1\\n\\\n  version: v1"\n', "2:12 v1"],
    ["double quotes behind an escaped emoji", 'data: "a: \\U0001F600\\nversion: v1"\n', "1:32 v1"],
    ["single quotes over several lines", "data: 'a: ''1''\n\n  version: v1'\n", "3:12 v1"],
    ["plain scalar on one line", "data: v1\n", "undefined:undefined undefined"],
    ["JSON string that holds YAML", '{"data": "a: 1\\nversion: v1\\n"}', "1:26 v1"],
    ["JSON string that holds JSON", '{"data": "{\\"a\\": 1, \\"version\\": \\"v1\\"}"}', "1:37 v1"],
  ])("%s", (_, text, spot) => {
    expect(versionSpot(text)).toBe(spot);
  });

  test("the field path goes on inside", () => {
    const data = readOne("data:\n  config: |\n    etcd:\n      version: v1\n").get("data", "config");
    const inside = data === undefined ? [] : readEmbedded(data).documents;
    expect(inside[0]?.root.get("etcd", "version")?.field).toBe("data.config.etcd.version");
  });

  test("what cannot be read inside is listed with the line of the file", () => {
    const data = readOne("data: |\n  a: 1\n  b: [\n").get("data");
    expect(data === undefined ? undefined : readEmbedded(data).unread).toEqual([
      { path: "file.yaml", line: 3, reason: expect.stringContaining("not valid YAML") },
    ]);
  });
});
