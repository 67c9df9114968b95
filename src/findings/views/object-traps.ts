import type { ManifestView } from "../../manifests/view.ts";
import { sightings, type TrapSighting } from "../trap-sighting.ts";
import { objectSigns } from "../trap-signs/objects.ts";
import { podSigns } from "../trap-signs/pods.ts";
import { isWorkloadKind, podTemplate } from "./workloads.ts";

/** Where objects run into a trap: volumes, roles, services, components' configurations, and the pods of workloads. */
export const objectTraps: ManifestView<TrapSighting> = {
  kind: "manifests",
  name: "object-traps",
  inSamples: false,
  mentions: (word) => Object.hasOwn(objectSigns, word) || isWorkloadKind(word),
  read: (manifest) => {
    const { kind, value } = manifest;
    if (value === undefined) return [];
    const signs = Object.hasOwn(objectSigns, kind) ? (objectSigns[kind] ?? []) : [];
    const template = podTemplate(manifest);
    return [
      ...sightings(signs, value, manifest),
      ...(template === undefined ? [] : sightings(podSigns, template, manifest)),
    ];
  },
};
