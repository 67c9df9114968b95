/** How Kubehop deals with one trap of `data/traps.json`. */
export type TrapCoverage =
  | {
      readonly kind: "detected";
      /** Short name of the check. */
      readonly by: string;
      /** What the check cannot see without; then the trap is checked by hand. */
      readonly needs?: DescribedPart;
      readonly command: string;
    }
  | {
      /** Files need not show it; where they do, its finding says so instead. */
      readonly kind: "by-hand";
      readonly command: string;
      /** Component and flag without which it cannot concern a cluster whose kubeadm files were read. */
      readonly onlyWith?: readonly [component: string, flag: string];
    };

/**
 * A part of the cluster that files may or may not describe; `proxy-mode`: kubeadm's files or
 * kubespray's, of which the default is known; `repository`: manifests and what lies beside them.
 */
export type DescribedPart = "nodes" | "kubeadm" | "proxy-mode" | "etcd" | "addons" | "repository";

/** A trap that a check sees, given that part. */
export function detected(by: string, command: string, needs?: DescribedPart): TrapCoverage {
  return { kind: "detected", by, command, ...(needs === undefined ? {} : { needs }) };
}

/** A trap that only the host or the running cluster shows. */
export function byHand(command: string, onlyWith?: readonly [component: string, flag: string]): TrapCoverage {
  return { kind: "by-hand", command, ...(onlyWith === undefined ? {} : { onlyWith }) };
}
