/** A small cluster as real repositories hold it: one kubeadm file. */
export function kubeadmConfig(version: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
clusterName: prod
kubernetesVersion: v${version}
controlPlaneEndpoint: api.prod.example.com:6443
`;
}

/** A node list as \`kubectl get nodes -o yaml\` prints it. */
export function nodeList(version: string, names: readonly string[] = ["cp-1", "worker-1"]): string {
  const items = names.map((name) =>
    [
      "- apiVersion: v1",
      "  kind: Node",
      "  metadata:",
      `    name: ${name}`,
      `    labels: {${name.startsWith("cp") ? 'node-role.kubernetes.io/control-plane: ""' : ""}}`,
      "  status:",
      '    conditions: [{type: Ready, status: "True"}]',
      "    nodeInfo:",
      `      kubeletVersion: v${version}`,
      `      kubeProxyVersion: v${version}`,
      "      containerRuntimeVersion: containerd://2.1.4",
      "      osImage: Ubuntu 24.04.3 LTS",
      "      operatingSystem: linux",
      "      architecture: amd64",
    ].join("\n"),
  );
  return `apiVersion: v1\nkind: List\nitems:\n${items.join("\n")}\n`;
}
