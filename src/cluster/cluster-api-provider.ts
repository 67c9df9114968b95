import type { SourceValue } from "../source/value.ts";
import type { Distribution } from "./cluster.ts";
import { type ClusterApiObject, foreignControlPlane } from "./cluster-api-objects.ts";

/** Who runs a control plane that is not kubeadm's, and where that is said. */
export interface ClusterApiProvider {
  readonly distribution: Distribution;
  /** What it is called: `RKE2ControlPlane`. */
  readonly called: string;
  readonly at: SourceValue;
}

/** The provider of a cluster's control plane; undefined for kubeadm, which is also Cluster API's default. */
export function clusterApiProvider(objects: readonly ClusterApiObject[]): ClusterApiProvider | undefined {
  for (const { role, kind, value } of objects) {
    const named = role === "cluster" ? value.get("spec", "controlPlaneRef", "kind") : value.get("kind");
    const called = role === "cluster" ? named?.text() : kind;
    if (named === undefined || called === undefined || (role !== "cluster" && role !== "control-plane"))
      continue;
    if (called === "KubeadmControlPlane") continue;
    return { distribution: foreignControlPlane(called) ?? "unknown", called, at: named };
  }
  return undefined;
}
