import type { Finding } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { backendOf, isSinglePod } from "../service-backend.ts";
import { type AdmissionWebhook, admissionWebhooks } from "../views/admission-webhooks.ts";
import { type CalledService, calledServices } from "../views/called-services.ts";
import { services } from "../views/services.ts";
import { type Workload, workloads } from "../views/workloads.ts";
import { interceptsPods, leavesOut } from "../webhook-reach.ts";

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
  views: [admissionWebhooks, calledServices, services, workloads],
  judge: (context) => [
    ...context.repository.of(admissionWebhooks).flatMap((webhook) => admission(webhook, context)),
    ...context.repository.of(calledServices).flatMap((called) => other(called, context)),
  ],
};

function admission(webhook: AdmissionWebhook, context: ManifestContext): readonly Finding[] {
  const { service, failurePolicy } = webhook;
  const backend = service === undefined ? undefined : backendOf(service, context.repository);
  if (service === undefined || failurePolicy !== "Fail" || backend === undefined || !isSinglePod(backend))
    return [];
  const isAskedAboutItself =
    interceptsPods(webhook) && !leavesOut(webhook, service.namespace) && !webhook.isNarrowed;
  const isSelfMade = isAskedAboutItself && !webhook.namespaces.isOptIn;
  const description = isSelfMade ? DEADLOCK : ADMISSION;
  const consequence = isSelfMade
    ? "its replacement is a pod that the webhook itself is asked about, so neither it nor any other pod can start"
    : "every request that it is asked about is refused until the pod runs elsewhere";
  return [
    makeFinding(description, context, {
      severity: isSelfMade ? "blocker" : "risk",
      certainty: "likely",
      places: [webhook.place, ...backend.map(({ place }) => place)],
      why: `${webhook.configuration} asks ${pods(backend)} about requests (${webhook.name}, failurePolicy Fail): after a drain ${consequence}.`,
      fix: isSelfMade
        ? `Leave the namespace ${service.namespace} out (namespaceSelector: kubernetes.io/metadata.name NotIn [kube-system, ${service.namespace}]), and run two replicas on different nodes with a PodDisruptionBudget of minAvailable 1.`
        : "Run two replicas on different nodes (podAntiAffinity on kubernetes.io/hostname) with a PodDisruptionBudget of minAvailable 1.",
      sources: [DOCUMENT],
    }),
  ];
}

function other(called: CalledService, context: ManifestContext): readonly Finding[] {
  const backend = backendOf(called.service, context.repository);
  if (backend === undefined || !isSinglePod(backend)) return [];
  const isConversion = called.role === "conversion";
  return [
    makeFinding(isConversion ? CONVERSION : AGGREGATED, context, {
      severity: "risk",
      certainty: "likely",
      places: [called.place, ...backend.map(({ place }) => place)],
      why: isConversion
        ? `${called.name} is converted between its versions by ${pods(backend)}: while a drain moves it, its objects cannot be read or written in another version than the stored one.`
        : `${called.name} is served by ${pods(backend)}: while a drain moves it, discovery fails and namespaces stay Terminating.`,
      fix: "Run two replicas on different nodes with a PodDisruptionBudget of minAvailable 1, or drain its node last.",
      sources: [
        isConversion
          ? "kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning"
          : "kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer",
      ],
    }),
  ];
}

function pods(backend: readonly Workload[]): string {
  return `the only pod of ${nameList(backend.map(({ kind, name }) => `${kind} ${name}`))}`;
}
