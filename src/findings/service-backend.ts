import type { Repository } from "../manifests/repository.ts";
import { nameOf, type RunningWorkloads } from "./protected-workloads.ts";
import type { ServiceReference } from "./views/service-reference.ts";
import { services } from "./views/services.ts";
import { type Workload, workloads } from "./views/workloads.ts";

/**
 * The workloads behind a Service, as far as the repository holds them; undefined where it does not hold the
 * Service, or no workload that the Service selects. Objects without a namespace may be applied to any.
 */
export function backendOf(
  reference: ServiceReference,
  repository: Repository,
): readonly Workload[] | undefined {
  const service = repository
    .of(services)
    .find(({ name, namespace }) => name === reference.name && mayBe(namespace, reference.namespace));
  if (service === undefined || Object.keys(service.selector).length === 0) return undefined;
  const found = repository
    .of(workloads)
    .filter(
      (one) =>
        mayBe(one.namespace, reference.namespace) &&
        !one.hasEnded &&
        one.replicas !== 0 &&
        selects(service.selector, one.podLabels),
    );
  const backend = makers(found);
  return backend.length === 0 ? undefined : backend;
}

/** A snapshot shows a Deployment, its ReplicaSets and their pods: the first of them stands for all. */
function makers(found: readonly Workload[]): readonly Workload[] {
  const unowned = found.filter(({ ownerKind }) => ownerKind === undefined);
  return unowned.length > 0 ? unowned : found.filter(({ kind }) => kind === "Pod");
}

/** True where the labels have everything that the selector asks for. */
export function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/**
 * True where the drain of one node can take away every pod: one pod in all, and none on another node. What stands in
 * several files is one workload, of which the most pods count.
 */
export function isSinglePod(
  backend: readonly Workload[],
  fewestPods: RunningWorkloads["fewestPods"],
): boolean {
  if (backend.some(({ kind }) => kind === "DaemonSet")) return false;
  const alike = [...Map.groupBy(backend, nameOf).values()];
  return alike.reduce((sum, group) => sum + Math.max(...group.map(fewestPods)), 0) === 1;
}

function mayBe(written: string | undefined, namespace: string): boolean {
  return written === undefined || written === namespace;
}
