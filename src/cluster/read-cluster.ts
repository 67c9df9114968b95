import { type ConfigurationReading, readConfiguration } from "../config/read-configuration.ts";
import type { Finding, SourceFile } from "../source/finding.ts";
import { assembleCluster } from "./assemble.ts";
import type { Cluster, Inspection } from "./cluster.ts";
import {
  claimObservations,
  configurationFindings,
  lostConfiguration,
  missingClusters,
  settingsOf,
} from "./configured-clusters.ts";
import { groupObservations } from "./group-observations.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { nameClusters } from "./name-clusters.ts";
import { readSources, type SourcesReading } from "./read-sources.ts";
import { byText, findingsInOrder, unreadInOrder } from "./stable-order.ts";
import { type Gathering, unreadFiles } from "./unread-files.ts";

/**
 * Reads every cluster that the files describe. Pure: no disk, no network; the order of the files does not
 * matter, and no content makes it throw. What looked like a cluster's and could not be read is in `unread`.
 */
export function readCluster(files: readonly SourceFile[], gathering: Gathering = {}): Inspection {
  const ordered = files.toSorted(
    (left, right) => byText(left.path, right.path) || byText(left.text, right.text),
  );
  const reading = readConfiguration(ordered);
  const sources = readSources(ordered, reading);
  const { clusters, findings } = assembled(sources, reading);
  const nothingFound = clusters.length === 0;
  const { unread: leftOut = [], looked = files.length } = gathering;
  return {
    clusters,
    findings: findingsInOrder([
      ...sources.findings,
      ...findings,
      ...configurationFindings(reading),
      ...lostConfiguration(leftOut),
      ...(nothingFound ? [noClusterFound(looked)] : []),
    ]),
    unread: unreadInOrder(unreadFiles({ files: ordered, reading, sources, nothingFound, ...gathering })),
  };
}

/** The clusters that the observations make, by name, and what was noticed while they were put together. */
function assembled(
  { observations }: SourcesReading,
  reading: ConfigurationReading,
): { readonly clusters: readonly Cluster[]; readonly findings: readonly Finding[] } {
  const configuration = reading.configuration ?? {};
  const { groups, findings } = groupObservations(claimObservations(observations, configuration));
  const names = nameClusters(groups);
  const clusters = groups.map((group, index) => {
    const name = names[index] ?? "cluster";
    return assembleCluster({ name, group, settings: settingsOf(configuration, name, group) });
  });
  return {
    clusters: clusters.map(({ cluster }) => cluster).toSorted((left, right) => byText(left.name, right.name)),
    findings: [...findings, ...clusters.flatMap((one) => one.findings), ...missingClusters(reading, groups)],
  };
}

function noClusterFound(count: number): Finding {
  return inspectionFinding({
    id: "no-cluster-found",
    title: "No cluster was found",
    severity: "notice",
    certainty: "proven",
    places: [],
    why: `${count === 1 ? "1 file was" : `${count} files were`} looked at, and none describes a cluster that Kubehop can read.`,
    fix: "Add a snapshot (kubectl get nodes -o json > nodes.json) or the kubeadm configuration, or name the sources in .github/kubehop.yml.",
  });
}
