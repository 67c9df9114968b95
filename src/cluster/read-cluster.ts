import type { Finding, SourceFile, Unread } from "../source/finding.ts";
import { assembleCluster } from "./assemble.ts";
import { isCandidate } from "./candidate-files.ts";
import type { Inspection } from "./cluster.ts";
import { groupObservations } from "./group-observations.ts";
import { inspectionFinding } from "./inspection-finding.ts";
import { nameClusters } from "./name-clusters.ts";
import type { ReaderResult, RepositoryFile } from "./reader.ts";
import { READERS } from "./readers.ts";
import { repositoryFiles } from "./repository-files.ts";
import { inOrder, uniqueUnread } from "./stable-order.ts";

/**
 * Reads every cluster that the files describe. Pure: no disk, no network; the order of the files does not
 * matter, and no content makes it throw. What looked like a cluster's and could not be read is in `unread`.
 */
export function readCluster(files: readonly SourceFile[]): Inspection {
  const ordered = files.toSorted((left, right) => compare(left.path, right.path));
  const result = readAll(repositoryFiles(ordered.filter(isCandidate)));
  const { groups, findings } = groupObservations(result.observations);
  const names = nameClusters(groups);
  const assembled = groups.map((group, index) => assembleCluster(names[index] ?? "cluster", group));
  const clusters = assembled
    .map(({ cluster }) => cluster)
    .toSorted((left, right) => compare(left.name, right.name));
  const all = [...result.findings, ...findings, ...assembled.flatMap((one) => one.findings)];
  return {
    clusters,
    findings: inOrder(clusters.length === 0 ? [...all, noClusterFound(ordered.length)] : all),
    unread: uniqueUnread(result.unread),
  };
}

function readAll(files: readonly RepositoryFile[]): ReaderResult {
  const wanted = new Set<RepositoryFile>();
  const results = READERS.map((reader) => {
    const own = files.filter((file) => reader.wants(file));
    for (const file of own) wanted.add(file);
    return reader.read(own);
  });
  const unread: readonly Unread[] = [...wanted].flatMap((file) => file.documents().unread);
  return {
    observations: results.flatMap(({ observations }) => observations),
    findings: results.flatMap(({ findings }) => findings),
    unread: [...results.flatMap((result) => result.unread), ...unread],
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

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
