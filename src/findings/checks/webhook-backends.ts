import type { Repository } from "../../manifests/repository.ts";
import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { selectsLabels } from "../label-selection.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList, namesThat } from "../name-list.ts";
import { runningWorkloads } from "../protected-workloads.ts";
import { backendOf, isSinglePod } from "../service-backend.ts";
import { type AdmissionWebhook, admissionWebhooks } from "../views/admission-webhooks.ts";
import { autoscalers } from "../views/autoscalers.ts";
import { type CalledService, calledServices } from "../views/called-services.ts";
import { namespaces } from "../views/namespaces.ts";
import type { ServiceReference } from "../views/service-reference.ts";
import { services } from "../views/services.ts";
import { selectedElsewhere, selectorViews } from "../views/webhook-selectors.ts";
import { type Workload, workloads } from "../views/workloads.ts";
import { interceptsPods, reachesNamespace } from "../webhook-reach.ts";

const DEADLOCK: FindingDescription = {
  id: "webhook-deadlock",
  title: "A webhook that a drain takes away stops its own pods from coming back",
  meaning:
    "The only pod behind a webhook with failurePolicy Fail is evicted, and the webhook is asked about its replacement.",
};
const ADMISSION: FindingDescription = {
  id: "webhook-backend-drained",
  title: "A drain takes away the only pod behind a webhook",
  meaning:
    "While the pod starts elsewhere, the API server refuses every request that the webhook is asked about.",
};
const CONVERSION: FindingDescription = {
  id: "conversion-webhook-drained",
  title: "A drain takes away the only pod behind a conversion webhook",
  meaning: "Meanwhile objects of the custom resource can be neither read nor written in another version.",
};
const AGGREGATED: FindingDescription = {
  id: "aggregated-api-drained",
  title: "A drain takes away the only pod behind an aggregated API",
  meaning: "Meanwhile the API cannot be discovered, and namespaces cannot be deleted.",
};

const DOCUMENT =
  "kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers: failure policy";

/** What API servers need to ask, and whether one drain takes it away. */
export const webhookBackendsCheck: ManifestCheck = {
  name: "webhook-backends",
  reads: [
    "webhook configurations, CustomResourceDefinitions, APIServices; Services and the workloads behind them",
  ],
  findings: [DEADLOCK, ADMISSION, CONVERSION, AGGREGATED],
  views: [admissionWebhooks, calledServices, services, workloads, autoscalers, namespaces, ...selectorViews],
  judge: (context) => {
    const { repository } = context;
    const singlePod = singlePodOf(repository);
    const asking = repository
      .of(admissionWebhooks)
      .flatMap((webhook) => drained(webhook, repository, singlePod));
    const calling = repository.of(calledServices).flatMap((called) => moved(called, singlePod));
    return [
      ...byCause(asking).map((alike) => admission(alike, context)),
      ...byCause(calling).map((alike) => other(alike, context)),
    ];
  },
};

/** The workloads behind a Service where they are one pod in all; undefined for any other Service. */
type SinglePodOf = (service: ServiceReference | undefined) => readonly Workload[] | undefined;

function singlePodOf(repository: Repository): SinglePodOf {
  const { fewestPods } = runningWorkloads(repository);
  return (service) => {
    const backend = service === undefined ? undefined : backendOf(service, repository);
    return backend !== undefined && isSinglePod(backend, fewestPods) ? backend : undefined;
  };
}

/** What asks a backend of one pod. */
interface Asking<Asker> {
  readonly asker: Asker;
  readonly backend: readonly Workload[];
  /** What is told in one finding has the same cause; empty where a webhook only asks. */
  readonly cause: string;
}

/** One finding for everything that one drain takes away; at least one in each group. */
function byCause<Asker>(
  asking: readonly Asking<Asker>[],
): readonly (readonly [Asking<Asker>, ...Asking<Asker>[]])[] {
  const groups = Map.groupBy(
    asking,
    ({ cause, backend }) => `${cause} ${pods(backend)} ${backend[0]?.namespace ?? ""}`,
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others]],
  );
}

function drained(
  webhook: AdmissionWebhook,
  repository: Repository,
  singlePod: SinglePodOf,
): readonly Asking<AdmissionWebhook>[] {
  const { service, failurePolicy } = webhook;
  const backend = singlePod(service);
  if (failurePolicy !== "Fail" || backend === undefined) return [];
  const isDeadlock = asksItself(webhook, backend, repository) && !selectedElsewhere(repository)(webhook);
  return [{ asker: webhook, backend, cause: isDeadlock ? `itself in ${service?.namespace ?? ""}` : "" }];
}

/** True where the pod that takes the webhook's own one's place is certainly a pod that the webhook is asked about. */
function asksItself(
  webhook: AdmissionWebhook,
  backend: readonly Workload[],
  repository: Repository,
): boolean {
  const { service } = webhook;
  if (service === undefined || !interceptsPods(webhook)) return false;
  const isAsked = webhook.isConditional
    ? undefined
    : reachesNamespace(webhook, service.namespace, repository);
  return isAsked === true && backend.every(({ podLabels }) => selectsLabels(webhook.objects, podLabels));
}

function admission(
  alike: readonly [Asking<AdmissionWebhook>, ...Asking<AdmissionWebhook>[]],
  context: ManifestContext,
): Finding {
  const [{ asker: webhook, backend, cause }] = alike;
  const isDeadlock = cause !== "";
  const namespace = webhook.service?.namespace ?? "";
  const askers = alike.map(({ asker }) => asker);
  const consequence = isDeadlock
    ? "its replacement is a pod that the webhook itself is asked about, so neither it nor any other pod can start"
    : "every request that it is asked about is refused until the pod runs elsewhere";
  const who = namesThat(
    askers.map(({ configuration }) => configuration),
    "asks",
    "ask",
  );
  return makeFinding(isDeadlock ? DEADLOCK : ADMISSION, context, {
    severity: isDeadlock ? "blocker" : "risk",
    certainty: "likely",
    places: [...askers.map(({ place }) => place), ...backend.map(({ place }) => place)],
    why: `${who} ${pods(backend)} about requests (${nameList(askers.map(({ name }) => name))}, failurePolicy Fail): after a drain ${consequence}.`,
    fix: isDeadlock
      ? `Leave the namespace ${namespace} out (namespaceSelector: kubernetes.io/metadata.name NotIn [kube-system, ${namespace}]), and run two replicas on different nodes with a PodDisruptionBudget of minAvailable 1.`
      : "Run two replicas on different nodes (podAntiAffinity on kubernetes.io/hostname) with a PodDisruptionBudget of minAvailable 1.",
    sources: [DOCUMENT],
  });
}

function moved(called: CalledService, singlePod: SinglePodOf): readonly Asking<CalledService>[] {
  const backend = singlePod(called.service);
  return backend === undefined ? [] : [{ asker: called, backend, cause: called.role }];
}

function other(
  alike: readonly [Asking<CalledService>, ...Asking<CalledService>[]],
  context: ManifestContext,
): Finding {
  const [{ asker, backend }] = alike;
  const isConversion = asker.role === "conversion";
  const names = alike.map(({ asker: { name } }) => name);
  return makeFinding(isConversion ? CONVERSION : AGGREGATED, context, {
    severity: "risk",
    certainty: "likely",
    places: [...alike.map(({ asker: { place } }) => place), ...backend.map(({ place }) => place)],
    why: isConversion
      ? `${namesThat(names, "is", "are")} converted between versions by ${pods(backend)}: while a drain moves it, objects cannot be read or written in another version than the stored one.`
      : `${namesThat(names, "is", "are")} served by ${pods(backend)}: while a drain moves it, discovery fails and namespaces stay Terminating.`,
    fix: "Run two replicas on different nodes with a PodDisruptionBudget of minAvailable 1, or drain its node last.",
    sources: [
      isConversion
        ? "kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning"
        : "kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer",
    ],
  });
}

function pods(backend: readonly Workload[]): string {
  return `the only pod of ${nameList(backend.map(({ kind, name }) => `${kind} ${name}`))}`;
}
