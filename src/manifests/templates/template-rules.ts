import type { LocatedText } from "../../source/documents.ts";
import { documentManifests } from "../document-manifests.ts";
import { isJsonnet } from "../jsonnet/read-jsonnet.ts";
import type { Manifest, NamedManifest } from "../manifest.ts";
import { manifestDocuments } from "../manifest-file.ts";
import { actionOf } from "./action.ts";
import { readTokens } from "./tokens.ts";
import { withoutActions } from "./without-actions.ts";

/**
 * The objects of a template that hold rules, read as YAML with blanks for its actions: rules name APIs word by word,
 * which the outline of a template does not tell. Empty for a text that is no YAML even so.
 */
export function templateRules(source: LocatedText): readonly NamedManifest[] {
  if (isJsonnet(source.path)) return [];
  const isConditional = conditionalLines(source);
  // As long as the source, and so with the same offsets.
  const blanked = { ...source, text: withoutActions(source) };
  return manifestDocuments({ path: source.path, text: blanked.text }, blanked).flatMap(
    ({ words: { words }, parsed }) =>
      parsed()
        .documents.flatMap(({ root }) => documentManifests(root))
        .map((manifest) => ({ words, manifest: { ...withoutName(manifest), isConditional } })),
  );
}

/** An action may write it, or a part of it. */
function withoutName({ name: _name, namespace: _namespace, ...manifest }: Manifest): Manifest {
  return manifest;
}

/** Whether a line of the file lies inside a block or a define. */
function conditionalLines({ path, text, locate }: LocatedText): (line: number) => boolean {
  const open: number[] = [];
  const blocks: { readonly from: number; readonly to: number }[] = [];
  readTokens(path, text, (token) => {
    if (token.kind !== "action") return;
    const { does } = actionOf(token.mark, token.inner);
    if (does === "open" || does === "define") open.push(token.start);
    const from = does === "close" ? open.pop() : undefined;
    if (from !== undefined) blocks.push({ from: locate(from).line, to: locate(token.start).line });
  });
  return (line) => blocks.some(({ from, to }) => from <= line && line <= to);
}
