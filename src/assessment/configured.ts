import type { Cluster } from "../cluster/cluster.ts";
import { clusterSettings } from "../config/cluster-settings.ts";
import type { KubehopConfiguration } from "../config/configuration.ts";
import { readConfiguration } from "../config/read-configuration.ts";
import { trustedConfiguration } from "../config/trusted-configuration.ts";
import type { Strategy } from "../plan/plan.ts";
import type { AssessmentRequest } from "./assess-repository.ts";
import type { Assessment, RepositorySnapshot } from "./assessment.ts";
import { configurationFiles } from "./read-repository.ts";

/** `plan.times` of the configuration. */
export function configuredTimes({ head }: AssessmentRequest): Assessment["times"] {
  return configurationOf(head).plan?.times;
}

/** `plan.strategy` of the configuration, for requests that name none. */
export function configuredStrategy({ head }: AssessmentRequest): Strategy | undefined {
  return configurationOf(head).plan?.strategy;
}

/** The cluster as the base of a pull request judges it, so that a change cannot soften its own policy. */
export function withTrustedPolicy(cluster: Cluster, { head, base }: AssessmentRequest): Cluster {
  if (base === undefined || cluster.policy === undefined) return cluster;
  const trusted = trustedConfiguration(configurationOf(head), configurationOf(base));
  const paths = cluster.origins.map(({ path }) => path);
  return { ...cluster, policy: clusterSettings(trusted, { name: cluster.name, paths }).policy ?? {} };
}

function configurationOf(snapshot: RepositorySnapshot): KubehopConfiguration {
  return readConfiguration(configurationFiles(snapshot)).configuration ?? {};
}
