import type { SourceFile } from "../source/finding.ts";
import { addonsOf, mayNameAddon } from "./addons.ts";
import type { ComponentInstance } from "./cluster.ts";
import { isTakenFromCluster, type KubernetesObject, objectsOf } from "./kubernetes-objects.ts";
import type { Observation, Reader, ReaderResult, RepositoryFile } from "./reader.ts";
import { type PodComponent, type PodReading, readComponentPod } from "./static-pods.ts";

/** Names of static pods and of kube-proxy, in their own names, labels or images. */
const COMPONENTS = /kube-(?:apiserver|controller-manager|scheduler|proxy)|etcd/;

/** `kubectl get pods -n kube-system -o json|yaml`, and the workloads (`ds,deploy`) that add-ons run as. */
export const podListReader: Reader = {
  name: "pod-list",
  wantsObjects: mayBePodList,
  misses: ({ text }) =>
    /\/kube-(?:apiserver|controller-manager|scheduler|proxy)[:@]|\bkind["']?\s*:\s*["']?PodList\b/.test(text),
  read: (files) => {
    const results = files.map(readFile);
    return {
      observations: results.flatMap(({ observations }) => observations),
      findings: results.flatMap(({ findings }) => findings),
      unread: [],
    };
  },
};

/** Whether a file names a workload, and a component or an add-on. */
export function mayBePodList({ text }: SourceFile): boolean {
  return (
    /\bkind["']?\s*:\s*["']?(?:Pod|DaemonSet|Deployment|StatefulSet)(?:List)?\b/.test(text) &&
    (COMPONENTS.test(text) || mayNameAddon(text))
  );
}

function readFile(file: RepositoryFile): ReaderResult {
  const objects = objectsOf(file).filter(isWorkload);
  const pods = objects.flatMap((object) => readComponentPod(object) ?? []);
  const addons = addonsOf(objects);
  const findings = pods.flatMap((pod) => pod.findings);
  if (pods.length === 0 && addons.length === 0) return { observations: [], findings: [], unread: [] };
  const origins = [...pods.map(({ instance }) => instance), ...addons];
  const observation: Observation = {
    reader: "pod-list",
    path: file.path,
    distribution: objects.some(isMarkedByKubeadm) ? "kubeadm" : "unknown",
    nature: objects.some(isTakenFromCluster) ? "snapshot" : "declaration",
    apiServers: instancesOf(pods, "kube-apiserver"),
    controllerManagers: instancesOf(pods, "kube-controller-manager"),
    schedulers: instancesOf(pods, "kube-scheduler"),
    cloudControllerManagers: instancesOf(pods, "cloud-controller-manager"),
    kubeProxies: instancesOf(pods, "kube-proxy"),
    ...etcdOf(pods),
    addons,
    origins: origins.flatMap((value) => value?.origin ?? []),
  };
  return { observations: [observation], findings, unread: [] };
}

/** kubeadm notes on each API server's static pod where it listens. */
function isMarkedByKubeadm({ value }: KubernetesObject): boolean {
  const mark = "kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint";
  return value.get("metadata", "annotations", mark) !== undefined;
}

const WORKLOADS = ["Pod", "DaemonSet", "Deployment", "StatefulSet"];

function isWorkload({ apiVersion, kind }: KubernetesObject): boolean {
  return WORKLOADS.includes(kind) && apiVersion === (kind === "Pod" ? "v1" : "apps/v1");
}

function instancesOf(pods: readonly PodReading[], component: PodComponent): readonly ComponentInstance[] {
  return pods.flatMap((pod) => (pod.component === component ? (pod.instance ?? []) : []));
}

/** A pod of etcd on a control-plane node is a stacked member; external ones are no pods. */
function etcdOf(pods: readonly PodReading[]): Pick<Observation, "etcd"> {
  const members = instancesOf(pods, "etcd");
  return members.length === 0 ? {} : { etcd: { topology: "stacked", members } };
}
