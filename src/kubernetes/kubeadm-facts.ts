import kubeadmFile from "../../data/kubeadm.json" with { type: "json" };
import { minorOf, type Version } from "./version.ts";

/** What kubeadm of one minor does with configuration API versions. */
interface ConfigApiFacts {
  readonly readable: readonly string[];
  readonly preferred: string;
  readonly deprecated: readonly string[];
  readonly experimental: readonly string[];
  /** API version to the last kubeadm that could migrate it: `{ "v1beta2": "v1.22" }`. */
  readonly rejected: Readonly<Record<string, string | undefined>>;
  /** API version to the kinds that its package has, experimental ones included. */
  readonly kinds: Readonly<Record<string, readonly string[] | undefined>>;
}

/** The images of one patch as its source names them; null where they were not read. */
export interface PatchImages {
  readonly version: string;
  readonly etcd: string;
  readonly coredns: string;
  readonly pause: string | null;
  readonly minimumExternalEtcd: string;
}

/** How a feature gate stood from one minor to another (null: to the newest one scanned). */
interface GateStage {
  readonly fromMinor: string;
  readonly toMinor: string | null;
  readonly stage: string;
  readonly default: boolean;
  readonly locked: boolean;
}

/** One feature gate through the minors that were scanned. */
export interface GateFacts {
  readonly name: string;
  readonly stages: readonly GateStage[];
  readonly removedIn: string | null;
}

/** What was read in the source of one minor of kubeadm. */
export interface KubeadmMinor {
  readonly minor: string;
  readonly configApi: ConfigApiFacts;
  readonly images: {
    readonly atRelease: { readonly etcd: string; readonly coredns: string; readonly pause: string };
    readonly laterPatches: readonly PatchImages[];
  };
  readonly etcd: { readonly minimumExternal: string };
}

/** A configuration API version that kubeadm can turn into a newer one, and the last kubeadm that does. */
interface ConfigMigration {
  readonly fromVersion: string;
  readonly toVersion: string;
  readonly lastMigrator: string | null;
  readonly notes: string;
}

interface KubeadmFile {
  readonly asOf: string;
  readonly configMigrations: readonly ConfigMigration[];
  readonly featureGateTimeline: readonly GateFacts[];
  readonly minors: readonly KubeadmMinor[];
}

/** kubeadm's facts with the types that callers rely on; `test/kubernetes/facts.test.ts` proves the shape. */
export const kubeadmFacts: KubeadmFile = kubeadmFile;

/**
 * What was read in the kubeadm of a version's minor; undefined where that minor was not scanned.
 *
 * @throws KubehopError `invalid-version`
 */
export function kubeadmMinor(version: Version | string): KubeadmMinor | undefined {
  const minor = minorOf(version);
  return kubeadmFacts.minors.find((row) => row.minor === minor);
}
