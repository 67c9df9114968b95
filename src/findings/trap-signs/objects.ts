import type { Position } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";
import { keySpot, type TrapSign } from "../trap-sighting.ts";
import { flexVolumeSigns } from "./flex-volumes.ts";
import { persistentVolumeSigns, storageClassSigns } from "./volumes.ts";

const OLD_KUBELET_CONFIG = /^kubelet-config-1\.\d+$/;
const KUBELET_CLIENT = "kube-apiserver-kubelet-client";
/** Filter and score plugins of the scheduler that one for all volumes replaced. */
const VOLUME_LIMITS: ReadonlySet<string> = new Set([
  "EBSLimits",
  "GCEPDLimits",
  "AzureDiskLimits",
  "CinderLimits",
]);

const ROLE_SIGNS: readonly TrapSign[] = [
  {
    trap: "kubelet-logs-config",
    spots: (role) => (isKubernetesOwn(role) ? [] : words(role, "resources", (word) => word === "nodes/log")),
  },
  {
    trap: "kubelet-config-name",
    spots: (role) =>
      isKubernetesOwn(role) ? [] : words(role, "resourceNames", (word) => OLD_KUBELET_CONFIG.test(word)),
  },
];
const BINDING_SIGNS: readonly TrapSign[] = [
  {
    trap: "kubelet-cluster-role",
    spots: (binding) =>
      isKubernetesOwn(binding)
        ? []
        : (binding.get("subjects")?.items() ?? []).flatMap((subject) =>
            subject.textAt("name") === KUBELET_CLIENT ? keySpot(subject, "name") : [],
          ),
  },
];

/** What shows a trap in objects apart from the pods that they make, by their kinds. */
export const objectSigns: Readonly<Record<string, readonly TrapSign[]>> = {
  PersistentVolume: persistentVolumeSigns,
  StorageClass: storageClassSigns,
  CronJob: [
    {
      trap: "cronjob-tz",
      spots: (job) =>
        /\bTZ\s*=/.test((job.textAt("spec", "schedule") ?? "").replace("CRON_TZ", "TZ"))
          ? keySpot(job, "spec", "schedule")
          : [],
    },
  ],
  StatefulSet: [
    {
      trap: "statefulset-max-unavailable",
      spots: (set) => {
        const update = set.get("spec", "updateStrategy", "rollingUpdate");
        const most = update?.textAt("maxUnavailable") ?? "1";
        return update === undefined || most === "1" ? [] : keySpot(update, "maxUnavailable");
      },
    },
  ],
  Service: [
    {
      trap: "externalips-deprecated",
      spots: (service) =>
        (service.get("spec", "externalIPs")?.items() ?? []).length > 0
          ? keySpot(service, "spec", "externalIPs")
          : [],
    },
  ],
  Role: ROLE_SIGNS,
  ClusterRole: ROLE_SIGNS,
  RoleBinding: BINDING_SIGNS,
  ClusterRoleBinding: BINDING_SIGNS,
  ClusterConfiguration: flexVolumeSigns,
  EncryptionConfiguration: [{ trap: "kms-v1-off", spots: oldKeyManagement }],
  KubeSchedulerConfiguration: [
    {
      trap: "scheduler-volume-limit-plugins",
      spots: (configuration) => namedPlugins(configuration).filter(isVolumeLimit).map(positionOf),
    },
  ],
};

/** Objects that kubeadm and the API server made, as an export of a cluster shows them. */
function isKubernetesOwn(object: SourceValue): boolean {
  const name = object.textAt("metadata", "name") ?? "";
  return (
    /^(?:kubeadm|system):/.test(name) ||
    object.textAt("metadata", "labels", "kubernetes.io/bootstrapping") !== undefined
  );
}

function words(role: SourceValue, key: string, holds: (word: string) => boolean): readonly Position[] {
  const rules = role.get("rules")?.items() ?? [];
  return rules
    .flatMap((rule) => rule.get(key)?.items() ?? [])
    .filter((word) => holds(word.text() ?? ""))
    .map(positionOf);
}

/** A KMS provider without `apiVersion` is v1. */
function oldKeyManagement(configuration: SourceValue): readonly Position[] {
  const resources = configuration.get("resources")?.items() ?? [];
  return resources
    .flatMap((resource) => resource.get("providers")?.items() ?? [])
    .filter((provider) => provider.has("kms") && (provider.textAt("kms", "apiVersion") ?? "v1") === "v1")
    .flatMap((provider) => keySpot(provider, "kms"));
}

/** Plugins that are switched on or given arguments; to switch one off that is gone is still allowed. */
function namedPlugins(configuration: SourceValue): readonly SourceValue[] {
  const profiles = configuration.get("profiles")?.items() ?? [];
  return profiles.flatMap((profile) => [
    ...(profile.get("plugins")?.entries() ?? []).flatMap(([, point]) =>
      (point.get("enabled")?.items() ?? []).flatMap((plugin) => plugin.get("name") ?? []),
    ),
    ...(profile.get("pluginConfig")?.items() ?? []).flatMap((plugin) => plugin.get("name") ?? []),
  ]);
}

function isVolumeLimit(name: SourceValue): boolean {
  return VOLUME_LIMITS.has(name.text() ?? "");
}

function positionOf(value: SourceValue): Position {
  return value.position();
}
