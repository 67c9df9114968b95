import { documentManifests } from "../manifests/document-manifests.ts";
import type { Manifest } from "../manifests/manifest.ts";
import { readDocuments, type SourceDocuments } from "../source/documents.ts";
import type { Place, SourceFile } from "../source/finding.ts";

/** What fixers ask of one file for each of its places. */
export interface FileReading {
  readonly documents: SourceDocuments;
  /** Objects by where their `apiVersion` stands. */
  readonly objectAt: (place: Place) => Manifest | undefined;
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
  return {
    documents,
    objectAt: (place) => objects.get(keyOf(place)),
    templateLines: /\{\{|\{%/.test(file.text) ? file.text.split("\n") : undefined,
  };
}

function keyOf({ line, column }: Pick<Place, "line" | "column">): string {
  return `${line}:${column}`;
}
