import type { SourceDocuments } from "../source/documents.ts";
import type { Finding, SourceFile, Unread } from "../source/finding.ts";
import type { Origin } from "../source/origin.ts";
import type {
  Addon,
  ClusterNode,
  ComponentInstance,
  Distribution,
  Etcd,
  KubeadmSettings,
} from "./cluster.ts";

/** A file that at least one reader wants; it is parsed at most once, whoever asks. */
export interface RepositoryFile extends SourceFile {
  readonly documents: () => SourceDocuments;
  /** Whether its text claims to be YAML or JSON, by the file's name or by what it says. */
  readonly isManifest: () => boolean;
  /** What of the documents could not be read; empty where no reader asked for them (INI, Terraform). */
  readonly unread: () => readonly Unread[];
}

/** A version as a file states it, without a leading `v`. */
export interface VersionReading {
  readonly version: string;
  readonly origin: Origin;
}

/**
 * What one reader saw of one cluster in one place. Observations of one directory, or of one name, are
 * merged into a `Cluster`; where two of them disagree, a finding names both lines.
 */
export interface Observation {
  /** The reader's name. */
  readonly reader: string;
  /** The file that made it; its directory decides what it is merged with where no name does. */
  readonly path: string;
  /** The name that the source gives; kubeadm's default `kubernetes` is no name. */
  readonly name?: string;
  readonly environment?: string;
  readonly distribution: Distribution;
  /** `snapshot`: what was running when it was taken; `declaration`: what a file asks for. */
  readonly nature: "snapshot" | "declaration";
  /** The control plane's version (`kubernetesVersion`, `spec.topology.version`, `kube_version`). */
  readonly kubernetesVersion?: VersionReading;
  /** What an upgrade is asked to end at; several that differ become a finding. */
  readonly desiredVersions?: readonly VersionReading[];
  readonly apiServers?: readonly ComponentInstance[];
  readonly controllerManagers?: readonly ComponentInstance[];
  readonly schedulers?: readonly ComponentInstance[];
  readonly cloudControllerManagers?: readonly ComponentInstance[];
  /** kube-proxy per node, from its pods; merged into the nodes. */
  readonly kubeProxies?: readonly ComponentInstance[];
  readonly nodes?: readonly ClusterNode[];
  /** The nodes came as one List: two such lists without a common node are two clusters. */
  readonly completeNodeList?: boolean;
  readonly etcd?: ObservedEtcd;
  readonly endpoint?: string;
  readonly kubeadm?: KubeadmSettings;
  readonly kubectl?: VersionReading;
  readonly addons?: readonly Addon[];
  readonly origins: readonly Origin[];
}

/** etcd, and where its topology is written: the whole configuration where that does not mention it. */
export interface ObservedEtcd extends Partial<Etcd> {
  readonly origin?: Origin;
}

/** What a reader says; the files' own `documents().unread` are collected for all readers and need no repeating. */
export interface ReaderResult {
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
  readonly unread: readonly Unread[];
}

/** One kind of source. A new one is one file in this folder and one line in `readers.ts`. */
export interface Reader {
  readonly name: string;
  /** A cheap look at path and text: true where the file may be this reader's. */
  readonly wants?: (file: SourceFile) => boolean;
  /** The same for the sake of Kubernetes objects; not asked where those of the file cannot tell of a cluster. */
  readonly wantsObjects?: (file: SourceFile) => boolean;
  /**
   * Whether a file that it wanted is worth telling where it cannot be read. Readers that want files on a weak
   * sign (any Deployment) say which of them look like a cluster's; without it, all do.
   */
  readonly misses?: (file: SourceFile) => boolean;
  /** Reads all the files it wanted, together, because some sources span several files. Never throws on content. */
  readonly read: (files: readonly RepositoryFile[]) => ReaderResult;
}
