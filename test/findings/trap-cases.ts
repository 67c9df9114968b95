/** A file that runs into a trap, and one that only looks like it. */
export interface TrapCase {
  readonly path?: string;
  /** The minors before and after the trap. */
  readonly over: readonly [from: string, to: string];
  readonly shows: string;
  readonly clean: string;
  /** `id severity path:line …` of what is found in `shows`. */
  readonly found: string;
}

const volume = (source: string) =>
  `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: media}\nspec:\n  capacity: {storage: 1Gi}\n  ${source}\n`;
const storage = (provisioner: string) =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ${provisioner}\n`;
const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  ${spec}\n`;
const daemons = (spec: string, annotations = "{}") => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    metadata:
      annotations: ${annotations}
    spec:
      ${spec}
`;
const role = (rule: string, name = "reader") =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: '${name}'}\nrules:\n- ${rule}\n`;
const binding = (subject: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: own}\nroleRef: {kind: ClusterRole, name: a}\nsubjects:\n- {kind: User, name: ${subject}}\n`;
const cronJob = (schedule: string) =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}\nspec:\n  schedule: "${schedule}"\n`;
const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ${spec}\n`;
const rule = (expression: string) =>
  `groups:\n- name: api\n  rules:\n  - alert: A\n    expr: ${expression}\n`;
const user = (version: string) => `apiVersion: v1
kind: Config
users:
- name: ci
  user:
    exec:
      apiVersion: client.authentication.k8s.io/${version}
      command: aws
`;

/** One case for each trap that files of a repository show. */
export const trapCases: Readonly<Record<string, TrapCase>> = {
  "glusterfs-removed": {
    over: ["1.25", "1.26"],
    shows: storage("kubernetes.io/glusterfs"),
    clean: storage("glusterfs.example.com"),
    found: "volume-plugin-removed risk a.yaml:4",
  },
  "cephfs-rbd-removed": {
    over: ["1.30", "1.31"],
    shows: volume("cephfs: {path: /}"),
    clean: volume("csi: {driver: cephfs.csi.ceph.com}"),
    found: "volume-plugin-removed blocker a.yaml:6",
  },
  "git-repo-off": {
    over: ["1.32", "1.33"],
    shows: pod("volumes: [{name: source, gitRepo: {repository: https://example.com/a.git}}]"),
    clean: pod("volumes: [{name: gitRepo, emptyDir: {}}]"),
    found: "volume-plugin-removed risk a.yaml:5",
  },
  "gitrepo-gone": {
    over: ["1.35", "1.36"],
    shows: pod("volumes: [{name: source, gitRepo: {repository: https://example.com/a.git}}]"),
    clean: pod("volumes: [{name: gitRepo, emptyDir: {}}]"),
    found: "volume-plugin-removed risk a.yaml:5",
  },
  "portworx-removed": {
    over: ["1.35", "1.36"],
    shows: storage("kubernetes.io/portworx-volume"),
    clean: storage("pxd.portworx.com"),
    found: "volume-plugin-removed risk a.yaml:4",
  },
  "flexvolume-kubeadm": {
    over: ["1.35", "1.36"],
    shows: daemons("volumes: [{name: secret, flexVolume: {driver: kv}}]"),
    clean: daemons("volumes: [{name: plugins, hostPath: {path: /usr/libexec/kubernetes/kubelet-plugins}}]"),
    found: "volume-plugin-removed risk a.yaml:9",
  },
  "dockershim-removed": {
    over: ["1.23", "1.24"],
    shows: daemons("volumes: [{name: docker, hostPath: {path: /var/run/docker.sock}}]"),
    clean: daemons("volumes: [{name: runtime, hostPath: {path: /run/containerd/containerd.sock}}]"),
    found: "docker-socket-used blocker a.yaml:9",
  },
  "control-plane-label": {
    over: ["1.23", "1.24"],
    shows: daemons("nodeSelector: {node-role.kubernetes.io/master: ''}"),
    clean: daemons("nodeSelector: {node-role.kubernetes.io/control-plane: ''}"),
    found: "master-role-used risk a.yaml:9",
  },
  "master-taint-removed": {
    over: ["1.24", "1.25"],
    shows: daemons("tolerations: [{key: node-role.kubernetes.io/master, effect: NoSchedule}]"),
    clean: daemons(
      "tolerations: [{key: node-role.kubernetes.io/master}, {key: node-role.kubernetes.io/control-plane}]",
    ),
    found: "master-role-used risk a.yaml:9",
  },
  "seccomp-annotations": {
    over: ["1.26", "1.27"],
    shows: daemons("containers: []", "{seccomp.security.alpha.kubernetes.io/pod: runtime/default}"),
    clean: daemons("securityContext: {seccompProfile: {type: RuntimeDefault}}"),
    found: "pod-setting-changes risk a.yaml:7",
  },
  "topology-spread-affinity": {
    over: ["1.23", "1.24"],
    shows: pod(
      "{nodeSelector: {disk: fast}, topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]}",
    ),
    clean: pod(
      "{nodeSelector: {disk: fast}, topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}]}",
    ),
    found: "pod-setting-changes risk a.yaml:5",
  },
  "statefulset-max-unavailable": {
    over: ["1.36", "1.37"],
    shows:
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  updateStrategy:\n    rollingUpdate: {maxUnavailable: 50%}\n",
    clean:
      "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  updateStrategy:\n    rollingUpdate: {maxUnavailable: 1}\n",
    found: "pod-setting-changes notice a.yaml:6",
  },
  "pod-level-qos": {
    over: ["1.36", "1.37"],
    shows: pod("resources: {}"),
    clean: pod("containers: [{name: a, image: a, resources: {}}]"),
    found: "pod-setting-changes notice a.yaml:5",
  },
  "static-pod-api-refs": {
    path: "files/etc/kubernetes/manifests/balancer.yaml",
    over: ["1.33", "1.34"],
    shows: pod("volumes: [{name: settings, configMap: {name: balancer}}]"),
    clean: pod("volumes: [{name: settings, hostPath: {path: /etc/balancer.cfg}}]"),
    found: "static-pod-reference risk files/etc/kubernetes/manifests/balancer.yaml:5",
  },
  "cronjob-tz": {
    over: ["1.28", "1.29"],
    shows: cronJob("CRON_TZ=Europe/Berlin 0 3 * * *"),
    clean: cronJob("0 3 * * *"),
    found: "schedule-time-zone risk a.yaml:5",
  },
  "externalips-deprecated": {
    over: ["1.35", "1.36"],
    shows: service("externalIPs: [192.0.2.10]"),
    clean: service("externalIPs: []"),
    found: "external-ips-deprecated notice a.yaml:5",
  },
  "kubelet-logs-config": {
    over: ["1.36", "1.37"],
    shows: role("{apiGroups: [''], resources: [nodes/log], verbs: [get]}"),
    clean: role("{apiGroups: [''], resources: [nodes/log], verbs: [get]}", "system:kubelet-api-admin"),
    found: "node-access-changes notice a.yaml:5",
  },
  "kubelet-cluster-role": {
    over: ["1.36", "1.37"],
    shows: binding("kube-apiserver-kubelet-client"),
    clean: binding("jane"),
    found: "node-access-changes notice a.yaml:6",
  },
  "node-authorizer-selectors": {
    path: "scripts/pods.sh",
    over: ["1.31", "1.32"],
    shows: "#!/bin/sh\nkubectl --kubeconfig=/etc/kubernetes/kubelet.conf get pods -A\n",
    clean:
      '[Service]\nEnvironment="KUBELET_KUBECONFIG_ARGS=--kubeconfig=/etc/kubernetes/kubelet.conf"\n# kubectl --kubeconfig=/etc/kubernetes/kubelet.conf\n',
    found: "node-access-changes risk scripts/pods.sh:2",
  },
  "sa-token-secrets": {
    path: "scripts/kubeconfig.sh",
    over: ["1.23", "1.24"],
    shows: "#!/bin/sh\nname=$(kubectl get sa deployer -o jsonpath='{.secrets[0].name}')\n",
    clean: "#!/bin/sh\ntoken=$(kubectl create token deployer)\njq '.secrets[0]' vault.json\n",
    found: "token-secret-expected risk scripts/kubeconfig.sh:2",
  },
  "exec-credential-v1alpha1": {
    over: ["1.23", "1.24"],
    shows: user("v1alpha1"),
    clean: user("v1beta1"),
    found: "exec-plugin-api-removed risk a.yaml:7",
  },
  "kubeadm-cri-socket-flag": {
    path: "scripts/join.sh",
    over: ["1.21", "1.22"],
    shows:
      "sudo kubeadm join \\\n  --config=/etc/join.yaml \\\n  --cri-socket /run/containerd/containerd.sock\n",
    clean: "kubeadm init --config=a.yaml\nkubeadm reset --cri-socket /run/containerd/containerd.sock\n",
    found: "script-breaks risk scripts/join.sh:1",
  },
  "experimental-patches-removed": {
    path: "roles/control-plane/tasks/main.yml",
    over: ["1.22", "1.23"],
    shows:
      "- name: start\n  command: >-\n    kubeadm init\n    --config=/etc/a.yaml\n    --experimental-patches /etc/patches\n",
    clean: "- name: start\n  command: kubeadm upgrade apply v1.23.1 --patches /etc/patches\n",
    found: "script-breaks risk roles/control-plane/tasks/main.yml:3",
  },
  "kubeadm-klog-flags": {
    path: "Makefile",
    over: ["1.30", "1.31"],
    shows:
      "join:\n\tkubeadm join 192.0.2.1:6443 --log-dir=/var/log\n\tkubeadm init --vmodule=*=5\n\tkubeadm reset --log_file a\n",
    clean:
      "join:\n\tkubeadm join 192.0.2.1:6443 -v 5 | tee --log-dir\n\tkubeadm init --skip-headers --add-dir-header\n",
    found: "script-breaks notice Makefile:2 Makefile:3 Makefile:4",
  },
  "kubeadm-flags-132": {
    path: "upgrade.sh",
    over: ["1.31", "1.32"],
    shows:
      "kubeadm upgrade plan --experimental-output=json\nkubeadm upgrade apply -y --feature-gates=A=true\n",
    clean:
      "kubeadm init --feature-gates=A=true\nkubeadm upgrade plan --output json\n# kubeadm --experimental-output\n",
    found: "script-breaks risk upgrade.sh:1 upgrade.sh:2",
  },
  "kubelet-config-name": {
    path: "check.sh",
    over: ["1.23", "1.24"],
    shows: "kubectl -n kube-system get configmap kubelet-config-1.23 -o yaml\n",
    clean: "kubectl -n kube-system get configmap kubelet-config -o yaml\ncp kubelet-config-1.23.yaml /tmp\n",
    found: "script-breaks risk check.sh:1",
  },
  "kube-proxy-version-field": {
    path: "check.sh",
    over: ["1.32", "1.33"],
    shows: "kubectl get nodes -o jsonpath='{.items[*].status.nodeInfo.kubeProxyVersion}'\n",
    clean:
      "kubectl get nodes -o jsonpath='{.items[*].status.nodeInfo.kubeletVersion}'\nkubeProxyVersion=$1\n",
    found: "script-breaks notice check.sh:1",
  },
  "metrics-labels-134": {
    over: ["1.33", "1.34"],
    shows: rule("sum by (resource_prefix) (rate(apiserver_cache_list_total[5m]))"),
    clean: rule("sum by (job) (rate(apiserver_cache_list_total[5m]))"),
    found: "metric-changes risk a.yaml:5",
  },
  "kcm-metric-rename": {
    path: "dashboards/storage.json",
    over: ["1.35", "1.36"],
    shows: '{"panels": [\n{"targets": [{"expr": "rate(volume_operation_total_errors[5m])"}]}]}\n',
    clean: '{"panels": [\n{"targets": [{"expr": "rate(volume_operation_errors_total[5m])"}]}]}\n',
    found: "metric-changes risk dashboards/storage.json:2",
  },
  "cache-list-metrics": {
    over: ["1.36", "1.37"],
    shows: rule("rate(apiserver_cache_list_total[5m]) > 100"),
    clean: rule("rate(apiserver_storage_list_total[5m]) > 100"),
    found: "metric-changes notice a.yaml:5",
  },
  "kms-v1-off": {
    over: ["1.28", "1.29"],
    shows:
      "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers:\n  - kms: {name: vault, endpoint: unix:///a.sock}\n",
    clean:
      "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers:\n  - kms: {apiVersion: v2, name: vault, endpoint: unix:///a.sock}\n",
    found: "encryption-kms-v1 blocker a.yaml:6",
  },
  "scheduler-volume-limit-plugins": {
    over: ["1.30", "1.31"],
    shows:
      "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nprofiles:\n- plugins:\n    filter:\n      enabled: [{name: EBSLimits}]\n",
    clean:
      "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nprofiles:\n- plugins:\n    filter:\n      enabled: [{name: NodeVolumeLimits}]\n      disabled: [{name: EBSLimits}]\n",
    found: "scheduler-plugin-removed blocker a.yaml:6",
  },
  "sha1-certs-gone": {
    path: "kubelet.service.d/20-godebug.conf",
    over: ["1.32", "1.33"],
    shows: '[Service]\nEnvironment="GODEBUG=x509sha1=1"\n',
    clean: '[Service]\n# Environment="GODEBUG=x509sha1=1"\nEnvironment="GODEBUG=x509sha1=0"\n',
    found: "sha1-signature risk kubelet.service.d/20-godebug.conf:2",
  },
};
