import type { RepositorySnapshot } from "../../src/assessment/assessment.ts";
import type { SourceFile } from "../../src/source/finding.ts";

/** A snapshot of `files`, each a path and its text. */
export function repository(files: Readonly<Record<string, string>>): RepositorySnapshot {
  return {
    sha: "3f1c9ab",
    files: Object.entries(files).map(([path, text]): SourceFile => ({ path, text })),
    unread: [],
  };
}

export function kubeadmConfiguration(version: string, name = "prod"): string {
  return `# managed by the platform team
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
clusterName: ${name}
kubernetesVersion: ${version}
controlPlaneEndpoint: api.${name}.example.com:6443
`;
}

/** `kubectl get nodes -o yaml` of nodes given as name → kubelet version; names that start with `cp` are control planes. */
export function nodeList(nodes: Readonly<Record<string, string>>): string {
  return `apiVersion: v1\nkind: List\nitems:\n${Object.entries(nodes)
    .map(([name, version]) => nodeItem(name, version))
    .join("")}`;
}

function nodeItem(name: string, version: string): string {
  const label = name.startsWith("cp")
    ? 'node-role.kubernetes.io/control-plane: ""'
    : "node.kubernetes.io/pool: general";
  return `- apiVersion: v1
  kind: Node
  metadata:
    name: ${name}
    labels:
      ${label}
  spec: {}
  status:
    conditions:
    - {type: Ready, status: "True"}
    nodeInfo:
      kubeletVersion: v${version}
      containerRuntimeVersion: containerd://2.2.1
      osImage: Ubuntu 24.04.3 LTS
`;
}

/** `kubectl get pods -n kube-system -o yaml` of static pods given as component, node and version. */
export function podList(
  pods: readonly (readonly [component: string, node: string, version: string])[],
): string {
  return `apiVersion: v1\nkind: List\nitems:\n${pods.map(podItem).join("")}`;
}

function podItem([component, node, version]: readonly [string, string, string]): string {
  return `- apiVersion: v1
  kind: Pod
  metadata:
    name: ${component}-${node}
    namespace: kube-system
    uid: uid-${component}-${node}
    labels: {component: ${component}, tier: control-plane}
  spec:
    nodeName: ${node}
    containers:
    - {name: ${component}, image: "registry.k8s.io/${component}:v${version}"}
`;
}

/** A Cluster API control plane and one machine deployment. */
export function clusterApi(controlPlane: string, workers: string): string {
  return `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: edge, namespace: fleet}
spec:
  controlPlaneRef: {apiVersion: controlplane.cluster.x-k8s.io/v1beta1, kind: KubeadmControlPlane, name: edge-cp}
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlane
metadata: {name: edge-cp, namespace: fleet, labels: {cluster.x-k8s.io/cluster-name: edge}}
spec:
  replicas: 3
  version: v${controlPlane}
---
apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: {name: edge-md, namespace: fleet}
spec:
  clusterName: edge
  replicas: 5
  template:
    spec:
      clusterName: edge
      version: v${workers}
`;
}
