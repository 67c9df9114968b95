import { byHand, inRepository, type TrapCoverage } from "./trap-coverage.ts";

const DEPRECATED_APIS = "kubectl get --raw /metrics | grep apiserver_requested_deprecated_apis";

/** The traps that the cluster's own files do not show, by their ids. */
export const undetectedTraps: Readonly<Record<string, TrapCoverage>> = {
  "podpreset-removed": inRepository("kubectl get podpresets.settings.k8s.io -A"),
  "beta-apis-122": inRepository(DEPRECATED_APIS),
  "kubeadm-cri-socket-flag": inRepository(
    "grep -rnE 'kubeadm .*--config.*--cri-socket|kubeadm .*--cri-socket.*--config' .",
  ),
  "experimental-patches-removed": inRepository("grep -rn -e --experimental-patches ."),
  "san-required-webhooks": byHand("kubectl get --raw /metrics | grep x509_missing_san_total"),
  "json-log-stderr": inRepository("grep -rn -e logging-format -e loggingFormat ."),
  "sa-token-secrets": inRepository(
    "kubectl get secrets -A --field-selector type=kubernetes.io/service-account-token",
  ),
  "beta-off-by-default": inRepository("kubectl api-versions | grep beta"),
  "kubelet-config-name": inRepository(
    "kubectl get roles,rolebindings -n kube-system | grep kubelet-config-1",
  ),
  "topology-spread-affinity": inRepository(
    "kubectl get deployments,statefulsets -A -o json | grep -c topologySpreadConstraints",
  ),
  "exec-credential-v1alpha1": inRepository(
    "kubectl config view | grep -n client.authentication.k8s.io/v1alpha1",
  ),
  "beta-apis-125": inRepository(DEPRECATED_APIS),
  "beta-apis-126": inRepository(DEPRECATED_APIS),
  "glusterfs-removed": inRepository("kubectl get pv -o json | grep -c '\"glusterfs\"'"),
  "seccomp-annotations": inRepository(
    "kubectl get pods -A -o json | grep -c seccomp.security.alpha.kubernetes.io",
  ),
  csistoragecapacity: inRepository(DEPRECATED_APIS),
  "scheduler-v1beta2-config": byHand("grep -rn kubescheduler.config.k8s.io /etc/kubernetes", [
    "kube-scheduler",
    "config",
  ]),
  "kubeadm-addons-last": byHand("kubectl -n kube-system get daemonset kube-proxy -o wide"),
  "kms-v1-off": byHand("grep -rn -A3 'kms:' /etc/kubernetes/enc /etc/kubernetes/pki", [
    "kube-apiserver",
    "encryption-provider-config",
  ]),
  "flowcontrol-v1beta2": inRepository(DEPRECATED_APIS),
  "cronjob-tz": inRepository('kubectl get cronjobs -A -o json | grep -nE \'"schedule": ".*TZ=\''),
  "cephfs-rbd-removed": inRepository("kubectl get pv -o json | grep -cE '\"(cephfs|rbd)\"'"),
  "scheduler-volume-limit-plugins": byHand("grep -rnE '(EBS|GCEPD|AzureDisk|Cinder)Limits' /etc/kubernetes", [
    "kube-scheduler",
    "config",
  ]),
  "kubeadm-v1beta4": inRepository("grep -rn kubeadm.k8s.io/v1beta3 ."),
  "kubeadm-klog-flags": inRepository(
    "grep -rnE 'kubeadm .*--(log-dir|log-file|logtostderr|alsologtostderr|stderrthreshold)' .",
  ),
  "kubeadm-flags-132": inRepository(
    "grep -rnE 'kubeadm upgrade .*(--feature-gates|--experimental-output|--api-server-manifest)' .",
  ),
  "flowcontrol-v1beta3": inRepository(DEPRECATED_APIS),
  "endpoints-deprecated": inRepository(DEPRECATED_APIS),
  "kube-proxy-version-field": inRepository("grep -rn kubeProxyVersion ."),
  "git-repo-off": inRepository("kubectl get pods -A -o json | grep -c '\"gitRepo\"'"),
  "dra-v1beta1-note": inRepository("kubectl get --raw /apis/resource.k8s.io"),
  "upgrade-os-checks": byHand("kubeadm upgrade node phase preflight --dry-run"),
  "static-pod-api-refs": byHand(
    "grep -rnE 'serviceAccount|configMap|secretRef|secretKeyRef|persistentVolumeClaim' /etc/kubernetes/manifests",
  ),
  "metrics-labels-134": inRepository("kubectl get prometheusrules -A -o json | grep -cE 'resource_prefix'"),
  "dra-v1alpha3-trim": inRepository("kubectl get --raw /apis/resource.k8s.io/v1alpha3"),
  "gitrepo-gone": inRepository("kubectl get pods -A -o json | grep -c '\"gitRepo\"'"),
  "flexvolume-kubeadm": inRepository("kubectl get pv -o json | grep -c '\"flexVolume\"'"),
  "extraargs-order": byHand("kubeadm upgrade diff"),
  "portworx-removed": inRepository(
    "kubectl get pv,storageclass -o json | grep -ciE 'portworxVolume|kubernetes.io/portworx-volume'",
  ),
  "externalips-deprecated": inRepository("kubectl get services -A -o json | grep -c '\"externalIPs\"'"),
  "webhookadmission-v1alpha1": byHand("grep -rn apiserver.config.k8s.io/v1alpha1 /etc/kubernetes", [
    "kube-apiserver",
    "admission-control-config-file",
  ]),
  "kcm-metric-rename": inRepository("grep -rn volume_operation_total_errors ."),
  "scheduling-v1alpha2": inRepository("kubectl get --raw /apis/scheduling.k8s.io/v1alpha2"),
  "serviceCIDR-v1beta1": inRepository(DEPRECATED_APIS),
  "kubelet-logs-config": inRepository("kubectl get clusterroles -o json | grep -c nodes/log"),
  "kubelet-cluster-role": inRepository(
    "kubectl get clusterrolebindings -o wide | grep kube-apiserver-kubelet-client",
  ),
  "sha1-certs-off": byHand("kubectl get --raw /metrics | grep x509_insecure_sha1_total"),
  "tls-rsa-kex": byHand("openssl s_client -connect 127.0.0.1:2379 -tls1_2 </dev/null | grep Cipher"),
  "tls-3des-negative-serial": byHand(
    'for file in /etc/kubernetes/pki/*.crt; do openssl x509 -noout -serial -in "$file"; done',
  ),
  "sha1-certs-gone": byHand("grep -rn x509sha1 /etc/kubernetes/manifests /etc/systemd/system"),
  "tls12-sha1-signatures": byHand(
    "for file in /etc/kubernetes/pki/*.crt; do openssl x509 -noout -text -in \"$file\" | grep 'Signature Algorithm'; done",
  ),
  "node-authorizer-selectors": inRepository("grep -rn /etc/kubernetes/kubelet.conf ."),
  "selinux-mount-ga": inRepository("kubectl get pods -A -o json | grep -c '\"seLinuxOptions\"'"),
  "cache-list-metrics": inRepository("grep -rn apiserver_cache_list_ ."),
  "pod-level-qos": inRepository("kubectl get pods -A -o json | grep -c '\"resources\": {}'"),
};
