import type { Repository } from "../manifests/repository.ts";
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
    .filter((one) => mayBe(one.namespace, reference.namespace) && selects(service.selector, one.podLabels));
  return found.length === 0 ? undefined : found;
}

/** True where the labels have everything that the selector asks for. */
export function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** True where the drain of one node can take away every pod: one pod in all, and none on another node. */
export function isSinglePod(backend: readonly Workload[]): boolean {
  const pods = backend.reduce(
    (sum, { kind, replicas = 1 }) => sum + (kind === "DaemonSet" ? 2 : replicas),
    0,
  );
  return pods === 1;
}

function mayBe(written: string | undefined, namespace: string): boolean {
  return written === undefined || written === namespace;
}
