import { readConfiguration } from "../config/read-configuration.ts";
import type { Finding, SourceFile } from "../source/finding.ts";
import { assembleCluster } from "./assemble.ts";
import type { Inspection } from "./cluster.ts";
import {
  claimObservations,
  configurationFindings,
  missingClusters,
  settingsOf,
} from "./configured-clusters.ts";
import { glimpse } from "./glimpse.ts";
import { groupObservations } from "./group-observations.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { readInventories } from "./inventory.ts";
import { mergedResults } from "./merged-results.ts";
import { nameClusters } from "./name-clusters.ts";
import { passedOver } from "./passed-over.ts";
import type { Observation, ReaderResult, RepositoryFile } from "./reader.ts";
import { READERS } from "./readers.ts";
import { repositoryFiles } from "./repository-files.ts";
import { selectFiles } from "./select-files.ts";
import { byText, findingsInOrder, unreadInOrder } from "./stable-order.ts";
import { templateFiles } from "./template-files.ts";

/**
 * Reads every cluster that the files describe. Pure: no disk, no network; the order of the files does not
 * matter, and no content makes it throw. What looked like a cluster's and could not be read is in `unread`.
 *
 * @param options.looked how many files were looked at, where `files` are the ones that `mayDescribeCluster` took
 */
export function readCluster(files: readonly SourceFile[], { looked = files.length } = {}): Inspection {
  const ordered = files.toSorted(
    (left, right) => byText(left.path, right.path) || byText(left.text, right.text),
  );
  const reading = readConfiguration(ordered);
  const configuration = reading.configuration ?? {};
  const { selected, samples } = selectFiles(ordered, configuration);
  const { templates, others } = templateFiles(selected);
  const results = [readAll(repositoryFiles(others)), readInventories(reading, ordered)];
  const observations = results.flatMap((result) => result.observations);
  const grouping = groupObservations(claimObservations(observations, configuration));
  const names = nameClusters(grouping.groups);
  const assembled = grouping.groups.map((group, index) => {
    const name = names[index] ?? "cluster";
    return assembleCluster({ name, group, settings: settingsOf(configuration, name, group) });
  });
  const clusters = assembled
    .map(({ cluster }) => cluster)
    .toSorted((left, right) => byText(left.name, right.name));
  const findings = [
    ...results.flatMap((result) => result.findings),
    ...grouping.findings,
    ...assembled.flatMap((one) => one.findings),
    ...missingClusters(reading, grouping.groups),
    ...configurationFindings(reading),
    ...(clusters.length === 0 ? [noClusterFound(looked)] : []),
  ];
  return {
    clusters,
    findings: findingsInOrder(findings),
    unread: unreadInOrder([
      ...results.flatMap((result) => result.unread),
      ...templates,
      ...passedOver(samples, observe),
    ]),
  };
}

function observe(files: readonly SourceFile[]): readonly Observation[] {
  return readAll(repositoryFiles(templateFiles(files).others)).observations;
}

function readAll(files: readonly RepositoryFile[]): ReaderResult {
  const glimpses = new Map(files.map((file) => [file, glimpse(file)]));
  const missed = new Set<RepositoryFile>();
  const results = READERS.map((reader) => {
    const own = files.filter((file) => reader.wants(glimpses.get(file) ?? file));
    for (const file of own) if (reader.misses?.(file) ?? true) missed.add(file);
    return reader.read(own);
  });
  const merged = mergedResults(results);
  return { ...merged, unread: [...merged.unread, ...[...missed].flatMap((file) => file.unread())] };
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
