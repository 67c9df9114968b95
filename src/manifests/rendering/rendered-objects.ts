import { readText } from "../../source/documents.ts";
import type { Position } from "../../source/line-index.ts";
import { documentRanges } from "../../source/text-range.ts";
import { SourceValue } from "../../source/value.ts";
import { documentManifests } from "../document-manifests.ts";
import { documentWords } from "../document-words.ts";
import type { Manifest } from "../manifest.ts";
import type { SourceLines } from "./source-lines.ts";

/** An object that a tool wrote. */
export interface RenderedObject {
  /** The file that helm names in its `# Source:` comment, from the chart's own name on. */
  readonly template?: string;
  readonly manifest: Manifest & { readonly value: SourceValue };
  /** What its document names after `apiVersion:` and `kind:`. */
  readonly words: ReadonlySet<string>;
}

/** Where the repository says an object that was rendered. */
export interface RenderedPlace {
  readonly path: string;
  readonly at: Position;
  /** The file's lines, where it is known. */
  readonly lines?: SourceLines;
}

/** Reads a tool's output. Its places mean nothing until {@link placed} gives each object its own. */
export function renderedObjects(text: string): readonly RenderedObject[] {
  let template: string | undefined;
  return documentRanges(text).flatMap(({ start, end }) => {
    const part = text.slice(start, end);
    // Where a template writes a separator itself, the comment is above that, in a document of its own.
    template = SOURCE.exec(part)?.[1] ?? template;
    const from = template === undefined ? {} : { template };
    const { words } = documentWords(part);
    const { documents } = readText({ path: "", text: part, locate: () => NOWHERE, field: "" });
    return documents
      .flatMap(({ root }) => documentManifests(root))
      .flatMap((manifest) => {
        if (manifest.value === undefined) return [];
        return [{ ...from, words, manifest: { ...manifest, value: manifest.value } }];
      });
  });
}

/** The object as one of that place; what lies inside it has the place of its own line there, or the object's. */
export function placed(manifest: RenderedObject["manifest"], { path, at, lines }: RenderedPlace): Manifest {
  const { source, node } = manifest.value;
  const locate = lines?.locate(source.text, at) ?? (() => at);
  return { ...manifest, path, at, value: new SourceValue({ ...source, path, locate, field: "" }, node) };
}

const SOURCE = /^# Source: (.+)$/m;
const NOWHERE: Position = { line: 1, column: 1 };
