import type { VersionFrom } from "../config/configuration.ts";
import { valueAt } from "../config/configuration-data.ts";
import { parseVersionPath } from "../config/version-path.ts";
import { type Capture, captures } from "../config/version-pattern.ts";
import { quotedText } from "../kubernetes/quoted-text.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import { readDocuments } from "../source/documents.ts";
import type { Place, SourceFile } from "../source/finding.ts";
import { lineIndex } from "../source/line-index.ts";
import type { Origin } from "../source/origin.ts";
import type { VersionReading } from "./reader.ts";
import { isPlaceholder, withoutPrefix } from "./version-reading.ts";

/** The version that `versionFrom` points at, or why it cannot be read. */
export type VersionFromAnswer = { readonly reading: VersionReading } | { readonly flaw: VersionFromFlaw };

export interface VersionFromFlaw {
  /** What was found, as the rest of a sentence that begins with the file's name. */
  readonly reason: string;
  /** The lines of the file that it is about. */
  readonly places: readonly Place[];
  /** The next step, in one sentence. */
  readonly remedy: string;
}

/** Matches in one file that are compared; a pattern that matches more often is too loose anyway. */
const MOST_MATCHES = 100;
/** Files that patterns run on: far above any Terraform or Packer file, so that linear time stays short. */
const LONGEST_TEXT = 1024 * 1024;
/** What package repositories add to a version: `1.34.2-1.1`, `1.27.3-00`, `1.34.2-150500.1.1`, `1.34.2-*`. */
const PACKAGE_REVISION = /-(?:\d[\d.]*|\*)$/;

/**
 * Reads the version that a file of another tool keeps: by a dotted path in YAML or JSON, or by a pattern in
 * any text. Several places are fine as long as they agree.
 */
export function readVersionFrom(from: VersionFrom, files: readonly SourceFile[]): VersionFromAnswer {
  const file = files.find(({ path }) => path === from.file);
  if (file === undefined) {
    const remedy = `Correct file: it is relative to the repository's root${nearPath(from.file, files)}.`;
    return { flaw: { reason: "is not among the files that were read", places: [], remedy } };
  }
  if (from.path !== undefined) return byPath(file, from.path);
  return byPattern(file, from.pattern ?? "");
}

function byPath(file: SourceFile, path: string): VersionFromAnswer {
  const { documents, unread } = readDocuments(file);
  const [broken] = unread;
  if (documents.length === 0 && broken !== undefined) {
    const places = [{ path: file.path, line: broken.line ?? 1, column: 1 }];
    return flaw(
      `cannot be read: ${broken.reason}`,
      places,
      "Correct the file, or use pattern, which reads any text.",
    );
  }
  const parts = parseVersionPath(path) ?? [];
  const found = documents.flatMap(({ root }) => valueAt(root, parts) ?? []);
  if (found.length === 0) {
    return flaw(
      `has nothing at ${path}`,
      [],
      "Correct path: it is dotted, such as kubernetes.version or items[0].version.",
    );
  }
  return agreed(found.map((value) => value.origin()));
}

function byPattern(file: SourceFile, pattern: string): VersionFromAnswer {
  if (file.text.length > LONGEST_TEXT) {
    return flaw(
      `has ${file.text.length} characters, and patterns are tried on at most ${LONGEST_TEXT}`,
      [],
      "Point versionFrom at a smaller file.",
    );
  }
  const locate = lineIndex(file.text);
  const found = withoutComments(captures(pattern, file.text, MOST_MATCHES), file.text);
  if (found.length === 0) {
    return flaw(
      "has no match for the pattern",
      [],
      "Correct pattern: it is a regular expression in RE2 syntax, and ^ and $ match at lines.",
    );
  }
  return agreed(
    found.map(({ text, offset }) => ({ path: file.path, ...locate(offset), field: pattern, value: text })),
  );
}

/** What is commented out sets nothing, unless the pattern is made for comments and matches only there. */
function withoutComments(found: readonly Capture[], text: string): readonly Capture[] {
  const set = found.filter(
    ({ offset }) => !COMMENT.test(text.slice(text.lastIndexOf("\n", offset) + 1, offset + 1)),
  );
  return set.length === 0 ? found : set;
}

const COMMENT = /^\s*(?:#|\/\/|;)/;

/** The one version that all the places give; the first place stands for them. */
function agreed(origins: readonly Origin[]): VersionFromAnswer {
  const read = origins.map((origin) => ({ origin, version: versionIn(origin.value) }));
  const wrong = read.find(({ version }) => version === undefined);
  if (wrong !== undefined) return noVersion(wrong.origin);
  const readings = read.map(({ origin, version }) => ({ origin, version: version ?? "" }));
  const [first] = readings;
  const other = readings.find(({ version }) => version !== first?.version);
  if (first === undefined || other !== undefined) return disagreement(readings);
  return { reading: first };
}

function versionIn(text: string): string | undefined {
  const version = withoutPrefix(text.trim());
  if (tryParseVersion(version) !== undefined) return version;
  const bare = version.replace(PACKAGE_REVISION, "");
  return tryParseVersion(bare) === undefined ? undefined : bare;
}

function noVersion(origin: Origin): VersionFromAnswer {
  const what = isPlaceholder(origin.value)
    ? "a placeholder that something else fills in"
    : "no Kubernetes version";
  const shown = origin.value === "" ? "no text" : quotedText(origin.value);
  return flaw(
    `says ${shown} in line ${origin.line}, which is ${what}`,
    [placeOf(origin)],
    "Point versionFrom at the place where the version itself stands, such as 1.34.6.",
  );
}

function disagreement(readings: readonly VersionReading[]): VersionFromAnswer {
  const distinct = [...new Map(readings.map((reading) => [reading.version, reading])).values()];
  const said = distinct.slice(0, 5).map(({ version, origin }) => `${version} in line ${origin.line}`);
  return flaw(
    `gives ${distinct.length} versions: ${said.join(", ")}`,
    distinct.map(({ origin }) => placeOf(origin)),
    "Make path or pattern match the one place that holds this cluster's version.",
  );
}

function flaw(reason: string, places: readonly Place[], remedy: string): VersionFromAnswer {
  return { flaw: { reason, places, remedy } };
}

function placeOf({ path, line, column }: Origin): Place {
  return { path, line, column };
}

/** The same file name elsewhere is mostly what was meant. */
function nearPath(path: string, files: readonly SourceFile[]): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const same = files.filter((file) => file.path === name || file.path.endsWith(`/${name}`));
  const [only] = same;
  return same.length === 1 && only !== undefined ? `; did you mean ${only.path}?` : "";
}
