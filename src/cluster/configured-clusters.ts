import { type ClusterSettings, clusterSettings } from "../config/cluster-settings.ts";
import type { ConfiguredCluster, KubehopConfiguration } from "../config/configuration.ts";
import type { ConfigurationReading } from "../config/read-configuration.ts";
import type { Finding } from "../source/finding.ts";
import type { ObservationGroup } from "./group-observations.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { optional } from "./optional-member.ts";
import type { Observation } from "./reader.ts";
import { claimants } from "./select-files.ts";

/** Observations of files that the configuration names belong to the cluster that names them, whatever they say. */
export function claimObservations(
  observations: readonly Observation[],
  configuration: KubehopConfiguration,
): readonly Observation[] {
  return observations.flatMap((observation) => {
    const claims = claimants(observation.path, configuration);
    return claims.length === 0 ? [observation] : claims.map((cluster) => claimed(observation, cluster));
  });
}

function claimed(
  observation: Observation,
  { name, environment, distribution }: ConfiguredCluster,
): Observation {
  return {
    ...observation,
    name,
    ...optional("environment", environment),
    ...optional("distribution", distribution),
  };
}

/** Environment and policy of a cluster as the configuration has them. */
export function settingsOf(
  configuration: KubehopConfiguration,
  name: string,
  { observations }: ObservationGroup,
): ClusterSettings {
  return clusterSettings(configuration, { name, paths: observations.map(({ path }) => path) });
}

/** A configured cluster that no file shows is a failure: nothing is ever green about nothing. */
export function missingClusters(
  reading: ConfigurationReading,
  groups: readonly ObservationGroup[],
): readonly Finding[] {
  const listed = reading.root?.get("clusters")?.items() ?? [];
  return (reading.configuration?.clusters ?? []).flatMap(({ name, sources }, index) => {
    const at = listed[index];
    if (at === undefined || groups.some((group) => group.name === name)) return [];
    return [
      inspectionFinding({
        id: "configured-cluster-missing",
        title: "A configured cluster was not found",
        severity: "blocker",
        certainty: "proven",
        places: [(at.get("name") ?? at).place()],
        why: `The configuration names the cluster ${name}, and none of its sources (${(sources ?? []).join(", ")}) describes one.`,
        fix: "Bring the files back, correct sources, or remove the cluster from .github/kubehop.yml.",
        cluster: name,
      }),
    ];
  });
}

/** What is wrong with the configuration; it is not used in part, so everything it says is missing. */
export function configurationFindings({ errors }: ConfigurationReading): readonly Finding[] {
  return errors.map(({ path, line, column, message, remedy }) =>
    inspectionFinding({
      id: "invalid-configuration",
      title: "The configuration cannot be used",
      severity: "blocker",
      certainty: "proven",
      places: [{ path, line, column }],
      why: message,
      fix: remedy,
    }),
  );
}
