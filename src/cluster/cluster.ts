import type { Finding, Unread } from "../source/finding.ts";
import type { Position } from "../source/line-index.ts";
import type { Origin } from "../source/origin.ts";

/** Who manages the cluster's lifecycle, as far as the files tell. */
export type Distribution =
  | "kubeadm"
  | "kind"
  | "cluster-api"
  | "kubespray"
  | "k3s"
  | "rke2"
  | "talos"
  | "kops"
  | "k0s"
  | "eks"
  | "gke"
  | "aks"
  | "eks-anywhere"
  | "openshift"
  | "microk8s"
  | "unknown";

/** One running component; `version` without a leading `v`, as far as it is known (`1.34.6`, `1.34`). */
export interface ComponentInstance {
  readonly node?: string;
  readonly version: string;
  readonly origin?: Origin;
}

/** The etcd of the control plane; `version` is etcd's own (`3.5.24-0`), where a static pod or a pin shows it. */
export interface Etcd {
  readonly topology: "stacked" | "external" | "unknown";
  readonly version?: string;
  readonly members?: readonly ComponentInstance[];
  /** `etcd.local.imageTag` of the kubeadm configuration: a pin that the next `apply` would keep. */
  readonly pinnedImageTag?: { readonly value: string; readonly origin: Origin };
  readonly endpoints?: readonly string[];
}

export interface ControlPlane {
  readonly apiServers: readonly ComponentInstance[];
  readonly controllerManagers: readonly ComponentInstance[];
  readonly schedulers: readonly ComponentInstance[];
  readonly cloudControllerManagers: readonly ComponentInstance[];
  readonly etcd: Etcd;
  readonly endpoint?: string;
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** The node's operating system as its kubelet reports it (`osImage`), and what package tool that implies. */
export interface NodeOs {
  readonly image?: string;
  readonly kernel?: string;
  readonly packageManager?: "apt" | "dnf" | "zypper";
  readonly architecture?: string;
  readonly family?: "linux" | "windows";
}

/** A node, or (with `count`) a pool of which only the number of replicas is known. */
export interface ClusterNode {
  readonly name: string;
  readonly count?: number;
  readonly role: "control-plane" | "worker";
  readonly pool?: string;
  readonly kubeletVersion: string;
  readonly kubeProxyVersion?: string;
  /** `containerd://1.7.28`, `cri-o://1.34.1`, `docker://20.10.24` as the kubelet reports it. */
  readonly containerRuntime?: string;
  readonly os?: NodeOs;
  readonly taints?: readonly Taint[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly ready?: boolean;
  readonly cordoned?: boolean;
  readonly origin?: Origin;
}

/** One kubeadm document as plain data, with the place of its `apiVersion`. */
export interface KubeadmDocument {
  readonly kind: string;
  readonly apiVersion: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
  /**
   * Where the scalars of `content` stand in `origin.path`, by their dotted path below the document:
   * `apiServer.extraArgs.cloud-provider`, `apiServer.extraArgs[0].value`.
   */
  readonly places?: Readonly<Record<string, Position>>;
}

/** What the kubeadm files say beyond versions. The `…Configuration` members are plain data as read. */
export interface KubeadmSettings {
  readonly apiVersion: string;
  readonly clusterConfiguration?: Readonly<Record<string, unknown>>;
  readonly kubeletConfiguration?: Readonly<Record<string, unknown>>;
  readonly kubeProxyConfiguration?: Readonly<Record<string, unknown>>;
  /** Every kubeadm, kubelet and kube-proxy document that was read, in file order. */
  readonly documents: readonly KubeadmDocument[];
}

/** An add-on that the files name: CNI, CSI, CoreDNS, metrics-server, Velero and the like. */
export interface Addon {
  readonly name: string;
  readonly version?: string;
  readonly origin?: Origin;
}

/** A Kubernetes cluster as its sources describe it; each value can be traced through `origins`. */
export interface Cluster {
  readonly name: string;
  readonly environment?: string;
  readonly distribution: Distribution;
  /** A version that a file asks for (UpgradeConfiguration, a system-upgrade Plan): never the running one. */
  readonly desiredVersion?: string;
  /**
   * The control plane's version as a declaration states it (`kubernetesVersion`, `spec.topology.version`,
   * `kube_version`), even where a snapshot beside it shows another one running: a pull request that
   * changes it proposes an upgrade.
   */
  readonly declaredVersion?: { readonly version: string; readonly origin: Origin };
  readonly controlPlane: ControlPlane;
  readonly nodes: readonly ClusterNode[];
  readonly kubeadm?: KubeadmSettings;
  /** The kubectl that it is talked to with, where the configuration says so. */
  readonly kubectl?: ComponentInstance;
  readonly addons: readonly Addon[];
  /** From the cluster's entry in `.github/kubehop.yml`. */
  readonly policy?: ClusterPolicy;
  readonly origins: readonly Origin[];
}

/** How strictly this cluster is judged; see `policy` in the configuration reference. */
export interface ClusterPolicy {
  readonly kubeProxy?: "official" | "strict";
  readonly controlPlaneReach?: "any" | "local";
}

/** What reading a repository gives: `kubehop inspect --format json` prints exactly this. */
export interface Inspection {
  readonly clusters: readonly Cluster[];
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
}
