import { detected, type TrapCoverage } from "./trap-coverage.ts";

const CONFIG_API = "kubectl -n kube-system get configmap kubeadm-config -o yaml | grep apiVersion";
const ETCD_PIN = "kubectl -n kube-system get configmap kubeadm-config -o yaml | grep imageTag";
const ETCD_IMAGES =
  "kubectl -n kube-system get pods -l component=etcd -o jsonpath='{.items[*].spec.containers[0].image}'";
const KUBELET_FLAGS = "cat /var/lib/kubelet/kubeadm-flags.env";
const NODES = "kubectl get nodes -o wide";
const CLOUD_FLAGS =
  "grep -rn -e --cloud-provider= /etc/kubernetes/manifests /var/lib/kubelet/kubeadm-flags.env";

/** The traps that a check of the cluster's own files sees, by their ids. */
export const detectedTraps: Readonly<Record<string, TrapCoverage>> = {
  "kubeadm-v1beta1-removed": detected("kubeadm-config-api", CONFIG_API, "kubeadm"),
  "cgroup-driver-default-systemd": detected(
    "kubelet-configuration",
    "grep cgroupDriver /var/lib/kubelet/config.yaml",
    "kubeadm",
  ),
  "etcd-35-corruption": detected("etcd-version", ETCD_IMAGES, "etcd"),
  "dockershim-removed": detected("container-runtime", NODES, "nodes"),
  "dockershim-flags-removed": detected("component-flags", KUBELET_FLAGS, "kubeadm"),
  "control-plane-label": detected(
    "control-plane-role",
    "kubectl get pods -A -o json | grep -c node-role.kubernetes.io/master",
    "nodes",
  ),
  "kubeadm-v1beta2-deprecated": detected("kubeadm-config-api", CONFIG_API, "kubeadm"),
  "audit-v1-only": detected(
    "component-flags",
    "grep -n apiVersion /etc/kubernetes/audit-policy.yaml",
    "kubeadm",
  ),
  "psp-removed": detected("admission-plugins", "kubectl get podsecuritypolicies", "kubeadm"),
  "registry-move": detected(
    "image-repository",
    "kubectl -n kube-system get configmap kubeadm-config -o yaml | grep imageRepository",
    "kubeadm",
  ),
  "master-taint-removed": detected(
    "control-plane-role",
    "kubectl get nodes -o json | grep -c node-role.kubernetes.io/master",
    "nodes",
  ),
  "container-runtime-remote": detected(
    "component-flags",
    "grep -rn -e --container-runtime= /var/lib/kubelet/kubeadm-flags.env /etc/systemd/system/kubelet.service.d",
    "kubeadm",
  ),
  "cri-v1-required": detected("container-runtime", NODES, "nodes"),
  "openstack-intree-removed": detected("cloud-provider", CLOUD_FLAGS, "kubeadm"),
  "aws-intree-removed": detected("cloud-provider", CLOUD_FLAGS, "kubeadm"),
  "kubeadm-v1beta2-removed": detected("kubeadm-config-api", CONFIG_API, "kubeadm"),
  "super-admin-conf": detected(
    "admin-credentials",
    "ls -l /etc/kubernetes/super-admin.conf /etc/kubernetes/pki/ca.key",
  ),
  "cloud-providers-off": detected("cloud-provider", CLOUD_FLAGS, "kubeadm"),
  "securitycontextdeny-removed": detected(
    "admission-plugins",
    "grep -n enable-admission-plugins /etc/kubernetes/manifests/kube-apiserver.yaml",
    "kubeadm",
  ),
  "azure-vsphere-intree": detected("cloud-provider", CLOUD_FLAGS, "kubeadm"),
  "gcp-intree": detected("cloud-provider", CLOUD_FLAGS, "kubeadm"),
  "kubelet-flags-131": detected("component-flags", KUBELET_FLAGS, "kubeadm"),
  "kcm-flags-131": detected(
    "component-flags",
    "cat /etc/kubernetes/manifests/kube-controller-manager.yaml",
    "kubeadm",
  ),
  "pvlabel-plugin-removed": detected(
    "admission-plugins",
    "grep -n enable-admission-plugins /etc/kubernetes/manifests/kube-apiserver.yaml",
    "kubeadm",
  ),
  "kubeadm-etcd-3511": detected("etcd-pin", ETCD_PIN, "kubeadm"),
  "kcm-cloud-loops-removed": detected("cloud-provider", CLOUD_FLAGS, "kubeadm"),
  "apiserver-cloud-flags": detected(
    "component-flags",
    "grep -n -e --cloud- /etc/kubernetes/manifests/kube-apiserver.yaml",
    "kubeadm",
  ),
  "etcd-35-to-36": detected("etcd-version", ETCD_IMAGES),
  "etcd-experimental-flags-36": detected(
    "etcd-arguments",
    "grep -n -e --experimental- /etc/kubernetes/manifests/etcd.yaml",
    "kubeadm",
  ),
  "kubelet-cloud-config-flag": detected("component-flags", KUBELET_FLAGS, "kubeadm"),
  "cgroup-v1-fail": detected("cgroup-version", "stat -fc %T /sys/fs/cgroup", "nodes"),
  "pod-infra-flag": detected(
    "component-flags",
    "grep pod-infra-container-image /var/lib/kubelet/kubeadm-flags.env",
    "kubeadm",
  ),
  "pod-infra-lagging-worker": detected(
    "lagging-kubelet",
    "grep pod-infra-container-image /var/lib/kubelet/kubeadm-flags.env",
    "nodes",
  ),
  "ipvs-deprecated": detected(
    "proxy-mode",
    "kubectl -n kube-system get configmap kube-proxy -o yaml | grep 'mode:'",
    "proxy-mode",
  ),
  "runtimeconfig-cri": detected("container-runtime", NODES, "nodes"),
  "containerd-17-last": detected("container-runtime", NODES, "nodes"),
  "kubeadm-etcd-36-only": detected("etcd-pin", ETCD_PIN, "kubeadm"),
  "kubeadm-v1beta3-removed": detected("kubeadm-config-api", CONFIG_API, "kubeadm"),
  "etcd-36-to-37": detected("etcd-version", ETCD_IMAGES),
  "etcd-37-experimental-flags": detected(
    "etcd-arguments",
    "grep -n -e --experimental- /etc/kubernetes/manifests/etcd.yaml",
    "kubeadm",
  ),
  "cadvisor-flags": detected("component-flags", KUBELET_FLAGS, "kubeadm"),
  "eventrecordqps-zero": detected(
    "kubelet-configuration",
    "grep eventRecordQPS /var/lib/kubelet/config.yaml",
    "kubeadm",
  ),
  "kcm-concurrent-service-syncs": detected(
    "component-flags",
    "grep -n concurrent-service-syncs /etc/kubernetes/manifests/kube-controller-manager.yaml",
    "kubeadm",
  ),
  "kube-proxy-mode-explicit": detected(
    "proxy-mode",
    "kubectl -n kube-system get configmap kube-proxy -o yaml | grep 'mode:'",
    "proxy-mode",
  ),
  "config-migrate-adds-docs": detected(
    "kubeadm-config-api",
    "kubeadm config migrate --old-config kubeadm.yaml | grep kind",
  ),
  "feature-gate-unknown": detected(
    "feature-gates",
    "grep -rn feature-gates /etc/kubernetes/manifests /var/lib/kubelet/kubeadm-flags.env",
    "kubeadm",
  ),
  "flag-unknown": detected("component-flags", KUBELET_FLAGS, "kubeadm"),
  "ingress-nginx-retired": detected("add-ons", "kubectl get pods -A -o wide | grep ingress-nginx", "addons"),
};
