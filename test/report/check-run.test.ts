import { describe, expect, it } from "vitest";
import { renderCheckRun } from "../../src/report/check-run.ts";
import { repositoryLinks } from "../../src/report/links.ts";
import { assessment, entry, finding } from "./sample-assessment.ts";

const links = repositoryLinks({
  serverUrl: "https://github.example.com",
  owner: "acme",
  repository: "fleet",
  sha: "3f1c9ab",
});

describe("renderCheckRun", () => {
  it("puts the headline into the title, the first screen into the summary and the rest into the text", () => {
    const run = renderCheckRun(assessment(), links);
    expect(run.conclusion).toBe("success");
    expect(run.title).toBe("prod can go 1.34.6 → 1.36.6: 2 hops, 8 drains, about 52 min");
    expect(run.summary).toMatch(/^### ✅ prod can go/);
    expect(run.summary).not.toContain("<details>");
    expect(run.text).toMatch(/^<details><summary>Skew of prod/);
  });

  it("marks every place of every finding on its line, with its severity's level", () => {
    const places = [
      { path: "a.yaml", line: 7, column: 3 },
      { path: "b.yaml", line: 9, column: 1 },
    ];
    const found = [
      finding({ severity: "blocker", places }),
      finding({ severity: "risk" }),
      finding({ severity: "notice" }),
    ];
    const { annotations } = renderCheckRun(assessment({ clusters: [entry({ findings: found })] }), links);
    expect(
      annotations.map(({ path, start_line, annotation_level }) => [path, start_line, annotation_level]),
    ).toEqual([
      ["a.yaml", 7, "failure"],
      ["b.yaml", 9, "failure"],
      ["deploy/shop/pdb.yaml", 7, "warning"],
      ["deploy/shop/pdb.yaml", 7, "notice"],
    ]);
  });

  it("marks what could not be read, at its line or at the file's first", () => {
    const unread = [
      { path: "a.yaml", line: 4, reason: "not valid YAML" },
      { path: "b.yaml", reason: "the file is binary" },
    ];
    const { annotations } = renderCheckRun(assessment({ unread }), links);
    expect(annotations).toMatchObject([
      { path: "a.yaml", start_line: 4, end_line: 4, annotation_level: "warning", message: "not valid YAML" },
      { path: "b.yaml", start_line: 1, end_line: 1 },
    ]);
  });

  it("keeps columns on one line, and leaves them out where there are none", () => {
    const unread = [{ path: "a.yaml", reason: "binary" }];
    const of = assessment({ unread, clusters: [entry({ findings: [finding()] })] });
    const [first, second] = renderCheckRun(of, links).annotations;
    expect(first).toMatchObject({ start_line: 7, end_line: 7, start_column: 3, end_column: 3 });
    expect(second).not.toHaveProperty("start_column");
  });

  it("cuts titles to 255 characters and messages to 64 KB, and shows terminal codes", () => {
    const found = finding({ title: "t".repeat(300), why: `\u001b[31m${"🚀".repeat(30_000)}` });
    const [only] = renderCheckRun(
      assessment({ clusters: [entry({ findings: [found] })] }),
      links,
    ).annotations;
    expect(only?.title).toHaveLength(255);
    expect(Buffer.byteLength(only?.message ?? "")).toBeLessThanOrEqual(64 * 1024);
    expect(only?.message).toMatch(/^␛\[31m🚀/);
    expect(only?.message.isWellFormed()).toBe(true);
  });

  it("keeps a hostile headline on one line", () => {
    const run = renderCheckRun(
      assessment({ headline: `a\nb\u202e${"c".repeat(500)}`, verdict: "error" }),
      links,
    );
    expect(run.title).toMatch(/^a b⟨U\+202E⟩c+…$/);
    expect(run.title.length).toBeLessThanOrEqual(255);
  });
});
