import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import { readLabels } from "./label-selector.ts";
import { optionalText } from "./optional-text.ts";

/** A Service, as far as it says which pods stand behind it. */
export interface Service {
  readonly name: string;
  readonly namespace?: string;
  readonly selector: Readonly<Record<string, string>>;
}

export const services: ManifestView<Service> = {
  kind: "manifests",
  name: "services",
  inSamples: false,
  mentions: (word) => word === "Service",
  read: ({ apiVersion, kind, name = "", namespace, value }) =>
    value === undefined || kind !== "Service" || apiVersion !== "v1"
      ? []
      : [
          {
            name: detached(name),
            ...optionalText("namespace", namespace),
            selector: readLabels(value.get("spec", "selector")),
          },
        ],
};
