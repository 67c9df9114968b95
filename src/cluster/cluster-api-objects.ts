import type { SourceValue } from "../source/value.ts";
import type { Distribution } from "./cluster.ts";
import { type KubernetesObject, nameOf, namespaceOf, objectsOf } from "./kubernetes-objects.ts";
import type { RepositoryFile } from "./reader.ts";

/** What an object of Cluster API is to a cluster, whatever its group and version. */
export type ClusterApiRole =
  | "cluster"
  | "control-plane"
  | "pool"
  | "machine"
  | "worker-configuration"
  | "cluster-class"
  | "control-plane-template";

/** One object of Cluster API with the file it stands in. */
export interface ClusterApiObject extends KubernetesObject {
  readonly path: string;
  readonly role: ClusterApiRole;
  readonly name: string;
  readonly namespace?: string;
}

const GROUP = /^(?:[a-z]+\.)*cluster\.x-k8s\.io\/v1/;
/** Control planes that kubeadm does not run, by their kind. */
const FOREIGN_CONTROL_PLANES: ReadonlyMap<string, Distribution> = new Map([
  ["RKE2ControlPlane", "rke2"],
  ["KThreesControlPlane", "k3s"],
  ["TalosControlPlane", "talos"],
  ["K0sControlPlane", "k0s"],
  ["K0smotronControlPlane", "k0s"],
  ["MicroK8sControlPlane", "microk8s"],
  ["OpenshiftAssistedControlPlane", "openshift"],
  ["ROSAControlPlane", "openshift"],
  ["AWSManagedControlPlane", "eks"],
  ["AzureManagedControlPlane", "aks"],
  ["AzureASOManagedControlPlane", "aks"],
  ["GCPManagedControlPlane", "gke"],
]);
const ROLES: ReadonlyMap<string, ClusterApiRole> = new Map([
  ["Cluster", "cluster"],
  ["KubeadmControlPlane", "control-plane"],
  ["MachineDeployment", "pool"],
  ["MachinePool", "pool"],
  ["Machine", "machine"],
  ["KubeadmConfigTemplate", "worker-configuration"],
  ["KubeadmConfig", "worker-configuration"],
  ["ClusterClass", "cluster-class"],
  ["KubeadmControlPlaneTemplate", "control-plane-template"],
]);

/** Whether a text may hold an object of Cluster API. */
export function mentionsClusterApi(text: string): boolean {
  return /\bcluster\.x-k8s\.io\/v1/.test(text);
}

/** The objects of Cluster API that say something about versions or kubeadm, in file order. */
export function clusterApiObjects(file: RepositoryFile): readonly ClusterApiObject[] {
  return objectsOf(file).flatMap((object) => {
    const name = nameOf(object);
    const role = ROLES.get(object.kind) ?? (isControlPlane(object) ? "control-plane" : undefined);
    if (!GROUP.test(object.apiVersion) || name === undefined || role === undefined) return [];
    const namespace = namespaceOf(object);
    return [
      {
        ...object,
        path: file.path,
        role,
        name,
        ...(namespace === undefined ? {} : { namespace }),
      },
    ];
  });
}

/** Every provider's control plane, known or not, has the group or a kind that is known. */
function isControlPlane({ apiVersion, kind }: KubernetesObject): boolean {
  if (FOREIGN_CONTROL_PLANES.has(kind)) return true;
  return apiVersion.startsWith("controlplane.cluster.x-k8s.io/") && kind.endsWith("ControlPlane");
}

/** Who runs a control plane of that kind; undefined for kubeadm and for kinds that are not known. */
export function foreignControlPlane(kind: string): Distribution | undefined {
  return FOREIGN_CONTROL_PLANES.get(kind);
}

/** The name of the cluster that an object says it belongs to. */
export function clusterNameIn({ role, name, value }: ClusterApiObject): string | undefined {
  if (role === "cluster") return name;
  return (
    value.textAt("spec", "clusterName") ??
    value.textAt("spec", "template", "spec", "clusterName") ??
    value.textAt("metadata", "labels", "cluster.x-k8s.io/cluster-name") ??
    ownerNamed(value.get("metadata", "ownerReferences"))
  );
}

function ownerNamed(owners: SourceValue | undefined): string | undefined {
  return owners
    ?.items()
    .find((owner) => owner.textAt("kind") === "Cluster")
    ?.textAt("name");
}
