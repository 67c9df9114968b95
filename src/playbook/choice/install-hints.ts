/** Where a program's own project says how to install it; undefined for programs that are not known here. */
export function installHint(tool: string): string | undefined {
  return PAGES.get(tool);
}

/** Whether it is one of those pages: texts of ours hold them, and a report may make links of them. */
export function isInstallPage(url: string): boolean {
  return ADDRESSES.has(url);
}

const PAGES: ReadonlyMap<string, string> = new Map([
  ["argocd", "https://argo-cd.readthedocs.io/en/stable/cli_installation/"],
  ["chainsaw", "https://kyverno.github.io/chainsaw/latest/quick-start/install/"],
  ["curl", "https://curl.se/download.html"],
  ["docker", "https://docs.docker.com/engine/install/"],
  ["flux", "https://fluxcd.io/flux/installation/"],
  ["helm", "https://helm.sh/docs/intro/install/"],
  ["jq", "https://jqlang.org/download/"],
  ["kind", "https://kind.sigs.k8s.io/docs/user/quick-start/#installation"],
  ["kubeadm", "https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/install-kubeadm/"],
  ["kubeconform", "https://github.com/yannh/kubeconform#installation"],
  ["kubectl", "https://kubernetes.io/docs/tasks/tools/#kubectl"],
  ["kustomize", "https://kubectl.docs.kubernetes.io/installation/kustomize/"],
  ["minikube", "https://minikube.sigs.k8s.io/docs/start/"],
  ["nerdctl", "https://github.com/containerd/nerdctl#install"],
  ["openssl", "https://openssl-library.org/source/"],
  ["podman", "https://podman.io/docs/installation"],
  ["promtool", "https://prometheus.io/download/"],
  ["velero", "https://velero.io/docs/main/basic-install/"],
  ["yq", "https://github.com/mikefarah/yq#install"],
]);

const ADDRESSES: ReadonlySet<string> = new Set(PAGES.values());
