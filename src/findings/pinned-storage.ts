import type { Repository } from "../manifests/repository.ts";
import { type NodeBoundStorage, nodeBoundStorage } from "./views/node-bound-storage.ts";
import type { Workload } from "./views/workloads.ts";

/** Tells the volumes of a workload that lie on one node's disk, in words: `claim data (StorageClass local-path)`. */
export function pinningVolumes(repository: Repository): (workload: Workload) => readonly string[] {
  const storage = repository.of(nodeBoundStorage);
  const provisionerOf = localProvisioners(storage.filter(isClass));
  const volumes = new Map(
    storage.filter(isVolume).flatMap(({ claim, source }) => (claim === undefined ? [] : [[claim, source]])),
  );
  const claims = new Map(
    storage.filter(isClaim).map((claim) => [keyOf(claim.namespace, claim.name), claim.storageClass]),
  );
  const claimed = (namespace: string | undefined, claim: string): readonly string[] => {
    const key = keyOf(namespace, claim);
    const source = volumes.get(key);
    if (source !== undefined) return [`claim ${claim} (a ${source} volume)`];
    const provisioner = claims.has(key) ? provisionerOf(claims.get(key)) : undefined;
    return provisioner === undefined ? [] : [`claim ${claim} (made by ${provisioner})`];
  };
  return ({ kind, ownerKind, namespace, pod, claimTemplates }) => [
    ...pod.volumes.flatMap(({ type, reference = "", isWritable }) => {
      if (type === "persistentVolumeClaim") return claimed(namespace, reference);
      const isOwn =
        type === "hostPath" && isWritable && holdsData(reference) && !endsByItself(ownerKind ?? kind);
      return isOwn ? [`hostPath ${reference}`] : [];
    }),
    ...claimTemplates.flatMap(({ name, storageClass }) => {
      const provisioner = provisionerOf(storageClass);
      return provisioner === undefined ? [] : [`claim ${name} (made by ${provisioner})`];
    }),
  ];
}

type Class = Extract<NodeBoundStorage, { type: "class" }>;

/** The local provisioner behind a class; of a claim that names none the default class's, where there is one of these. */
function localProvisioners(classes: readonly Class[]): (name: string | undefined) => string | undefined {
  const byName = new Map(classes.map((one) => [one.name, one]));
  const [first, ...others] = classes.filter(({ isDefault }) => isDefault);
  const standing = others.length === 0 ? first : undefined;
  return (name) => {
    const found = name === undefined ? standing : byName.get(name);
    return found?.isLocal === true ? found.provisioner : undefined;
  };
}

/** Every node has these; whatever is mounted from there is no data of the pod. */
const OF_EVERY_NODE =
  /^\/(?:$|dev|proc|sys|run|var\/run|var\/log|var\/lib\/(?:kubelet|docker|containerd)|lib\/modules|usr\/|boot|etc\/(?:localtime|timezone|machine-id|os-release|ssl|pki|ca-certificates|kubernetes|cni|hosts|resolv\.conf))/;

function holdsData(path: string): boolean {
  return path !== "" && !OF_EVERY_NODE.test(path);
}

/** What works on the disk of the node that it happens to run on, as a job does, comes back to none for its sake. */
function endsByItself(kind: string): boolean {
  return kind === "Job" || kind === "CronJob";
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? "default"}/${name}`;
}

function isClass(storage: NodeBoundStorage): storage is Class {
  return storage.type === "class";
}

function isVolume(storage: NodeBoundStorage): storage is Extract<NodeBoundStorage, { type: "volume" }> {
  return storage.type === "volume";
}

function isClaim(storage: NodeBoundStorage): storage is Extract<NodeBoundStorage, { type: "claim" }> {
  return storage.type === "claim";
}
