import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { placeOf } from "./place-of.ts";
import { isWorkloadKind, podTemplate } from "./workloads.ts";

/** A claim that a workload's pods mount, with the SELinux labels of the containers. */
export interface SelinuxVolume {
  /** As namespace/name. */
  readonly claim: string;
  /** Each label once, as JSON; `{}` for a container without one. */
  readonly labels: readonly string[];
  readonly owner: string;
  readonly place: Place;
}

/** Claims of pods that leave the relabelling of their volumes to the cluster's default. */
export const selinuxVolumes: ManifestView<SelinuxVolume> = {
  kind: "manifests",
  name: "selinux-volumes",
  inSamples: false,
  mentions: isWorkloadKind,
  read: (manifest) => {
    const { kind, name = "", namespace = "default" } = manifest;
    const spec = podTemplate(manifest)?.get("spec");
    if (spec === undefined || spec.textAt("securityContext", "seLinuxChangePolicy") === "Recursive")
      return [];
    return (spec.get("volumes")?.items() ?? []).flatMap((volume) => {
      const claim = volume.get("persistentVolumeClaim", "claimName");
      if (claim === undefined) return [];
      return [
        {
          claim: detached(`${namespace}/${claim.text() ?? ""}`),
          labels: labelsOf(spec, volume.textAt("name") ?? ""),
          owner: detached(`${kind} ${name}`.trim()),
          place: placeOf(manifest, claim.position()),
        },
      ];
    });
  },
};

function labelsOf(spec: SourceValue, volume: string): readonly string[] {
  const containers = ["initContainers", "containers"].flatMap((list) => spec.get(list)?.items() ?? []);
  const mounting = containers.filter((container) =>
    (container.get("volumeMounts")?.items() ?? []).some((mount) => mount.textAt("name") === volume),
  );
  const labels = mounting.map((container) => {
    const own = container.get("securityContext", "seLinuxOptions");
    return labelText(own ?? spec.get("securityContext", "seLinuxOptions"));
  });
  return [...new Set(labels)];
}

function labelText(options: SourceValue | undefined): string {
  const parts = ["user", "role", "type", "level"].flatMap((part) => {
    const text = options?.textAt(part);
    return text === undefined ? [] : [[part, text]];
  });
  return detached(JSON.stringify(Object.fromEntries(parts)));
}
