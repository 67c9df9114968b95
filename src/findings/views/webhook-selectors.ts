import type { Repository } from "../../manifests/repository.ts";
import type { FileView, ManifestView, View } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readDocuments } from "../../source/documents.ts";
import { readEmbedded } from "../../source/embedded.ts";
import type { SourceValue } from "../../source/value.ts";
import type { AdmissionWebhook } from "./admission-webhooks.ts";

/** A configuration of webhooks that a kustomization gives selectors: `ValidatingWebhookConfiguration policy`. */
export interface SelectedConfiguration {
  readonly kind: string;
  /** Missing where every configuration of the kind is meant. */
  readonly name?: string;
}

const KIND = /^(?:Validating|Mutating)WebhookConfiguration$/;
const SELECTOR = /\b(?:namespaceSelector|objectSelector|matchConditions)\b/;

/** Patches in files of their own. */
const patchFiles: ManifestView<SelectedConfiguration> = {
  kind: "manifests",
  name: "webhook-patch-files",
  inSamples: false,
  wantsParts: true,
  mentions: (word) => KIND.test(word),
  read: ({ part, value }) => (part?.of === "kustomization" && value !== undefined ? selectedBy(value) : []),
};

/** Patches and replacements that stand in kustomizations. */
const kustomizations: FileView<SelectedConfiguration> = {
  kind: "files",
  name: "webhook-selectors",
  wants: ({ path, text }) =>
    /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path) &&
    text.includes("WebhookConfiguration") &&
    SELECTOR.test(text),
  read: (file) => {
    const { documents, unread } = readDocuments(file);
    return { entries: documents.flatMap(({ root }) => [...patched(root), ...replaced(root)]), unread };
  },
};

/** What tells which webhooks get their selectors by kustomize alone. */
export const selectorViews: readonly View[] = [patchFiles, kustomizations];

/** Tells whether a kustomization decides what a webhook is asked about, so that its own manifest does not. */
export function selectedElsewhere(repository: Repository): (webhook: AdmissionWebhook) => boolean {
  const selected = [...repository.of(patchFiles), ...repository.of(kustomizations)];
  return ({ configuration }) =>
    selected.some(({ kind, name }) =>
      name === undefined ? configuration.startsWith(`${kind} `) : configuration === `${kind} ${name}`,
    );
}

function patched(root: SourceValue): readonly SelectedConfiguration[] {
  const patches = ["patches", "patchesJson6902"].flatMap((key) => root.get(key)?.items() ?? []);
  return patches.flatMap((one) => {
    const patch = one.get("patch");
    if (patch === undefined || !SELECTOR.test(patch.text() ?? "")) return [];
    const target = one.get("target");
    if (target !== undefined) return named(target.textAt("kind"), target.textAt("name"));
    return readEmbedded(patch).documents.flatMap(({ root: object }) => selectedBy(object));
  });
}

function replaced(root: SourceValue): readonly SelectedConfiguration[] {
  const targets = (root.get("replacements")?.items() ?? []).flatMap(
    (one) => one.get("targets")?.items() ?? [],
  );
  return targets.flatMap((target) => {
    const paths = target.get("fieldPaths")?.items() ?? [];
    const isSelector = paths.some((path) => SELECTOR.test(path.text() ?? ""));
    return isSelector ? named(target.textAt("select", "kind"), target.textAt("select", "name")) : [];
  });
}

function selectedBy(object: SourceValue): readonly SelectedConfiguration[] {
  return SELECTOR.test(object.source.text)
    ? named(object.textAt("kind"), object.textAt("metadata", "name"))
    : [];
}

function named(kind: string | undefined, name: string | undefined): readonly SelectedConfiguration[] {
  if (kind === undefined || !KIND.test(kind)) return [];
  return [{ kind: detached(kind), ...(name === undefined ? {} : { name: detached(name) }) }];
}
