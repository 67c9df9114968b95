import { type ClusterSettings, clusterSettings } from "../config/cluster-settings.ts";
import type { ConfiguredCluster, KubehopConfiguration } from "../config/configuration.ts";
import { matchesPath } from "../config/path-pattern.ts";
import { CONFIGURATION_PATHS, type ConfigurationReading } from "../config/read-configuration.ts";
import { quotedText } from "../kubernetes/quoted-text.ts";
import type { Finding, Place, Unread } from "../source/finding.ts";
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

/** Each of `sources` that fits none of the repository's files: what it stands for was not read. */
export function sourcesWithoutFiles(
  { root, path = "" }: ConfigurationReading,
  paths: readonly string[],
): readonly Unread[] {
  const listed = root?.get("clusters")?.items() ?? [];
  const sources = listed.flatMap((cluster) => cluster.get("sources")?.items() ?? []);
  return sources.flatMap((source) => {
    const pattern = source.text() ?? "";
    if (paths.some((known) => matchesPath(known, [pattern]))) return [];
    const reason = `the source ${quotedText(pattern)} fits no file that can be read as text`;
    return [{ path, line: source.position().line, reason }];
  });
}

/** A configuration that stands there and cannot be taken (binary, a link) must not pass for one that is missing. */
export function lostConfiguration(unread: readonly Unread[]): readonly Finding[] {
  return unread
    .filter(({ path }) => CONFIGURATION_PATHS.includes(path))
    .map(({ path, line = 1, reason }) =>
      invalidConfiguration(
        { path, line, column: 1 },
        { why: `The configuration cannot be read: ${reason}.`, fix: "Write it as a file of UTF-8 text." },
      ),
    );
}

/** What is wrong with the configuration; it is not used in part, so everything it says is missing. */
export function configurationFindings({ errors }: ConfigurationReading): readonly Finding[] {
  return errors.map(({ path, line, column, message, remedy }) =>
    invalidConfiguration({ path, line, column }, { why: message, fix: remedy }),
  );
}

function invalidConfiguration(place: Place, said: { readonly why: string; readonly fix: string }): Finding {
  return inspectionFinding({
    id: "invalid-configuration",
    title: "The configuration cannot be used",
    severity: "blocker",
    certainty: "proven",
    places: [place],
    ...said,
  });
}
