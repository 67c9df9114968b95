import { describe, expect, test } from "vitest";
import { readDocuments } from "../../src/source/documents.ts";

const COUNT = 4_000;
const item = (number: number, indent: string) =>
  [
    `${indent}- kind: Node`,
    `${indent}  name: node-${number}`,
    `${indent}  script: |`,
    `${indent}    - not an item`,
    "",
    `${indent}    "text: [`,
    `${indent}  labels: {a: "b", c: 'd'}`,
  ].join("\n");

function longList(indent: string, extra = ""): string {
  const items = Array.from({ length: COUNT }, (_, number) => item(number, indent));
  return `apiVersion: v1\nitems:\n${items.join("\n")}\n${extra}kind: List\nmetadata:\n  resourceVersion: ""\n`;
}

describe("a list of thousands of objects, which is read item by item", () => {
  test.each([
    ["indented as kubectl does", ""],
    ["indented under its key", "    "],
  ])("%s", (_, indent) => {
    const { documents, unread } = readDocuments({ path: "nodes.yaml", text: longList(indent) });
    const root = documents[0]?.root;
    const items = root?.get("items")?.items() ?? [];
    const last = items.at(-1);
    expect(unread).toEqual([]);
    expect([documents.length, items.length, root?.textAt("kind"), root?.textAt("apiVersion")]).toEqual([
      1,
      COUNT,
      "List",
      "v1",
    ]);
    expect(last?.get("name")?.origin()).toEqual({
      path: "nodes.yaml",
      line: 2 + 7 * (COUNT - 1) + 2,
      column: indent.length + 9,
      field: `items[${COUNT - 1}].name`,
      value: `node-${COUNT - 1}`,
    });
    expect(last?.plain()).toEqual({
      kind: "Node",
      name: `node-${COUNT - 1}`,
      script: '- not an item\n\n"text: [\n',
      labels: { a: "b", c: "d" },
    });
  });

  test("anchors reach from one item into the next", () => {
    const text = longList("")
      .replace("- kind: Node", "- &first\n  kind: Node")
      .replace(/kind: List/, "kind: List\nagain: *first");
    const root = readDocuments({ path: "nodes.yaml", text }).documents[0]?.root;
    expect(root?.textAt("again", "name")).toBe("node-0");
  });

  test("a broken item is told with its line", () => {
    const text = longList("").replace("name: node-2000", "name: [node-2000");
    const { documents, unread } = readDocuments({ path: "nodes.yaml", text });
    expect(documents).toEqual([]);
    expect(unread[0]?.line).toBe(2 + 7 * 2000 + 3);
  });

  test("a quoted text with lines that look like items is no list of them", () => {
    const text = `items:\n- "first\n  - second"\n${"- x\n".repeat(100_000)}`;
    const items = readDocuments({ path: "nodes.yaml", text }).documents[0]?.root.get("items")?.items();
    expect([items?.length, items?.[0]?.text()]).toEqual([100_001, "first - second"]);
  });

  test("documents behind each other are read one by one", () => {
    const text = Array.from({ length: 20_000 }, (_, number) => `kind: Node\nname: node-${number}\n`).join(
      "---\n",
    );
    const { documents } = readDocuments({ path: "nodes.yaml", text });
    expect(documents.length).toBe(20_000);
    expect(documents.at(-1)?.root.get("name")?.position()).toEqual({ line: 59_999, column: 7 });
  });
});
