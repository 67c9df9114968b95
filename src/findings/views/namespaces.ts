import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readLabels } from "./label-selector.ts";

/** A Namespace and the labels that a file or a snapshot gives it. */
export interface Namespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export const namespaces: ManifestView<Namespace> = {
  kind: "manifests",
  name: "namespaces",
  inSamples: false,
  mentions: (word) => word === "Namespace",
  read: ({ apiVersion, kind, name, value }) =>
    kind !== "Namespace" || apiVersion !== "v1" || name === undefined
      ? []
      : [{ name: detached(name), labels: readLabels(value?.get("metadata", "labels")) }],
};
