/** A kind that the diagnosis reads from a cluster. */
export interface CollectedKind {
  readonly kind: string;
  /** `/api/v1`, `/apis/apps/v1`. */
  readonly api: string;
  /** `pods`. */
  readonly resource: string;
  readonly isNamespaced: boolean;
}

/** All that is read; Secrets are not, and ConfigMaps are not needed. */
export const COLLECTED_KINDS: readonly CollectedKind[] = [
  ...namespaced("/api/v1", {
    Pod: "pods",
    Event: "events",
    PersistentVolumeClaim: "persistentvolumeclaims",
    Service: "services",
  }),
  ...namespaced("/apis/apps/v1", {
    Deployment: "deployments",
    ReplicaSet: "replicasets",
    StatefulSet: "statefulsets",
    DaemonSet: "daemonsets",
  }),
  ...namespaced("/apis/batch/v1", { Job: "jobs" }),
  ...namespaced("/apis/discovery.k8s.io/v1", { EndpointSlice: "endpointslices" }),
  ...clusterWide("/api/v1", {
    Node: "nodes",
    Namespace: "namespaces",
    PersistentVolume: "persistentvolumes",
  }),
  ...clusterWide("/apis/storage.k8s.io/v1", { StorageClass: "storageclasses" }),
  ...clusterWide("/apis/apiregistration.k8s.io/v1", { APIService: "apiservices" }),
  ...clusterWide("/apis/admissionregistration.k8s.io/v1", {
    ValidatingWebhookConfiguration: "validatingwebhookconfigurations",
    MutatingWebhookConfiguration: "mutatingwebhookconfigurations",
  }),
];

type Resources = Readonly<Record<string, string>>;

function namespaced(api: string, resources: Resources): readonly CollectedKind[] {
  return Object.entries(resources).map(([kind, resource]) => ({ kind, api, resource, isNamespaced: true }));
}

function clusterWide(api: string, resources: Resources): readonly CollectedKind[] {
  return Object.entries(resources).map(([kind, resource]) => ({ kind, api, resource, isNamespaced: false }));
}
