import type { Cluster, Inspection } from "../cluster/cluster.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import type { AssessmentRequest } from "./assess-repository.ts";

/**
 * The clusters that a request is about: the named one, the only one, or (for check and skew) all.
 *
 * @throws KubehopError `unknown-cluster`, `several-clusters`, `no-cluster`
 */
export function selectClusters(inspection: Inspection, request: AssessmentRequest): readonly Cluster[] {
  const { clusters } = inspection;
  if (request.cluster !== undefined) return [clusterNamed(clusters, request.cluster)];
  if (request.subject !== "plan") return clusters;
  if (clusters.length === 0) throw noCluster(inspection);
  if (clusters.length > 1) throw severalClusters(clusters);
  return clusters;
}

function clusterNamed(clusters: readonly Cluster[], name: string): Cluster {
  const found = clusters.find((cluster) => cluster.name === name);
  if (found !== undefined) return found;
  throw new KubehopError({
    code: "unknown-cluster",
    message: `There is no cluster named ${JSON.stringify(name.slice(0, 80))}; ${known(clusters)}.`,
    remedy: "Name one of the clusters that `kubehop inspect` lists.",
  });
}

function severalClusters(clusters: readonly Cluster[]): KubehopError {
  return new KubehopError({
    code: "several-clusters",
    message: `A plan is for one cluster, and this repository holds ${clusters.length}: ${names(clusters)}.`,
    remedy: `Say which: --cluster ${clusters[0]?.name ?? "NAME"} on the command line, cluster=${clusters[0]?.name ?? "NAME"} in a comment.`,
  });
}

function noCluster(inspection: Inspection): KubehopError {
  const [first] = inspection.unread;
  return new KubehopError({
    code: "no-cluster",
    message: `No cluster was found, so there is nothing to plan.${unreadSentence(inspection)}`,
    remedy:
      "Point Kubehop at the directory with the cluster's files, pipe `kubectl get nodes -o json` into it, or describe the cluster in .github/kubehop.yml.",
    ...(first === undefined
      ? {}
      : { where: { path: first.path, ...(first.line === undefined ? {} : { line: first.line }) } }),
  });
}

const SHOWN_UNREAD = 5;

function unreadSentence({ unread }: Inspection): string {
  if (unread.length === 0) return "";
  const shown = unread.slice(0, SHOWN_UNREAD).map(({ path, line, reason }) => {
    const place = line === undefined ? path : `${path}:${line}`;
    return `${place.slice(0, 200)} (${reason.slice(0, 300)})`;
  });
  const more = unread.length > shown.length ? `, and ${unread.length - shown.length} more` : "";
  return ` Not read: ${shown.join(", ")}${more}.`;
}

function known(clusters: readonly Cluster[]): string {
  return clusters.length === 0 ? "no cluster was found at all" : `found: ${names(clusters)}`;
}

function names(clusters: readonly Cluster[]): string {
  const shown = clusters.slice(0, 20).map(({ name }) => name);
  return clusters.length > shown.length
    ? `${shown.join(", ")} and ${clusters.length - shown.length} more`
    : shown.join(", ");
}
