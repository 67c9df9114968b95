import { documentManifests } from "../document-manifests.ts";
import type { Manifest, NamedManifest } from "../manifest.ts";
import { manifestDocuments } from "../manifest-file.ts";
import { placed, type RenderedPlace, renderedObjects } from "../rendering/rendered-objects.ts";
import { SourceLines } from "../rendering/source-lines.ts";
import type { FindFile } from "../surroundings.ts";

/** The files whose objects a build may have written, and the kustomization that stands for all others. */
export interface BuiltFrom {
  readonly top: string;
  readonly files: Iterable<string>;
  readonly find: FindFile;
}

/** Reads what a build wrote, each object at the place of the file that says it. */
export function placeBuilt(text: string, { top, files, find }: BuiltFrom): readonly NamedManifest[] {
  const sources = Map.groupBy(
    [...files].flatMap((path) => sourcesIn(path, find)),
    ({ kind }) => kind,
  );
  const elsewhere: RenderedPlace = { path: top, at: { line: 1, column: 1 } };
  return renderedObjects(text).map(({ manifest, words }) => {
    const place = sourceOf(manifest, sources.get(manifest.kind) ?? []) ?? elsewhere;
    return { manifest: placed(manifest, place), words };
  });
}

interface Source extends RenderedPlace {
  readonly kind: string;
  readonly name: string;
}

function sourcesIn(path: string, find: FindFile): readonly Source[] {
  const file = find(path);
  if (file === undefined) return [];
  const lines = new SourceLines(file.text);
  return manifestDocuments(file)
    .flatMap((document) => document.parsed().documents)
    .flatMap(({ root }) => documentManifests(root))
    .map(({ kind, name = "", at }) => ({ path, at, lines, kind, name }));
}

/**
 * Among objects of one kind the one whose name is the built one's, or the longest part of it (builds put prefixes
 * and suffixes to names); else the only one there is.
 */
function sourceOf({ name = "" }: Manifest, sources: readonly Source[]): Source | undefined {
  const [best] = sources
    .filter((source) => name.includes(source.name))
    .toSorted((left, right) => right.name.length - left.name.length);
  return best ?? (sources.length === 1 ? sources[0] : undefined);
}
