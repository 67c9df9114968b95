import { byHand, type TrapCoverage } from "./trap-coverage.ts";

/** The traps that files need not show, by their ids: only hosts and the running cluster tell. */
export const undetectedTraps: Readonly<Record<string, TrapCoverage>> = {
  "san-required-webhooks": byHand("kubectl get --raw /metrics | grep x509_missing_san_total"),
  "json-log-stderr": byHand("grep -rn -e logging-format -e loggingFormat ."),
  "scheduler-v1beta2-config": byHand("grep -rn kubescheduler.config.k8s.io /etc/kubernetes", [
    "kube-scheduler",
    "config",
  ]),
  "kubeadm-addons-last": byHand("kubectl -n kube-system get daemonset kube-proxy -o wide"),
  "kms-v1-off": byHand("grep -rn -A3 'kms:' /etc/kubernetes/enc /etc/kubernetes/pki", [
    "kube-apiserver",
    "encryption-provider-config",
  ]),
  "scheduler-volume-limit-plugins": byHand("grep -rnE '(EBS|GCEPD|AzureDisk|Cinder)Limits' /etc/kubernetes", [
    "kube-scheduler",
    "config",
  ]),
  "upgrade-os-checks": byHand("kubeadm upgrade node phase preflight --dry-run"),
  "static-pod-api-refs": byHand(
    "grep -rnE 'serviceAccount|configMap|secretRef|secretKeyRef|persistentVolumeClaim' /etc/kubernetes/manifests",
  ),
  "extraargs-order": byHand("kubeadm upgrade diff"),
  "webhookadmission-v1alpha1": byHand("grep -rn apiserver.config.k8s.io/v1alpha1 /etc/kubernetes", [
    "kube-apiserver",
    "admission-control-config-file",
  ]),
  "sha1-certs-off": byHand("kubectl get --raw /metrics | grep x509_insecure_sha1_total"),
  "tls-rsa-kex": byHand("openssl s_client -connect 127.0.0.1:2379 -tls1_2 </dev/null | grep Cipher"),
  "tls-3des-negative-serial": byHand(
    'for file in /etc/kubernetes/pki/*.crt; do openssl x509 -noout -serial -in "$file"; done',
  ),
  "sha1-certs-gone": byHand("grep -rn x509sha1 /etc/kubernetes/manifests /etc/systemd/system"),
  "tls12-sha1-signatures": byHand(
    "for file in /etc/kubernetes/pki/*.crt; do openssl x509 -noout -text -in \"$file\" | grep 'Signature Algorithm'; done",
  ),
};
