import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { failureOf } from "../../src/cli/failure.ts";
import * as library from "../../src/index.ts";
import { CODES } from "../../src/playbook/codes.ts";
import { KubehopError } from "../../src/source/kubehop-error.ts";
import { nodeList } from "../cli/command-line.ts";

const PAGES = [
  "README.md",
  "data/README.md",
  "bench/README.md",
  ...markdownOf("docs"),
  ...markdownOf("examples"),
];

describe.each(PAGES)("%s", (page) => {
  const text = readFileSync(page, "utf8");

  test("leads to files that exist only", () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(
      (match) => match[1] ?? match[2] ?? "",
    );
    const local = targets.filter((target) => !/^(?:https?:|#|mailto:)/.test(target));
    const missing = local.filter(
      (target) => !existsSync(normalize(join(dirname(page), target.split("#")[0] ?? ""))),
    );
    expect(missing).toEqual([]);
  });
});

describe("docs/reference/errors.md", () => {
  const rows = readFileSync("docs/reference/errors.md", "utf8").matchAll(/^\| `([a-z-]+)` \|.*\| (\d) \|$/gm);
  const documented = new Map([...rows].map(([, code = "", exitCode]) => [code, Number(exitCode)]));

  test("has every code that the sources throw", () => {
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".ts"),
    );
    const thrown = sources.flatMap((path) =>
      [
        ...readFileSync(`src/${path}`, "utf8").matchAll(
          /\bcode: "([a-z]+(?:-[a-z]+)+|usage)"|unusable\("([a-z-]+)"/g,
        ),
      ].map((match) => match[1] ?? match[2] ?? ""),
    );
    // What is wrong with playbooks is told as findings, of which docs/playbooks.md has the table.
    const errors = [...new Set(thrown)].filter((code) => !(code in CODES));
    expect(errors.filter((code) => !documented.has(code))).toEqual([]);
  });

  test.each([...documented])("says what `%s` ends the command line with: %i", (code, exitCode) => {
    const error = new KubehopError({ code, message: "x", remedy: "y" });
    expect(failureOf(error, false).exitCode).toBe(exitCode);
  });
});

describe("docs/reference/library.md", () => {
  const page = readFileSync("docs/reference/library.md", "utf8");

  test("has every function that the library exports, and no other", () => {
    const told = [...page.matchAll(/^\| `(\w+)\(/gm)].map(([, name = ""]) => name);
    expect(told.toSorted()).toEqual(
      Object.keys(library)
        .filter((name) => name !== "KubehopError")
        .toSorted(),
    );
  });

  test("has an example that runs", () => {
    const [, code = ""] = /```js\nimport [^\n]*\n([^`]*)```/.exec(page) ?? [];
    const written: string[] = [];
    const names = {
      ...library,
      nodes: nodeList("1.35.10"),
      console: { log: (text: string) => written.push(text) },
    };
    runInNewContext(code, names);
    expect(written.join()).toContain("1.36.6");
  });
});

function markdownOf(directory: string): string[] {
  const paths = readdirSync(directory, { recursive: true, encoding: "utf8" });
  return paths.filter((path) => path.endsWith(".md")).map((path) => `${directory}/${path}`);
}
