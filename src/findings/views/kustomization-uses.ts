import type { ApiFacts } from "../../kubernetes/api-facts.ts";
import { allApiFacts, lastOfGoing, versionsOfKind } from "../../kubernetes/api-table.ts";
import { apiVersionOf } from "../../kubernetes/lifecycle-facts.ts";
import { isNotableApi } from "../../kubernetes/notable-apis.ts";
import { readEmbedded } from "../../source/embedded.ts";
import type { SourceValue } from "../../source/value.ts";
import { type ApiUse, apiUse, keyPlace } from "./api-use.ts";

/**
 * The APIs that the fields of a kustomization name (`patches`, `patchesStrategicMerge`, `patchesJson6902`,
 * `replacements`, `vars`), which stand in its own file or inside an object of Flux or Argo CD.
 */
export function kustomizationUses(fields: SourceValue): readonly ApiUse[] {
  return [...targetUses(fields), ...inlineUses(fields), ...operationUses(fields)];
}

function targetUses(root: SourceValue): readonly ApiUse[] {
  return selectorsOf(root).flatMap(useOf);
}

/** What the fields of a kustomization select objects with, by kind, API, name and more. */
export function selectorsOf(root: SourceValue): readonly SourceValue[] {
  const patches = [...items(root, "patches"), ...items(root, "patchesJson6902")];
  const replacements = items(root, "replacements");
  const selectors = replacements.flatMap((replacement) => items(replacement, "targets"));
  const spots = [
    ...patches.map((patch) => patch.get("target")),
    ...replacements.map((replacement) => replacement.get("source")),
    ...selectors.flatMap((target) => [target.get("select"), ...items(target, "reject")]),
    ...items(root, "vars").map((variable) => variable.get("objref")),
  ];
  return spots.filter((spot) => spot !== undefined);
}

/**
 * A target says its group and version apart or, as `vars` do, its `apiVersion`; either part may be left out, and
 * then stands for any.
 */
function useOf(spot: SourceValue): readonly ApiUse[] {
  const kind = spot.textAt("kind");
  if (kind === undefined) return [];
  const written = spot.textAt("apiVersion");
  if (written !== undefined) return named(spot, { apiVersion: written, kind, key: "apiVersion" });
  const [group, version] = [spot.textAt("group"), spot.textAt("version")];
  if (group !== undefined && version !== undefined)
    return named(spot, { apiVersion: apiVersionOf({ group, version }), kind, key: "version" });
  const last =
    group === undefined ? inAnyGroup(kind, version ?? "") : lastOfGoing(versionsOfKind({ group, kind }));
  const key = group === undefined ? "version" : "group";
  return last === undefined ? [] : named(spot, { apiVersion: last.apiVersion, kind, key });
}

/** A kind has the same version in two groups where it moved from one to the other. */
function inAnyGroup(kind: string, version: string): ApiFacts | undefined {
  const apis = allApiFacts().filter((facts) => facts.kind === kind && facts.version === version);
  return apis.length === 1 ? apis[0] : lastOfGoing(apis);
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

/** JSON patches in the file itself that give their targets another API: `{op: replace, path: /apiVersion, value: …}`. */
function operationUses(root: SourceValue): readonly ApiUse[] {
  const patches = [...items(root, "patches"), ...items(root, "patchesJson6902")];
  return patches.flatMap((patch) => {
    const [text, kind] = [patch.get("patch"), patch.textAt("target", "kind")];
    if (text?.kind !== "scalar" || !/\/apiVersion/.test(text.text() ?? "")) return [];
    const operations = readEmbedded(text).documents.flatMap(({ root: list }) => list.items());
    const newKind = operations.flatMap((operation) => writtenTo(operation, "/kind"))[0] ?? kind;
    return operations.flatMap((operation) =>
      writtenTo(operation, "/apiVersion").flatMap((apiVersion) =>
        newKind === undefined ? [] : named(operation, { apiVersion, kind: newKind, key: "value" }),
      ),
    );
  });
}

function writtenTo(operation: SourceValue, path: string): readonly string[] {
  const value = operation.textAt("value");
  const writes = operation.textAt("path") === path && /^(?:add|replace)$/.test(operation.textAt("op") ?? "");
  return writes && value !== undefined ? [value] : [];
}

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  /** Whose line is told. */
  readonly key: string;
}

function named(value: SourceValue, { apiVersion, kind, key }: Named): readonly ApiUse[] {
  if (!isNotableApi({ apiVersion, kind })) return [];
  const metadata = value.get("metadata") ?? value;
  const [name, namespace] = [metadata.textAt("name"), metadata.textAt("namespace")];
  return [apiUse({ apiVersion, kind, name, namespace }, "reference", keyPlace(value, key))];
}

function items(value: SourceValue, key: string): readonly SourceValue[] {
  return value.get(key)?.items() ?? [];
}
