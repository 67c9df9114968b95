import type { ConfiguredCluster, KubehopConfiguration, PlanSettings } from "./configuration.ts";
import { matchesPath } from "./path-pattern.ts";

type ClusterPolicy = NonNullable<ConfiguredCluster["policy"]>;

/** What identifies a cluster in the configuration: its name there, and the files it was read from. */
export interface ConfiguredSubject {
  readonly name: string;
  readonly paths: readonly string[];
}

/** What the configuration says of one cluster, found or described. */
export interface ClusterSettings {
  readonly environment?: string;
  readonly policy?: ClusterPolicy;
  /** The package tool of nodes whose operating system no file names. */
  readonly packageManager?: NonNullable<PlanSettings["packageManager"]>;
}

/**
 * The environment of a cluster (its own word, else the first environment whose `paths` hold one of its
 * files) and its policy: its own key, else that of its environment, else the repository's.
 */
export function clusterSettings(
  configuration: KubehopConfiguration,
  { name, paths }: ConfiguredSubject,
): ClusterSettings {
  const own = configuration.clusters?.find((cluster) => cluster.name === name);
  const environments = Object.entries(configuration.environments ?? {});
  const environment =
    own?.environment ??
    environments.find(([, { paths: held }]) => paths.some((path) => matchesPath(path, held ?? [])))?.[0];
  const shared = environments.find(([known]) => known === environment)?.[1].policy;
  const { kubeProxy, controlPlaneReach } = { ...configuration.policy, ...shared, ...own?.policy };
  const packageManager = configuration.plan?.packageManager;
  const policy: ClusterPolicy = {
    ...(kubeProxy === undefined ? {} : { kubeProxy }),
    ...(controlPlaneReach === undefined ? {} : { controlPlaneReach }),
  };
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(Object.keys(policy).length === 0 ? {} : { policy }),
    ...(packageManager === undefined ? {} : { packageManager }),
  };
}
