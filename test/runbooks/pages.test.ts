import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DIAGNOSIS_CLASSES } from "../../src/diagnosis/diagnosis-classes.ts";
import { findingCatalogue } from "../../src/findings/catalogue.ts";

const FOLDER = new URL("../../docs/runbooks/", import.meta.url);
const SOURCES = new URL("../../src/", import.meta.url);
const SECTIONS = ["Summary", "Impact", "Diagnosis", "Mitigation", "Verification", "Escalation"];
const SYMPTOMS = [
  "drain-blocked",
  "node-not-ready",
  "apply-failed",
  "restore-etcd",
  "api-server-not-ready",
  "kubelet-does-not-start",
  "certificates",
  "package-repository",
  "backup",
  "skew",
];
const names = readdirSync(FOLDER).filter((name) => name !== "README.md");
const pages = names.map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), "utf8") }));
const known = new Set(names);

describe("runbooks", () => {
  it("has a page for every finding, diagnosis and symptom, and no page for anything else", () => {
    const wanted = new Set(
      [...findingCatalogue.map(({ id }) => id), ...DIAGNOSIS_CLASSES, ...SYMPTOMS].map((id) => `${id}.md`),
    );
    expect([...wanted].filter((name) => !known.has(name))).toEqual([]);
    expect(names.filter((name) => !wanted.has(name))).toEqual([]);
  });

  it.each(pages)("$name has every section in order, a title and its front matter", ({ name, text }) => {
    const heads = [...text.matchAll(/^## (.*)$/gm)].map(([, head]) => head);
    expect(heads).toEqual(SECTIONS);
    expect(text).toMatch(
      /^---\nalert: [a-z0-9-]+\nseverity: (?:blocker|risk|notice)\nowner: .+\nlast_reviewed: \d{4}-\d\d-\d\d\n---\n\n# \S/,
    );
    expect(text).toContain(`alert: ${name.replace(/\.md$/, "")}\n`);
  });

  it.each(pages)("$name asks numbered questions with commands and ends every branch", ({ text }) => {
    const diagnosis = text.slice(text.indexOf("## Diagnosis"), text.indexOf("## Mitigation"));
    const questions = [...diagnosis.matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) => Number(number));
    expect(questions).toEqual(questions.map((_, index) => index + 1));
    expect(questions.length).toBeGreaterThan(0);
    expect(diagnosis.match(/```sh/g)).toHaveLength(questions.length);
    const steps = [...diagnosis.matchAll(/go to step (\d+)/g)].map(([, step]) => Number(step));
    expect(steps.filter((step) => !questions.includes(step))).toEqual([]);
  });

  it.each(pages)("$name has commands to copy, what to expect, and a time limit", ({ text }) => {
    const part = (from: string, to?: string) =>
      text.slice(text.indexOf(`## ${from}`), to === undefined ? undefined : text.indexOf(`## ${to}`));
    expect(part("Mitigation", "Verification")).toMatch(/```sh[\s\S]*Expected: /);
    expect(part("Verification", "Escalation")).toContain("```sh");
    expect(part("Escalation")).toMatch(/\d+ minutes|at once/i);
    expect(text).not.toMatch(/TODO|FIXME|<[A-Z_-]+>|\bxxx\b/);
  });

  it("leads nowhere that does not exist", () => {
    const index = { name: "README.md", text: readFileSync(new URL("README.md", FOLDER), "utf8") };
    const broken = [...pages, index].flatMap(({ name, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].flatMap(([, target = ""]) =>
        known.has(target) ? [] : `${name} → ${target}`,
      ),
    );
    expect(broken).toEqual([]);
  });

  it("is named in the index, page by page", () => {
    const index = readFileSync(new URL("README.md", FOLDER), "utf8");
    expect(names.filter((name) => !index.includes(`](${name})`))).toEqual([]);
  });

  it("exists for every runbook that the source names", () => {
    const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    const dead = sources.flatMap((path) => {
      const text = readFileSync(new URL(path, SOURCES), "utf8");
      return [...text.matchAll(/docs\/runbooks\/([a-z0-9-]+\.md)/g)].flatMap(([, page = ""]) =>
        known.has(page) ? [] : `${path}: ${page}`,
      );
    });
    expect(dead).toEqual([]);
  });

  it("exists for every finding id that the source can report", () => {
    const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) =>
      /^(?:findings|cluster|config|assessment)\/.*\.ts$/.test(name),
    );
    const ids = sources.flatMap((path) => {
      const text = readFileSync(new URL(path, SOURCES), "utf8");
      return [...text.matchAll(/\bid: "([a-z0-9-]+)"/g)].flatMap(([, id = ""]) => id);
    });
    expect(ids.filter((id) => !known.has(`${id}.md`))).toEqual([]);
  });
});
