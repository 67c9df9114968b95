import { detached } from "../../source/detached.ts";
import { readEmbedded } from "../../source/embedded.ts";
import type { SourceValue } from "../../source/value.ts";
import { documentManifests } from "../document-manifests.ts";
import type { NamedApi } from "./kustomization.ts";

/** The APIs that a kustomization names itself, in inline patches and as targets. */
export function namedApis(root: SourceValue): readonly NamedApi[] {
  const patches = ["patches", "patchesJson6902"].flatMap((list) => root.get(list)?.items() ?? []);
  const inline = [
    ...patches.flatMap((patch) => patch.get("patch") ?? []),
    ...(root.get("patchesStrategicMerge")?.items() ?? []),
  ];
  const replacements = root.get("replacements")?.items() ?? [];
  const targets = [
    ...patches.flatMap((patch) => patch.get("target") ?? []),
    ...replacements.flatMap((replacement) => replacement.get("source") ?? []),
    ...replacements.flatMap((replacement) =>
      (replacement.get("targets")?.items() ?? []).flatMap((target) => target.get("select") ?? []),
    ),
  ];
  const references = (root.get("vars")?.items() ?? []).flatMap((variable) => variable.get("objref") ?? []);
  return [...inline.flatMap(inlinePatches), ...targets.flatMap(targetOf), ...references.flatMap(referenceOf)];
}

/** The objects that an inline patch changes; one in JSON 6902 names none. */
function inlinePatches(patch: SourceValue): readonly NamedApi[] {
  return readEmbedded(patch)
    .documents.flatMap(({ root }) => documentManifests(root))
    .map(({ apiVersion, kind, name, at }) => ({ use: "patch", ...identity(apiVersion, kind, name), at }));
}

/** `target: {group: apps, version: v1, kind: Deployment}`; one without a version names every version. */
function targetOf(target: SourceValue): readonly NamedApi[] {
  const group = target.textAt("group");
  const version = target.textAt("version");
  const kind = target.textAt("kind");
  const at = target.keyPosition("version");
  if (version === undefined || kind === undefined || at === undefined) return [];
  const apiVersion = group === undefined ? version : `${group}/${version}`;
  return [{ use: "target", ...identity(apiVersion, kind, target.textAt("name")), at }];
}

/** `objref: {apiVersion: v1, kind: Service, name: web}`. */
function referenceOf(reference: SourceValue): readonly NamedApi[] {
  const apiVersion = reference.textAt("apiVersion");
  const kind = reference.textAt("kind");
  const at = reference.keyPosition("apiVersion");
  if (apiVersion === undefined || kind === undefined || at === undefined) return targetOf(reference);
  return [{ use: "target", ...identity(apiVersion, kind, reference.textAt("name")), at }];
}

function identity(apiVersion: string, kind: string, name: string | undefined) {
  return {
    apiVersion: detached(apiVersion),
    kind: detached(kind),
    ...(name === undefined ? {} : { name: detached(name) }),
  };
}
