import type { Position } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";
import { keySpot, type TrapSign } from "../trap-sighting.ts";

/** A kind of volume that Kubernetes itself no longer mounts. */
interface GoneVolume {
  readonly trap: string;
  /** Its member in a PersistentVolume and among a pod's volumes. */
  readonly member: string;
  readonly provisioner?: string;
}

const GONE: readonly GoneVolume[] = [
  { trap: "glusterfs-removed", member: "glusterfs", provisioner: "kubernetes.io/glusterfs" },
  { trap: "cephfs-rbd-removed", member: "cephfs" },
  { trap: "cephfs-rbd-removed", member: "rbd", provisioner: "kubernetes.io/rbd" },
  { trap: "git-repo-off", member: "gitRepo" },
  { trap: "gitrepo-gone", member: "gitRepo" },
  { trap: "portworx-removed", member: "portworxVolume", provisioner: "kubernetes.io/portworx-volume" },
  { trap: "flexvolume-kubeadm", member: "flexVolume" },
];

/** In a PersistentVolume. */
export const persistentVolumeSigns: readonly TrapSign[] = GONE.map(({ trap, member }) => ({
  trap,
  spots: (volume) => keySpot(volume, "spec", member),
}));

/** In a StorageClass. */
export const storageClassSigns: readonly TrapSign[] = GONE.flatMap(({ trap, provisioner }) =>
  provisioner === undefined
    ? []
    : [
        {
          trap,
          spots: (storage: SourceValue): readonly Position[] =>
            storage.textAt("provisioner") === provisioner ? keySpot(storage, "provisioner") : [],
        },
      ],
);

/** Among the volumes of a pod's template. */
export const podVolumeSigns: readonly TrapSign[] = GONE.map(({ trap, member }) => ({
  trap,
  spots: (template) =>
    (template.get("spec", "volumes")?.items() ?? []).flatMap((volume) => keySpot(volume, member)),
}));
