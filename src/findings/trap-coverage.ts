/** How Kubehop deals with one trap of `data/traps.json`. */
export type TrapCoverage =
  | {
      readonly kind: "detected";
      /** Short name of the check. */
      readonly by: string;
      /** What the check cannot see without; then the trap is checked by hand. */
      readonly needs?: ClusterPart;
      readonly command: string;
    }
  | {
      /** Nothing in a repository shows it. */
      readonly kind: "by-hand";
      readonly command: string;
      /** Component and flag without which it cannot concern a cluster whose kubeadm files were read. */
      readonly onlyWith?: readonly [component: string, flag: string];
    }
  | {
      /** Manifests, scripts or alert rules show it, which the scan of the repository reads; until then by hand. */
      readonly kind: "repository-scan";
      readonly command: string;
    };

/** A part of the cluster that files may or may not describe. */
export type ClusterPart = "nodes" | "kubeadm" | "etcd" | "addons";

/** A trap that a check sees, given that part of the cluster. */
export function detected(by: string, command: string, needs?: ClusterPart): TrapCoverage {
  return { kind: "detected", by, command, ...(needs === undefined ? {} : { needs }) };
}

/** A trap that only the host or the running cluster shows. */
export function byHand(command: string, onlyWith?: readonly [component: string, flag: string]): TrapCoverage {
  return { kind: "by-hand", command, ...(onlyWith === undefined ? {} : { onlyWith }) };
}

/** A trap that manifests, scripts or alert rules show. */
export function inRepository(command: string): TrapCoverage {
  return { kind: "repository-scan", command };
}
