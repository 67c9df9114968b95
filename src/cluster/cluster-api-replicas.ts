import type { Finding } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import { inspectionFinding } from "./inspection-finding.ts";

/** How many machines an object asks for. */
export interface Replicas {
  readonly count: number;
  readonly findings: readonly Finding[];
}

const AUTOSCALER = "cluster.x-k8s.io/cluster-api-autoscaler-node-group-";

/**
 * The replicas of a control plane or pool: as written, and 1 where nothing is written, which is Cluster
 * API's default. An autoscaler or a placeholder decides elsewhere: then the least is counted and said.
 *
 * @param replicas the field's value
 * @param owner the object, or the part of a topology, whose annotations an autoscaler would read
 */
export function readReplicas(replicas: SourceValue | undefined, owner: SourceValue): Replicas {
  const written = replicas?.number();
  if (written !== undefined && Number.isInteger(written) && written >= 0)
    return { count: written, findings: [] };
  const annotations = owner.get("metadata", "annotations");
  const least = Number(annotations?.textAt(`${AUTOSCALER}min-size`) ?? Number.NaN);
  const isScaled = Number.isInteger(least);
  if (replicas?.text() === undefined && !isScaled) return { count: 1, findings: [] };
  const count = isScaled ? Math.max(least, 1) : 1;
  const at = replicas ?? annotations?.get(`${AUTOSCALER}min-size`) ?? owner;
  const most = annotations?.textAt(`${AUTOSCALER}max-size`);
  return { count, findings: [replicasUnknown({ at, count, most: isScaled ? most : undefined })] };
}

interface UnknownReplicas {
  readonly at: SourceValue;
  readonly count: number;
  readonly most: string | undefined;
}

function replicasUnknown({ at, count, most }: UnknownReplicas): Finding {
  const read =
    most === undefined
      ? `${at.field} is ${JSON.stringify(at.text()?.slice(0, 60) ?? "")}, which is no number`
      : `An autoscaler keeps between ${count} and ${most.slice(0, 20)} machines here`;
  return inspectionFinding({
    id: "replicas-unknown",
    title: "The number of nodes of a pool is not known",
    severity: "notice",
    certainty: "unknown",
    places: [at.place()],
    why: `${read}; ${count} ${count === 1 ? "is" : "are"} counted, so drains and times may be more.`,
    fix: "Add a snapshot beside the files, which lists the real nodes: kubectl get nodes -o json > nodes.json.",
  });
}
