import { documentManifests } from "../manifests/document-manifests.ts";
import type { Manifest } from "../manifests/manifest.ts";
import { readDocuments, type SourceDocuments } from "../source/documents.ts";
import type { Place, SourceFile } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";

/** What fixers ask of one file for each of its places. */
export interface FileReading {
  readonly documents: SourceDocuments;
  /** Objects by where their `apiVersion` stands. */
  readonly objectAt: (place: Place) => Manifest | undefined;
  /** Whether an `apiVersion` of the documents stands there as a key, and not inside a text. */
  readonly hasKeyAt: (place: Place) => boolean;
  /** The lines of a template with its branches; undefined where the file is none. */
  readonly templateLines: readonly string[] | undefined;
}

const readings = new WeakMap<SourceFile, FileReading>();

/** Reads a file once, however often it is asked for. */
export function readingOf(file: SourceFile): FileReading {
  const known = readings.get(file);
  if (known !== undefined) return known;
  const reading = readFile(file);
  readings.set(file, reading);
  return reading;
}

function readFile(file: SourceFile): FileReading {
  const documents = readDocuments(file);
  const objects = new Map(
    documents.documents
      .flatMap(({ root }) => documentManifests(root))
      .map((manifest) => [keyOf(manifest.at), manifest]),
  );
  let keys: ReadonlySet<string> | undefined;
  return {
    documents,
    objectAt: (place) => objects.get(keyOf(place)),
    hasKeyAt: (place) => {
      keys ??= new Set(documents.documents.flatMap(({ root }) => versionKeys(root)));
      return keys.has(keyOf(place));
    },
    templateLines: /\{\{|\{%/.test(file.text) ? file.text.split("\n") : undefined,
  };
}

function keyOf({ line, column }: Pick<Place, "line" | "column">): string {
  return `${line}:${column}`;
}

function versionKeys(value: SourceValue): readonly string[] {
  const children = value.kind === "mapping" ? value.entries().map(([, child]) => child) : value.items();
  const at = value.keyPosition("apiVersion");
  return [...(at === undefined ? [] : [keyOf(at)]), ...children.flatMap(versionKeys)];
}
