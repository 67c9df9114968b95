import { apiFacts, lastOfGoing, versionsOfKind } from "../../kubernetes/api-table.ts";
import { apiVersionOf } from "../../kubernetes/lifecycle-facts.ts";
import { isNotable } from "../../kubernetes/notable-apis.ts";
import type { FileView } from "../../manifests/view.ts";
import { readDocuments } from "../../source/documents.ts";
import { readEmbedded } from "../../source/embedded.ts";
import type { SourceValue } from "../../source/value.ts";
import { type ApiUse, apiUse, keyPlace } from "./api-use.ts";

/** The APIs that a kustomization names: what its patches and replacements aim at, and patches written inline. */
export const kustomizationTargets: FileView<ApiUse> = {
  kind: "files",
  name: "kustomization-targets",
  wants: ({ path }) => KUSTOMIZATION.test(path),
  read: (file) => {
    const { documents, unread } = readDocuments(file);
    return { entries: documents.flatMap(({ root }) => usesOfKustomization(root)), unread };
  },
};

/** The APIs that a mapping with the keys of a kustomization names. */
export function usesOfKustomization(root: SourceValue): readonly ApiUse[] {
  return [...targetUses(root), ...inlineUses(root)];
}

const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

function targetUses(root: SourceValue): readonly ApiUse[] {
  const patches = [...items(root, "patches"), ...items(root, "patchesJson6902")];
  const replacements = items(root, "replacements");
  const selectors = replacements.flatMap((replacement) => items(replacement, "targets"));
  const spots = [
    ...patches.map((patch) => patch.get("target")),
    ...replacements.map((replacement) => replacement.get("source")),
    ...selectors.flatMap((target) => [target.get("select"), ...items(target, "reject")]),
    ...items(root, "vars").map((variable) => variable.get("objref")),
  ];
  return spots.flatMap((spot) => (spot === undefined ? [] : useOf(spot)));
}

/** A target says its group and version apart or, as `vars` do, its `apiVersion`; the version may be left out. */
function useOf(spot: SourceValue): readonly ApiUse[] {
  const kind = spot.textAt("kind");
  if (kind === undefined) return [];
  const written = spot.textAt("apiVersion");
  if (written !== undefined) return named(spot, { apiVersion: written, kind, key: "apiVersion" });
  const [group = "", version] = [spot.textAt("group"), spot.textAt("version")];
  if (version !== undefined)
    return named(spot, { apiVersion: apiVersionOf({ group, version }), kind, key: "version" });
  const last = lastOfGoing(versionsOfKind({ group, kind }));
  return last === undefined ? [] : named(spot, { apiVersion: last.apiVersion, kind, key: "group" });
}

/** Strategic merge patches that stand in the file itself, as text in a block. */
function inlineUses(root: SourceValue): readonly ApiUse[] {
  const texts = [
    ...items(root, "patches").flatMap((patch) => patch.get("patch") ?? []),
    ...items(root, "patchesStrategicMerge"),
  ];
  return texts
    .filter((text) => text.kind === "scalar" && /apiVersion/.test(text.text() ?? ""))
    .flatMap((text) => readEmbedded(text).documents)
    .flatMap(({ root: patch }) => {
      const [apiVersion, kind] = [patch.textAt("apiVersion"), patch.textAt("kind")];
      if (apiVersion === undefined || kind === undefined) return [];
      return named(patch, { apiVersion, kind, key: "apiVersion" });
    });
}

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  /** Whose line is told. */
  readonly key: string;
}

function named(value: SourceValue, { apiVersion, kind, key }: Named): readonly ApiUse[] {
  const facts = apiFacts({ apiVersion, kind });
  if (facts === undefined || !isNotable(facts)) return [];
  const metadata = value.get("metadata") ?? value;
  const [name, namespace] = [metadata.textAt("name"), metadata.textAt("namespace")];
  return [apiUse({ apiVersion, kind, name, namespace }, "reference", keyPlace(value, key))];
}

function items(value: SourceValue, key: string): readonly SourceValue[] {
  return value.get(key)?.items() ?? [];
}
