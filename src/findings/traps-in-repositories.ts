import { detected, type TrapCoverage } from "./trap-coverage.ts";

const DEPRECATED_APIS = "kubectl get --raw /metrics | grep apiserver_requested_deprecated_apis";

/** The traps that manifests, scripts and what lies beside them show, by their ids. */
export const repositoryTraps: Readonly<Record<string, TrapCoverage>> = {
  "podpreset-removed": inRepository("api-versions", "kubectl get podpresets.settings.k8s.io -A"),
  "beta-apis-122": inRepository("api-versions", DEPRECATED_APIS),
  "kubeadm-cri-socket-flag": inRepository(
    "repository-traps",
    "grep -rnE 'kubeadm .*--config.*--cri-socket|kubeadm .*--cri-socket.*--config' .",
  ),
  "experimental-patches-removed": inRepository("repository-traps", "grep -rn -e --experimental-patches ."),
  "sa-token-secrets": inRepository(
    "repository-traps",
    "kubectl get secrets -A --field-selector type=kubernetes.io/service-account-token",
  ),
  "beta-off-by-default": inRepository("api-versions", "kubectl api-versions | grep beta"),
  "kubelet-config-name": inRepository(
    "repository-traps",
    "kubectl get roles,rolebindings -n kube-system | grep kubelet-config-1",
  ),
  "topology-spread-affinity": inRepository(
    "repository-traps",
    "kubectl get deployments,statefulsets -A -o json | grep -c topologySpreadConstraints",
  ),
  "exec-credential-v1alpha1": inRepository(
    "repository-traps",
    "kubectl config view | grep -n client.authentication.k8s.io/v1alpha1",
  ),
  "beta-apis-125": inRepository("api-versions", DEPRECATED_APIS),
  "beta-apis-126": inRepository("api-versions", DEPRECATED_APIS),
  "glusterfs-removed": inRepository("repository-traps", "kubectl get pv -o json | grep -c '\"glusterfs\"'"),
  "seccomp-annotations": inRepository(
    "repository-traps",
    "kubectl get pods -A -o json | grep -c seccomp.security.alpha.kubernetes.io",
  ),
  csistoragecapacity: inRepository("api-versions", DEPRECATED_APIS),
  "flowcontrol-v1beta2": inRepository("api-versions", DEPRECATED_APIS),
  "cronjob-tz": inRepository(
    "repository-traps",
    'kubectl get cronjobs -A -o json | grep -nE \'"schedule": ".*TZ=\'',
  ),
  "cephfs-rbd-removed": inRepository(
    "repository-traps",
    "kubectl get pv -o json | grep -cE '\"(cephfs|rbd)\"'",
  ),
  "kubeadm-v1beta4": inRepository("api-versions", "grep -rn kubeadm.k8s.io/v1beta3 ."),
  "kubeadm-klog-flags": inRepository(
    "repository-traps",
    "grep -rnE 'kubeadm .*--(log-dir|log-file|logtostderr|alsologtostderr|stderrthreshold|vmodule)' .",
  ),
  "kubeadm-flags-132": inRepository(
    "repository-traps",
    "grep -rnE 'kubeadm upgrade .*(--feature-gates|--experimental-output|--api-server-manifest)' .",
  ),
  "flowcontrol-v1beta3": inRepository("api-versions", DEPRECATED_APIS),
  "endpoints-deprecated": inRepository("api-versions", DEPRECATED_APIS),
  "kube-proxy-version-field": inRepository("repository-traps", "grep -rn kubeProxyVersion ."),
  "git-repo-off": inRepository("repository-traps", "kubectl get pods -A -o json | grep -c '\"gitRepo\"'"),
  "dra-v1beta1-note": inRepository("api-versions", "kubectl get --raw /apis/resource.k8s.io"),
  "metrics-labels-134": inRepository(
    "repository-traps",
    "kubectl get prometheusrules -A -o json | grep -cE 'resource_prefix'",
  ),
  "dra-v1alpha3-trim": inRepository("api-versions", "kubectl get --raw /apis/resource.k8s.io/v1alpha3"),
  "gitrepo-gone": inRepository("repository-traps", "kubectl get pods -A -o json | grep -c '\"gitRepo\"'"),
  "flexvolume-kubeadm": inRepository("repository-traps", "kubectl get pv -o json | grep -c '\"flexVolume\"'"),
  "portworx-removed": inRepository(
    "repository-traps",
    "kubectl get pv,storageclass -o json | grep -ciE 'portworxVolume|kubernetes.io/portworx-volume'",
  ),
  "externalips-deprecated": inRepository(
    "repository-traps",
    "kubectl get services -A -o json | grep -c '\"externalIPs\"'",
  ),
  "kcm-metric-rename": inRepository("repository-traps", "grep -rn volume_operation_total_errors ."),
  "scheduling-v1alpha2": inRepository("api-versions", "kubectl get --raw /apis/scheduling.k8s.io/v1alpha2"),
  "serviceCIDR-v1beta1": inRepository("api-versions", DEPRECATED_APIS),
  "kubelet-logs-config": inRepository(
    "repository-traps",
    "kubectl get clusterroles -o json | grep -c nodes/log",
  ),
  "kubelet-cluster-role": inRepository(
    "repository-traps",
    "kubectl get clusterrolebindings -o wide | grep kube-apiserver-kubelet-client",
  ),
  "node-authorizer-selectors": inRepository("repository-traps", "grep -rn /etc/kubernetes/kubelet.conf ."),
  "selinux-mount-ga": inRepository(
    "repository-traps",
    "kubectl get pods -A -o json | grep -c '\"seLinuxOptions\"'",
  ),
  "cache-list-metrics": inRepository("repository-traps", "grep -rn apiserver_cache_list_ ."),
  "statefulset-max-unavailable": inRepository(
    "repository-traps",
    "kubectl get statefulsets -A -o json | grep -n maxUnavailable",
  ),
  "pod-level-qos": inRepository(
    "repository-traps",
    "kubectl get pods -A -o json | grep -c '\"resources\": {}'",
  ),
};

function inRepository(check: string, command: string): TrapCoverage {
  return detected(check, command, "repository");
}
