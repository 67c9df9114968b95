import type { Manifest } from "../../manifests/manifest.ts";
import type { Position } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";
import { keySpot } from "../trap-sighting.ts";

/** Where repositories keep what a kubelet runs from its own disk. */
const STATIC_FOLDER = /(?:^|\/)(?:etc\/kubernetes\/manifests|static[-_]?pods?)\//i;
const VOLUMES = ["secret", "configMap", "persistentVolumeClaim", "projected"];

/** Where a static pod refers to objects of the API, which its kubelet refuses. */
export function apiReferences(pod: SourceValue, { kind, path }: Manifest): readonly Position[] {
  const spec = pod.get("spec");
  if (kind !== "Pod" || spec === undefined || !STATIC_FOLDER.test(path)) return [];
  const containers = ["initContainers", "containers"].flatMap((list) => spec.get(list)?.items() ?? []);
  return [
    ...keySpot(spec, "serviceAccountName"),
    ...(spec.get("volumes")?.items() ?? []).flatMap((volume) => anyOf(volume, VOLUMES)),
    ...containers.flatMap((container) => [
      ...(container.get("envFrom")?.items() ?? []).flatMap((source) =>
        anyOf(source, ["secretRef", "configMapRef"]),
      ),
      ...(container.get("env")?.items() ?? []).flatMap((variable) => {
        const source = variable.get("valueFrom");
        return source === undefined ? [] : anyOf(source, ["secretKeyRef", "configMapKeyRef"]);
      }),
    ]),
  ];
}

function anyOf(value: SourceValue, keys: readonly string[]): readonly Position[] {
  return keys.flatMap((key) => keySpot(value, key));
}
