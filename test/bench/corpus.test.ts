import { loadAll } from "js-yaml";
import { describe, expect, test } from "vitest";
import { findingOf } from "../../bench/corpus/api-versions.ts";
import { corpus, wayTo } from "../../bench/corpus/corpus.ts";
import type { CorpusFile, Written } from "../../bench/corpus/corpus-file.ts";

const WAY = wayTo("1.36");
const FILES = projects(7, 250).flat();
const SOUND = FILES.filter(({ path }) => !path.includes("/templates/") && !path.startsWith("generated/"));
const TEMPLATES = FILES.filter(({ path }) => path.includes("/templates/"));

function projects(seed: number, count: number): readonly (readonly CorpusFile[])[] {
  const endless = corpus(seed, WAY);
  return Array.from({ length: count }, () => endless.next().value ?? []);
}

describe("the corpus of a seed", () => {
  test("is the same each time", () => {
    expect(projects(3, 40)).toEqual(projects(3, 40));
  });

  test("is another one for another seed", () => {
    expect(projects(3, 4)).not.toEqual(projects(4, 4));
  });

  test("writes no file twice", () => {
    const paths = FILES.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test("holds what real repositories hold", () => {
    const texts = FILES.map(({ text }) => text);
    const holds = (sign: RegExp) => texts.filter((text) => sign.test(text)).length;
    const signs = {
      comments: /^# /m,
      "several documents": /^---\n(?:.*\n)*---$/m,
      Lists: /^kind: List$/m,
      "Lists as JSON": /^ {4}"kind": "List"/m,
      "embedded manifests": /^ {4}apiVersion: /m,
      "last-applied annotations": /last-applied-configuration/,
      "carriage returns": /\r\n/,
      "definitions with a schema": /openAPIV3Schema/,
      "versions chosen by what the cluster has": /Capabilities\.APIVersions/,
    };
    const missing = Object.entries(signs).filter(([, sign]) => holds(sign) === 0);
    expect(missing).toEqual([]);
  });

  test("has a share of old versions as repositories have", () => {
    const written = FILES.flatMap((file) => file.written);
    const old = written.filter((mention) => findingOf(mention, WAY) !== undefined);
    expect(old.length / written.length).toBeGreaterThan(0.02);
    expect(old.length / written.length).toBeLessThan(0.15);
  });
});

describe("what the corpus says about itself", () => {
  test("names the line of each version", () => {
    const wrong = FILES.flatMap(({ text, written }) => {
      const lines = text.split(/\r?\n/);
      return written.filter((mention) => {
        const line = lines[mention.line - 1] ?? "";
        return !isAction(line) && !namesIt(line, mention);
      });
    });
    expect(wrong).toEqual([]);
  });

  test("is what a parser finds in every sound file but values, and no more", () => {
    const different = SOUND.filter((file) => {
      const found = parsed(file).flatMap(versionsIn).toSorted();
      const said = file.written.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).toSorted();
      return JSON.stringify(found) !== JSON.stringify(said) && !/\/values\.yaml$|^clusters\//.test(file.path);
    });
    expect(different.map(({ path }) => path)).toEqual([]);
  });

  test("is every literal version of a template", () => {
    for (const { text, written: all } of TEMPLATES) {
      const written = all.filter(({ line }) => !isAction(text.split("\n")[line - 1] ?? ""));
      const literals = text
        .split("\n")
        .flatMap((line, index) => (/^apiVersion: [^{]/.test(line) ? [index + 1] : []));
      expect(written.map(({ line }) => line)).toEqual(literals);
    }
  });

  test("counts the documents of a file", () => {
    const wrong = SOUND.filter(
      (file) => /\.(?:ya?ml|json)$/.test(file.path) && parsed(file).length !== file.documents,
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

/** A version that an included template chooses. */
function isAction(line: string): boolean {
  return /^apiVersion: \{\{ include "[^"]+" \$ \}\}$/.test(line);
}

function namesIt(line: string, { apiVersion, key }: Written): boolean {
  const version = key === "apiVersion" ? apiVersion : (apiVersion.split("/")[1] ?? "");
  const match = /^\s*(?:- )*["']?(apiVersion|version)["']?: ["']?([^"',]+)["']?,?$/.exec(line);
  return match?.[1] === key && match[2] === version;
}

function parsed({ path, text }: CorpusFile): readonly unknown[] {
  if (path.endsWith(".json")) return [JSON.parse(text)];
  return /\.ya?ml$/.test(path) ? loadAll(text) : [];
}

/** Every mapping that names a kind and its version, however deep it lies; text is not looked into. */
function versionsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { apiVersion, group, version, kind } = value as Readonly<Record<string, string | undefined>>;
  const named = apiVersion ?? (group === undefined ? undefined : `${group}/${version}`);
  const own = typeof named === "string" && typeof kind === "string" ? [`${named} ${kind}`] : [];
  return [...own, ...Object.values(value).flatMap(versionsIn)];
}
