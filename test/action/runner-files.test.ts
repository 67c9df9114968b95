import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addSummary, cleaned, inert, setOutput } from "../../src/action/runner-files.ts";

let place = "";
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "kubehop-files-"));
});
afterEach(() => rmSync(place, { recursive: true }));

const PERSONAL = `ghp_${"A1b2".repeat(9)}`;

function environment() {
  return {
    GITHUB_OUTPUT: join(place, "output"),
    GITHUB_STEP_SUMMARY: join(place, "summary"),
    "INPUT_GITHUB-TOKEN": "a-token-without-any-shape",
  };
}

test("a value of several lines sets one output, whatever stands in it", () => {
  setOutput(environment(), "headline", "first\nEOF\nverdict=ready\nverdict<<x\nready\nx");
  const text = readFileSync(join(place, "output"), "utf8");
  const [name, end] = text.split("\n", 1)[0]?.split("<<") ?? [];
  expect(name).toBe("headline");
  expect(text.split("\n").filter((line) => line === end)).toHaveLength(1);
  expect(text.trimEnd().endsWith(end ?? "")).toBe(true);
});

test("neither the step's token nor a file's gets into an output, the summary or the log", () => {
  const secrets = `a-token-without-any-shape and ${PERSONAL}`;
  setOutput(environment(), "headline", secrets);
  addSummary(environment(), secrets);
  const written = ["output", "summary"].map((name) => readFileSync(join(place, name), "utf8"));
  for (const text of [...written, cleaned(environment(), inert(secrets))]) {
    expect(text).toContain("*** and ***");
    expect(text).not.toContain("A1b2");
  }
});

test("without the runner's files nothing is written", () => {
  expect(() => setOutput({}, "headline", "x")).not.toThrow();
  expect(() => addSummary({}, "x")).not.toThrow();
});
