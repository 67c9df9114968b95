import { kubectlYaml } from "./kubectl-yaml.ts";
import { nodeObject } from "./node-object.ts";

/** What of a node a snapshot holds beside what each has. */
export interface NodeDetails {
  /** How many images its status lists; kubelets tell up to 50. */
  readonly images?: number;
  /** As `--show-managed-fields` prints them. */
  readonly managedFields?: boolean;
}

/**
 * What `kubectl get nodes -o json` or `-o yaml` prints of a cluster of so many nodes: three of the control plane, the
 * others in ten pools at two versions of the kubelet. Without details a node has 4 kB of JSON.
 */
export function nodeList(count: number, format: "json" | "yaml", details: NodeDetails = {}): string {
  return listOf(
    Array.from({ length: count }, (_, number) => nodeObject(number, details)),
    format,
  );
}

/** The same nodes in a file for each pool, as `kubectl get nodes -l pool=… -o yaml` prints them. */
export function nodesByPool(count: number, format: "json" | "yaml", details: NodeDetails = {}): string[] {
  const nodes = Array.from({ length: count }, (_, number) => nodeObject(number, details));
  const pools = Map.groupBy(nodes, ({ metadata }) => metadata.labels.pool);
  return [...pools.values()].map((items) => listOf(items, format));
}

function listOf(items: readonly unknown[], format: "json" | "yaml"): string {
  const list = { apiVersion: "v1", items, kind: "List", metadata: { resourceVersion: "" } };
  return format === "json" ? `${JSON.stringify(list, null, 4)}\n` : kubectlYaml(list);
}
