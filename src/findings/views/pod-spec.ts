import { detached } from "../../source/detached.ts";
import type { SourceValue } from "../../source/value.ts";
import { type LabelSelector, readLabelSelector, readLabels } from "./label-selector.ts";
import { optionalText } from "./optional-text.ts";

/** What checks want to know of a pod's specification; texts as written. */
export interface PodSpec {
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly nodeName?: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Keys of the tolerations; `*` for one that tolerates everything. */
  readonly tolerations: readonly string[];
  readonly hostNetwork: boolean;
  /** `requiredDuringScheduling…` terms of `podAntiAffinity`. */
  readonly requiredAntiAffinity: readonly AntiAffinityTerm[];
}

export interface Container {
  readonly name: string;
  readonly image: string;
  /** 1-based place of the image, for findings about it. */
  readonly imageLine: number;
  readonly imageColumn: number;
  readonly isInit: boolean;
  /** `command` and `args` in one list. */
  readonly words: readonly string[];
}

export interface Volume {
  readonly name: string;
  /** The member that says what it is: `emptyDir`, `hostPath`, `persistentVolumeClaim`, `glusterfs`. */
  readonly type: string;
  /** Of a claim its name, of a hostPath its path, of a Secret or ConfigMap its name, of a CSI volume its driver. */
  readonly reference?: string;
  /** True where it may hold data that the pod writes: no mount of it is read-only alone, and it is no socket or device. */
  readonly isWritable: boolean;
  /** A projected service account token that names no audience. */
  readonly hasOpenToken: boolean;
  readonly line: number;
  readonly column: number;
}

export interface AntiAffinityTerm {
  readonly topologyKey: string;
  readonly selector: LabelSelector;
}

/** Reads a `PodSpec`. Never throws: what is not there, or is of another shape, is left out. */
export function readPodSpec(spec: SourceValue): PodSpec {
  const serviceAccount = spec.textAt("serviceAccountName") ?? spec.textAt("serviceAccount");
  const automount = spec.get("automountServiceAccountToken")?.boolean();
  const grace = spec.get("terminationGracePeriodSeconds")?.number();
  return {
    containers: [...containersOf(spec, "initContainers"), ...containersOf(spec, "containers")],
    volumes: (spec.get("volumes")?.items() ?? []).flatMap((volume) => volumeOf(volume, writableMounts(spec))),
    ...optionalText("serviceAccountName", serviceAccount),
    ...(automount === undefined ? {} : { automountServiceAccountToken: automount }),
    ...(grace === undefined ? {} : { terminationGracePeriodSeconds: grace }),
    ...optionalText("nodeName", spec.textAt("nodeName")),
    nodeSelector: readLabels(spec.get("nodeSelector")),
    tolerations: (spec.get("tolerations")?.items() ?? []).map((one) => detached(one.textAt("key") ?? "*")),
    hostNetwork: spec.get("hostNetwork")?.boolean() ?? false,
    requiredAntiAffinity: antiAffinityOf(spec),
  };
}

function containersOf(spec: SourceValue, key: "containers" | "initContainers"): readonly Container[] {
  return (spec.get(key)?.items() ?? []).map((container) => {
    const image = container.get("image");
    const { line, column } = (image ?? container).position();
    return {
      name: detached(container.textAt("name") ?? ""),
      image: detached(image?.text() ?? ""),
      imageLine: line,
      imageColumn: column,
      isInit: key === "initContainers",
      words: ["command", "args"].flatMap((list) =>
        (container.get(list)?.items() ?? []).map((word) => detached(word.text() ?? "")),
      ),
    };
  });
}

/** Where the part of a volume stands that tells it from others of its type. */
const REFERENCES: Readonly<Record<string, string>> = {
  persistentVolumeClaim: "claimName",
  hostPath: "path",
  secret: "secretName",
  configMap: "name",
  csi: "driver",
};

/** Tells whether pods may write into the volume of a name; of one that nothing mounts nobody knows. */
function writableMounts(spec: SourceValue): (volume: string) => boolean {
  const mounts = ["initContainers", "containers"]
    .flatMap((key) => spec.get(key)?.items() ?? [])
    .flatMap((container) => container.get("volumeMounts")?.items() ?? []);
  return (volume) => {
    const own = mounts.filter((mount) => mount.textAt("name") === volume);
    return own.length === 0 || own.some((mount) => mount.get("readOnly")?.boolean() !== true);
  };
}

/** What a hostPath may be apart from data. */
const NO_DATA: ReadonlySet<string> = new Set(["Socket", "CharDevice", "BlockDevice"]);

function volumeOf(volume: SourceValue, isMountedWritable: (name: string) => boolean): readonly Volume[] {
  const found = volume.entries().find(([key]) => key !== "name");
  if (found === undefined) return [];
  const [type, source] = found;
  const reference = source.textAt(REFERENCES[type] ?? "");
  return [
    {
      name: detached(volume.textAt("name") ?? ""),
      type: detached(type),
      ...optionalText("reference", reference),
      isWritable: isMountedWritable(volume.textAt("name") ?? "") && !NO_DATA.has(source.textAt("type") ?? ""),
      hasOpenToken: (source.get("sources")?.items() ?? []).some(isOpenToken),
      ...(volume.keyPosition(type) ?? volume.position()),
    },
  ];
}

function isOpenToken(source: SourceValue): boolean {
  const token = source.get("serviceAccountToken");
  return token !== undefined && token.textAt("audience") === undefined;
}

function antiAffinityOf(spec: SourceValue): readonly AntiAffinityTerm[] {
  const terms = spec.get("affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
  return (terms?.items() ?? []).map((term) => ({
    topologyKey: detached(term.textAt("topologyKey") ?? ""),
    selector: readLabelSelector(term.get("labelSelector")),
  }));
}
