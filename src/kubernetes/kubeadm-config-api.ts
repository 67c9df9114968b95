import { type KubeadmMinor, kubeadmFacts, kubeadmMinor } from "./kubeadm-facts.ts";

/** What a kubeadm does with a configuration of one API version. */
export interface ConfigApiStatus {
  /**
   * `preferred`: what it writes; `readable`: loaded silently; `deprecated`: loaded with a warning;
   * `experimental`: only with `--allow-experimental-api`; `rejected`: the command stops; `unknown`: neither
   * the group nor the minor, or not this version, is covered by the facts.
   */
  readonly status: "preferred" | "readable" | "deprecated" | "experimental" | "rejected" | "unknown";
  /** Minor of the last kubeadm that migrates it: `1.36` for `v1beta3`. */
  readonly lastMigrator?: string;
  /** What that kubeadm migrates it to: `v1beta4`. */
  readonly migrateTo?: string;
}

const GROUP = "kubeadm.k8s.io/";

/**
 * What the kubeadm of a minor does with a configuration file (`kubeadm.k8s.io/v1beta3` or `v1beta3`).
 * Source: `cmd/kubeadm/app/util/config` and the scheme of each minor.
 *
 * @throws KubehopError `invalid-version` where `kubeadmMinorText` is no version
 */
export function configApiStatus(apiVersion: string, kubeadmMinorText: string): ConfigApiStatus {
  const version = apiVersion.startsWith(GROUP) ? apiVersion.slice(GROUP.length) : apiVersion;
  const facts = kubeadmMinor(kubeadmMinorText);
  const status = facts === undefined ? "unknown" : statusOf(version, facts);
  if (status === "unknown" || status === "preferred") return { status };
  const migration = kubeadmFacts.configMigrations.find((row) => row.fromVersion === version);
  const lastMigrator = migration?.lastMigrator ?? facts?.configApi.rejected[version]?.replace(/^v/, "");
  return {
    status,
    ...(lastMigrator === undefined ? {} : { lastMigrator }),
    ...(migration === undefined ? {} : { migrateTo: migration.toVersion }),
  };
}

function statusOf(version: string, { configApi }: KubeadmMinor): ConfigApiStatus["status"] {
  if (configApi.preferred === version) return "preferred";
  if (configApi.deprecated.includes(version)) return "deprecated";
  if (configApi.experimental.includes(version)) return "experimental";
  if (configApi.readable.includes(version)) return "readable";
  return Object.hasOwn(configApi.rejected, version) ? "rejected" : "unknown";
}
