import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";

/** Storage that lies on one node's disk: a pod with it can run nowhere else. */
export type NodeBoundStorage =
  | {
      readonly type: "volume";
      readonly name: string;
      readonly place: Place;
      /** `local` or `hostPath`; `node-bound` for any other that only one node may attach. */
      readonly source: string;
      /** The claim it is bound to, as namespace/name. */
      readonly claim?: string;
    }
  | {
      readonly type: "class";
      readonly name: string;
      readonly place: Place;
      readonly provisioner: string;
      /** False for the default class where its volumes can move: it is here because claims may not name it. */
      readonly isLocal: boolean;
      readonly isDefault: boolean;
    }
  /** A claim names its class, or gets the default one. */
  | {
      readonly type: "claim";
      readonly name: string;
      readonly namespace?: string;
      readonly storageClass?: string;
      readonly place: Place;
    };

/** Provisioners that make volumes on the disk of a node, by their own documents. */
const LOCAL_PROVISIONERS: readonly RegExp[] = [
  /^kubernetes\.io\/no-provisioner$/,
  /^rancher\.io\/local-path$/,
  /^(?:topolvm\.(?:io|cybozu\.com))$/,
  /^openebs\.io\/local$/,
  /^(?:local|zfs)\.csi\.openebs\.io$/,
  /^microk8s\.io\/hostpath$/,
  /^k8s\.io\/minikube-hostpath$/,
];

const KINDS: ReadonlySet<string> = new Set(["PersistentVolume", "PersistentVolumeClaim", "StorageClass"]);

export const nodeBoundStorage: ManifestView<NodeBoundStorage> = {
  kind: "manifests",
  name: "node-bound-storage",
  inSamples: false,
  mentions: (word) => KINDS.has(word),
  read: (manifest) => {
    switch (manifest.kind) {
      case "PersistentVolume":
        return volumeOf(manifest);
      case "PersistentVolumeClaim":
        return claimOf(manifest);
      case "StorageClass":
        return classOf(manifest);
      default:
        return [];
    }
  },
};

function volumeOf(manifest: Manifest): readonly NodeBoundStorage[] {
  const spec = manifest.value?.get("spec");
  const source = spec === undefined ? undefined : (localSource(spec) ?? boundToNode(spec));
  if (spec === undefined || source === undefined) return [];
  const reference = spec.get("claimRef");
  const claim =
    reference === undefined
      ? undefined
      : `${reference.textAt("namespace") ?? "default"}/${reference.textAt("name") ?? ""}`;
  return [
    {
      type: "volume",
      name: detached(manifest.name ?? ""),
      place: placeOf(manifest),
      source,
      ...optionalText("claim", claim),
    },
  ];
}

function localSource(spec: SourceValue): string | undefined {
  return ["local", "hostPath"].find((key) => spec.has(key));
}

/** What a driver made for one node has an affinity to its host name, or to a label of the driver's for nodes. */
function boundToNode(spec: SourceValue): string | undefined {
  const terms = spec.get("nodeAffinity", "required", "nodeSelectorTerms")?.items() ?? [];
  const isBound =
    terms.length > 0 &&
    terms.every((term) =>
      (term.get("matchExpressions")?.items() ?? []).some((one) =>
        /^(?:kubernetes\.io\/hostname|[\w.-]+\/(?:node|nodename|hostname))$/.test(one.textAt("key") ?? ""),
      ),
    );
  return isBound ? "node-bound" : undefined;
}

function claimOf(manifest: Manifest): readonly NodeBoundStorage[] {
  return [
    {
      type: "claim",
      name: detached(manifest.name ?? ""),
      ...optionalText("namespace", manifest.namespace),
      ...optionalText("storageClass", manifest.value?.textAt("spec", "storageClassName")),
      place: placeOf(manifest),
    },
  ];
}

function classOf(manifest: Manifest): readonly NodeBoundStorage[] {
  const provisioner = manifest.value?.textAt("provisioner") ?? "";
  const isLocal = LOCAL_PROVISIONERS.some((known) => known.test(provisioner));
  const annotations = manifest.value?.get("metadata", "annotations");
  const isDefault = annotations?.textAt("storageclass.kubernetes.io/is-default-class") === "true";
  if (!isLocal && !isDefault) return [];
  return [
    {
      type: "class",
      name: detached(manifest.name ?? ""),
      place: placeOf(manifest),
      provisioner: detached(provisioner),
      isLocal,
      isDefault,
    },
  ];
}
