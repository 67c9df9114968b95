import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";

/** Storage that lies on one node's disk: a pod with it can run nowhere else. */
export type NodeBoundStorage =
  | {
      readonly type: "volume";
      readonly name: string;
      readonly place: Place;
      /** `local` or `hostPath`. */
      readonly source: string;
      /** The claim it is bound to, as namespace/name. */
      readonly claim?: string;
    }
  | { readonly type: "class"; readonly name: string; readonly place: Place; readonly provisioner: string }
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
  const source = ["local", "hostPath"].find((key) => spec?.has(key) ?? false);
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
  if (!LOCAL_PROVISIONERS.some((known) => known.test(provisioner))) return [];
  return [
    {
      type: "class",
      name: detached(manifest.name ?? ""),
      place: placeOf(manifest),
      provisioner: detached(provisioner),
    },
  ];
}
