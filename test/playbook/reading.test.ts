import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPlaybook } from "../../src/playbook/reading/read-playbook.ts";
import { findingsIn, SMALL, small } from "./documents.ts";

const VARIANT = "/playbook/steps/0/variants/path_0";

test("a valid document is read into the model, with the defaults of what it leaves out", () => {
  const { playbook, findings } = readPlaybook({ path: "playbook.yaml", text: SMALL });
  expect(findings).toEqual([]);
  expect(playbook).toEqual({
    name: "greeting",
    description: "Shows that the shop greets.",
    recommendedPath: 0,
    minimumPath: 0,
    tools: [],
    files: [],
    inputs: [],
    steps: [
      {
        name: "says-hello",
        description: "The greeting is printed.",
        variants: new Map([
          [
            0,
            {
              commands: ["echo hello"],
              expectedOutput: "hello",
              expectedExitCode: 0,
              validates: "the shop says hello",
              timeoutMilliseconds: 120_000,
              teardown: [],
            },
          ],
        ]),
      },
    ],
  });
});

describe("the document may be written in every way that YAML 1.2 has", () => {
  test.each([
    ["with a byte order mark", `\ufeff${SMALL}`],
    ["with CRLF", SMALL.replaceAll("\n", "\r\n")],
    ["between markers", `---\n${SMALL}...\n`],
    ["with tabs between key and value", small("name: greeting", "name:\tgreeting")],
    ["with tabs in a list", small("[echo hello]", "[echo hello,\techo world]")],
    [
      "with keys of others anywhere",
      small("path_0:", "x-why: {a: 1}\n        path_0:\n          x-uses: cluster"),
    ],
    ["with an alias that is used twice", small("[echo hello]", "[&a echo hello, *a, *a]")],
    [
      "with a merge key, which its mapping overrides",
      small("commands: [echo hello]", "<<: {commands: [a], validates: b}"),
    ],
    ["with tags of the core schema", small("name: greeting", "name: !!str greeting")],
    ["with a hexadecimal number", small("validates:", "expected_exit_code: 0x1\n          validates:")],
    ["with a whole number that has a point", small("recommended_path: 0", "recommended_path: 0.0")],
    [
      "with a text that YAML 1.1 takes for a boolean",
      small("expected_output: hello", "expected_output: yes"),
    ],
    [
      "with one anchor for a hundred places",
      small("[echo hello]", `[&a echo, ${Array(100).fill("*a").join(", ")}]`),
    ],
  ])("%s", (_, text) => {
    expect(findingsIn(text)).toEqual([]);
  });

  test("as JSON", () => {
    const variant = { commands: ["echo hello"], expected_output: "hello", validates: "hello" };
    const step = { name: "one", description: "One.", variants: { path_0: variant } };
    const levels = { recommended_path: 0, minimum_path: 0 };
    const playbook = { name: "json", description: "JSON.", ...levels, steps: [step] };
    expect(findingsIn(JSON.stringify({ playbook }, null, "\t"))).toEqual([]);
  });
});

describe("what is wrong is told with its place", () => {
  test.each([
    [
      "an unknown key, at the key",
      small("validates:", "validate: x\n          validates:"),
      `13:11 ${VARIANT}/validate unknown-key`,
    ],
    [
      "a key with the signs of pointers",
      small("  name:", "  a/b~c: 1\n  name:"),
      "2:3 /playbook/a~1b~0c unknown-key",
    ],
    [
      "a key that objects inherit",
      small("  name:", "  __proto__: 1\n  name:"),
      "2:3 /playbook/__proto__ unknown-key",
    ],
    [
      "an unknown path",
      small("        path_0:", "        path_5: {}\n        path_0:"),
      "10:9 /playbook/steps/0/variants/path_5 unknown-key",
    ],
    [
      "a missing key, at its mapping",
      small("  minimum_path: 0\n", ""),
      "2:3 /playbook/minimum_path missing-key",
    ],
    [
      "a key that stands twice, at the second",
      small("  minimum_path: 0", "  minimum_path: 0\n  name: other"),
      "6:3 /playbook/name duplicate-key",
    ],
    ["a list instead of the document", "- a\n", "1:1  wrong-type"],
    ["a number for a name", small("greeting", "123"), "2:9 /playbook/name wrong-type"],
    [
      "a number for a text",
      small("expected_output: hello", "expected_output: 1.30"),
      `12:28 ${VARIANT}/expected_output wrong-type`,
    ],
    ["a value left out", small("name: greeting", "name:"), "2:8 /playbook/name wrong-type"],
    [
      "a text for a number",
      small("recommended_path: 0", 'recommended_path: "2"'),
      "4:21 /playbook/recommended_path wrong-type",
    ],
    [
      "half a level",
      small("recommended_path: 0", "recommended_path: 2.5"),
      "4:21 /playbook/recommended_path wrong-type",
    ],
    [
      "a level above 4",
      small("recommended_path: 0", "recommended_path: 5"),
      "4:21 /playbook/recommended_path wrong-value",
    ],
    [
      "a minimum above the recommended path",
      small("minimum_path: 0", "minimum_path: 1"),
      "5:17 /playbook/minimum_path minimum-above-recommended",
    ],
    ["a name with capitals", small("says-hello", "Says-Hello"), "7:13 /playbook/steps/0/name wrong-value"],
    [
      "a command for a list of them",
      small("[echo hello]", "echo hello"),
      `11:21 ${VARIANT}/commands wrong-type`,
    ],
    ["no command", small("[echo hello]", "[]"), `11:21 ${VARIANT}/commands too-few`],
    ["a blank command", small("[echo hello]", "[a, ' ']"), `11:25 ${VARIANT}/commands/1 wrong-value`],
    [
      "a block scalar, at its mark",
      small("commands: [echo hello]", "commands: |\n            a"),
      `11:21 ${VARIANT}/commands wrong-type`,
    ],
    [
      "a step without variants",
      small(SMALL.slice(SMALL.indexOf("variants:")), "variants: {}\n"),
      "9:17 /playbook/steps/0/variants too-few",
    ],
    [
      "a time without unit",
      small("validates:", "timeout: '30'\n          validates:"),
      `13:20 ${VARIANT}/timeout wrong-value`,
    ],
    [
      "a time beyond a week",
      small("validates:", "timeout: 169h\n          validates:"),
      `13:20 ${VARIANT}/timeout timeout-too-long`,
    ],
    [
      "a character that turns the writing",
      small("[echo hello]", '["a\\u202e"]'),
      `11:22 ${VARIANT}/commands/0 invalid-character`,
    ],
    ["NUL as an escape", small("[echo hello]", '["a\\0"]'), `11:22 ${VARIANT}/commands/0 invalid-character`],
    ["NUL as it is", small("echo hello", "echo \0"), `11:22 ${VARIANT}/commands/0 invalid-character`],
    [
      "half a surrogate pair",
      small("[echo hello]", '["a\\ud800"]'),
      `11:22 ${VARIANT}/commands/0 invalid-character`,
    ],
    ["NUL in a comment", `# \0\n${SMALL}`, "1:3  invalid-character"],
    ["an alias of nothing", small("greeting", "*name"), "2:9 /playbook/name unknown-anchor"],
    [
      "a merge of a number",
      small("commands: [echo hello]", "commands: [a]\n          <<: 3"),
      `12:15 ${VARIANT}/<< invalid-merge`,
    ],
    ["a tag of somebody else", small("greeting", "!Ref greeting"), "2:14 /playbook/name unknown-tag"],
    [
      "one anchor for more than a hundred places",
      small("[echo hello]", `[&a echo, ${Array(101).fill("*a").join(", ")}]`),
      `11:431 ${VARIANT}/commands/101 too-many-aliases`,
    ],
    ["a second document", `${SMALL}---\nname: x\n`, "14:1  multiple-documents"],
    ["ten thousand lists in each other", `a: ${"[".repeat(10_000)}`, "1:103  too-deep"],
    ["an open quote", small("greeting", '"greeting'), "14:1  invalid-yaml"],
    ["a tab that indents", small("  minimum", "\tminimum"), "5:1  invalid-yaml"],
    ["a second colon", small("name: greeting", "name: greeting: hello"), "2:9  invalid-yaml"],
    ["a list that does not end", small("[echo hello]", "[echo hello"), "12:11  invalid-yaml"],
    ["a line without its colon", small("says-hello", "says-hello\n      why"), "8:7  invalid-yaml"],
  ])("%s", (_, text, finding) => {
    expect(findingsIn(text)).toEqual([finding]);
  });

  test.each(["", "# only a comment\n", "---\n", "~\n"])("a document with nothing in it: %j", (text) => {
    expect(findingsIn(text)).toEqual(["1:1  empty-document"]);
  });

  test("everything in one pass, in the order of the file", () => {
    const text = small("greeting", "Greeting")
      .replace("minimum_path: 0", "minimum_path: x")
      .replace("validates", "validate");
    expect(findingsIn(text)).toEqual([
      "2:9 /playbook/name wrong-value",
      "5:17 /playbook/minimum_path wrong-type",
      `11:11 ${VARIANT}/validates missing-key`,
      `13:11 ${VARIANT}/validate unknown-key`,
    ]);
  });

  test("a key that was probably meant is named", () => {
    const { findings } = readPlaybook({ path: "p", text: small("expected_output:", "expected_ouput:") });
    const unknown = findings.find(({ code }) => code === "unknown-key");
    expect(unknown?.message).toContain("did you mean expected_output?");
  });
});

describe("rules beyond the schema", () => {
  test("a tool may stand twice: it is needed for the paths of both", () => {
    const tools = ["{name: kind, required_for_paths: [1]}", "{name: kind, required_for_paths: [4]}"];
    const { playbook } = readPlaybook({ path: "p.yaml", text: withPrerequisites("tools", ...tools) });
    expect(playbook?.tools.map(({ requiredForPaths }) => requiredForPaths)).toEqual([[1], [4]]);
  });

  test.each([
    [
      "names of steps differ",
      `${SMALL}${SMALL.slice(SMALL.indexOf("    - name"))}`,
      "14:13 /playbook/steps/1/name duplicate-name",
    ],
    [
      "names of inputs differ",
      withInputs("name: a", "name: a"),
      "8:13 /playbook/inputs/1/name duplicate-name",
    ],
    [
      "a tool names each path once",
      withPrerequisites("tools", "{name: kind, required_for_paths: [1, 1]}"),
      "8:42 /playbook/prerequisites/tools/0/required_for_paths duplicate-item",
    ],
    [
      "files are inside",
      withPrerequisites("files", "path: a/../../b"),
      "8:15 /playbook/prerequisites/files/0/path wrong-value",
    ],
    [
      "files are relative",
      withPrerequisites("files", "path: /etc/passwd"),
      "8:15 /playbook/prerequisites/files/0/path wrong-value",
    ],
    [
      "a pattern is a regular expression",
      withInputs("{name: a, pattern: '[a'}"),
      "7:26 /playbook/inputs/0/pattern invalid-pattern",
    ],
    [
      "a pattern is one of RE2",
      withInputs("{name: a, pattern: '(?=a)'}"),
      "7:26 /playbook/inputs/0/pattern invalid-pattern",
    ],
    [
      "a default matches its pattern as a whole",
      withInputs("{name: a, pattern: '[a-z]+', default: abc1}"),
      "7:45 /playbook/inputs/0/default default-not-matching",
    ],
  ])("%s", (_, text, finding) => {
    expect(findingsIn(text)).toEqual([finding]);
  });

  test.each(["|-", "# why\n        |-", "!!str |-", "&kind >"])(
    "a block scalar is shown at its mark: %s",
    (mark) => {
      const text = withPrerequisites(
        "tools",
        "{name: a, required_for_paths: [ 0 ]}",
        `${mark}\n        kind`,
      );
      const line = mark.includes("#") ? 10 : 9;
      const lines = text.split("\n");
      const column = (lines[line - 1] ?? "").search(/[|>]/) + 1;
      expect(findingsIn(text)).toEqual([`${line}:${column} /playbook/prerequisites/tools/1 wrong-type`]);
    },
  );

  test("a file may have dots in its name", () => {
    expect(findingsIn(withPrerequisites("files", "path: ./a..b/..c"))).toEqual([]);
  });
});

test("no text whatever makes the reader throw, and each finding has a place in it", () => {
  const pieces = [
    "playbook:",
    "steps:",
    "- ",
    ": ",
    "\n",
    "  ",
    "    ",
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    "|\n",
    "> ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    '"',
    "#",
    "---\n",
    "...\n",
    "%",
    "\t",
    "\r\n",
    "\ufeff",
    "\0",
    "\ud800",
    "name",
    "1",
    "~",
    "? ",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      const lines = text.split("\n");
      for (const { line, column } of readPlaybook({ path: "any.yaml", text }).findings) {
        expect(column).toBeGreaterThan(0);
        expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1);
      }
    }),
    { numRuns: 500 },
  );
});

test("an alias bomb costs nothing", () => {
  const levels = "bcdefghi".split("").map((name, index) => {
    const alias = `*${"abcdefgh"[index]}`;
    return `x-${name}: &${name} [${Array(9).fill(alias).join(", ")}]`;
  });
  const [finding, ...more] = findingsIn(`x-a: &a [x, x]\n${levels.join("\n")}\n${SMALL}`);
  expect(finding).toContain("too-many-aliases");
  expect(more).toEqual([]);
});

function withInputs(...lines: readonly string[]): string {
  return small("  steps:", `  inputs:\n${lines.map((line) => `    - ${line}\n`).join("")}  steps:`);
}

function withPrerequisites(key: string, ...lines: readonly string[]): string {
  const list = lines.map((line) => `      - ${line}\n`).join("");
  return small("  steps:", `  prerequisites:\n    ${key}:\n${list}  steps:`);
}
