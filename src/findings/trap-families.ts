import type { FindingDescription } from "./check.ts";

/** Traps that share a finding, because what is to be done about them is alike. */
export interface TrapFamily {
  readonly description: FindingDescription;
  readonly traps: readonly string[];
}

/** Traps that say more of what another one said in an earlier minor: told only where that one is behind. */
export const laterForms: Readonly<Record<string, string>> = {
  "gitrepo-gone": "git-repo-off",
  "master-taint-removed": "control-plane-label",
};

/** What the traps that the repository's files show are told as. */
export const trapFamilies: readonly TrapFamily[] = [
  {
    description: {
      id: "volume-plugin-removed",
      title: "Volumes that Kubernetes itself no longer mounts",
      meaning:
        "The volume's plugin leaves the kubelet or the controller manager: pods that use it do not start.",
    },
    traps: [
      "glusterfs-removed",
      "cephfs-rbd-removed",
      "git-repo-off",
      "gitrepo-gone",
      "portworx-removed",
      "flexvolume-kubeadm",
    ],
  },
  {
    description: {
      id: "docker-socket-used",
      title: "Pods that need Docker's socket on their node",
      meaning: "With the kubelet's built-in Docker support nodes lose Docker, and these pods their socket.",
    },
    traps: ["dockershim-removed"],
  },
  {
    description: {
      id: "master-role-used",
      title: "Pods that count on the master label or taint",
      meaning:
        "The control-plane nodes lose the old role name: these pods find no node, or are kept off theirs.",
    },
    traps: ["control-plane-label", "master-taint-removed"],
  },
  {
    description: {
      id: "pod-setting-changes",
      title: "Settings of pods that mean something else from this minor on",
      meaning: "The pods start as before, and a setting has no effect any more or another one.",
    },
    traps: [
      "seccomp-annotations",
      "topology-spread-affinity",
      "pod-level-qos",
      "statefulset-max-unavailable",
    ],
  },
  {
    description: {
      id: "static-pod-reference",
      title: "Static pods that refer to objects of the API",
      meaning: "The kubelet refuses such a static pod, and what it runs stays away.",
    },
    traps: ["static-pod-api-refs"],
  },
  {
    description: {
      id: "schedule-time-zone",
      title: "A time zone inside a CronJob's schedule",
      meaning: "The API server takes no new CronJob with TZ= in its schedule.",
    },
    traps: ["cronjob-tz"],
  },
  {
    description: {
      id: "external-ips-deprecated",
      title: "Services with external IPs",
      meaning: "The API server warns about the field, which is on its way out.",
    },
    traps: ["externalips-deprecated"],
  },
  {
    description: {
      id: "node-access-changes",
      title: "Who may read what of a node changes",
      meaning: "Rights on kubelets, or the kubelet's own rights, are others from this minor on.",
    },
    traps: ["kubelet-logs-config", "kubelet-cluster-role", "node-authorizer-selectors"],
  },
  {
    description: {
      id: "token-secret-expected",
      title: "A token Secret is expected that nobody makes any more",
      meaning:
        "Service accounts get no Secret with a token by themselves: scripts and mounts that count on it fail.",
    },
    traps: ["sa-token-secrets"],
  },
  {
    description: {
      id: "exec-plugin-api-removed",
      title: "Credential plugins of an API version that clients refuse",
      meaning: "kubectl and other clients of this minor cannot log in with such a kubeconfig.",
    },
    traps: ["exec-credential-v1alpha1"],
  },
  {
    description: {
      id: "script-breaks",
      title: "Scripts call or read what is no longer there",
      meaning: "Automation around the upgrade stops, or goes on with an empty answer.",
    },
    traps: [
      "kubeadm-cri-socket-flag",
      "experimental-patches-removed",
      "kubeadm-klog-flags",
      "kubeadm-flags-132",
      "kubelet-config-name",
      "kube-proxy-version-field",
    ],
  },
  {
    description: {
      id: "metric-changes",
      title: "Alert rules and dashboards ask for metrics that change",
      meaning: "The expression finds nothing any more, and an alert that finds nothing is silent.",
    },
    traps: ["metrics-labels-134", "kcm-metric-rename", "cache-list-metrics"],
  },
  {
    description: {
      id: "encryption-kms-v1",
      title: "Secrets are encrypted through KMS v1",
      meaning: "The API server does not start with a KMS v1 provider, unless its gate is switched on.",
    },
    traps: ["kms-v1-off"],
  },
  {
    description: {
      id: "scheduler-plugin-removed",
      title: "The scheduler's configuration names plugins that go away",
      meaning: "The scheduler exits on a plugin that it does not know.",
    },
    traps: ["scheduler-volume-limit-plugins"],
  },
  {
    description: {
      id: "sha1-signature",
      title: "Certificates signed with SHA-1",
      meaning: "Components of this minor refuse them; nothing that presents one is reached any more.",
    },
    traps: ["sha1-certs-off", "sha1-certs-gone"],
  },
  {
    description: {
      id: "selinux-volume-shared",
      title: "Pods with different SELinux labels share a volume",
      meaning: "On hosts with SELinux only the pods of one label can mount the volume at a time.",
    },
    traps: ["selinux-mount-ga"],
  },
];
