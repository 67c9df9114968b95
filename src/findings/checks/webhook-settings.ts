import type { Repository } from "../../manifests/repository.ts";
import type { Finding, Severity } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { selectsEverything } from "../label-selection.ts";
import { makeFinding } from "../make-finding.ts";
import { nameList } from "../name-list.ts";
import { type AdmissionWebhook, admissionWebhooks } from "../views/admission-webhooks.ts";
import { namespaces } from "../views/namespaces.ts";
import { selectedElsewhere, selectorViews } from "../views/webhook-selectors.ts";
import { catchesAll, interceptsPods, reachesNamespace } from "../webhook-reach.ts";

const NO_EXEMPTION: FindingDescription = {
  id: "webhook-no-exemption",
  title: "A webhook decides about the pods of kube-system",
  meaning: "When it does not answer, the control plane's own pods and DaemonSets cannot start either.",
};
const ALL: FindingDescription = {
  id: "webhook-catches-all",
  title: "A webhook is asked about every resource",
  meaning: "Leases, events, nodes and token reviews pass it too: what keeps a cluster alive waits for it.",
};
const SLOW: FindingDescription = {
  id: "webhook-slow",
  title: "A webhook may take long to fail",
  meaning: "Each request waits for the whole timeout while the webhook is away.",
};
const SIDE_EFFECTS: FindingDescription = {
  id: "webhook-side-effects",
  title: "A webhook has side effects",
  meaning: "Requests with dry run are refused, and v1 of the configuration does not allow it.",
};
const REVIEW: FindingDescription = {
  id: "webhook-review-version",
  title: "A webhook does not take AdmissionReview v1",
  meaning: "It asks for a beta version of the question that API servers send.",
};

/** A setting of a webhook that hurts during an upgrade. */
interface Rule {
  readonly description: FindingDescription;
  readonly applies: (webhook: AdmissionWebhook, repository: Repository) => boolean;
  readonly severity: (webhook: AdmissionWebhook) => Severity;
  /** True where the rule is about selectors, which a kustomization may bring. */
  readonly asksSelectors?: true;
  /** Behind the names of the webhooks: `… is asked about every resource`. */
  readonly says: string;
  readonly fix: string;
}

const DEFAULT_SECONDS = 10;
const DOCUMENT = "kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers";

const RULES: readonly Rule[] = [
  {
    description: NO_EXEMPTION,
    asksSelectors: true,
    applies: (webhook, repository) =>
      isStrict(webhook) &&
      interceptsPods(webhook) &&
      reachesNamespace(webhook, "kube-system", repository) !== false &&
      selectsEverything(webhook.objects) &&
      !webhook.isConditional,
    severity: () => "risk",
    says: "decides with failurePolicy Fail about pods in every namespace, kube-system included",
    fix: "Leave kube-system and the webhook's own namespace out: namespaceSelector with kubernetes.io/metadata.name NotIn.",
  },
  {
    description: ALL,
    applies: ({ rules }) => rules.some(catchesAll),
    severity: (webhook) => (isStrict(webhook) ? "risk" : "notice"),
    says: "is asked about every resource of every API group",
    fix: "Name the groups and resources that it needs in its rules.",
  },
  {
    description: SLOW,
    applies: ({ timeoutSeconds = DEFAULT_SECONDS }) => timeoutSeconds > DEFAULT_SECONDS,
    severity: () => "notice",
    says: `waits more than ${DEFAULT_SECONDS} seconds for an answer`,
    fix: "Set timeoutSeconds to 5 or less: while its pod is away each request waits that long.",
  },
  {
    description: SIDE_EFFECTS,
    applies: ({ sideEffects }) => sideEffects === "Some" || sideEffects === "Unknown",
    severity: () => "notice",
    says: "says that it has side effects, so that requests with --dry-run=server are refused",
    fix: "Set sideEffects to None or NoneOnDryRun: admissionregistration.k8s.io/v1 allows nothing else.",
  },
  {
    description: REVIEW,
    applies: ({ reviewVersions }) => reviewVersions.length > 0 && !reviewVersions.includes("v1"),
    severity: () => "notice",
    says: "takes no AdmissionReview of version v1: API servers still ask in v1beta1, and may stop",
    fix: "Move to a release of the webhook that answers v1, and list v1 first in admissionReviewVersions.",
  },
];

/** How webhooks are set, as far as an upgrade meets it. */
export const webhookSettingsCheck: ManifestCheck = {
  name: "webhook-settings",
  reads: [
    "ValidatingWebhookConfiguration and MutatingWebhookConfiguration, and what kustomize puts into them",
  ],
  findings: RULES.map(({ description }) => description),
  views: [admissionWebhooks, namespaces, ...selectorViews],
  judge: (context) => RULES.flatMap((rule) => applied(rule, context)),
};

/** One finding for each configuration: its webhooks mostly share the setting. */
function applied(rule: Rule, context: ManifestContext): readonly Finding[] {
  const isSelectedElsewhere = selectedElsewhere(context.repository);
  const concerned = context.repository
    .of(admissionWebhooks)
    .filter(
      (webhook) =>
        rule.applies(webhook, context.repository) &&
        !(rule.asksSelectors === true && isSelectedElsewhere(webhook)),
    );
  const byConfiguration = Map.groupBy(
    concerned,
    ({ configuration, place }) => `${place.path} ${configuration}`,
  );
  return [...byConfiguration.values()].flatMap((webhooks) => {
    const [first] = webhooks;
    if (first === undefined) return [];
    return [
      makeFinding(rule.description, context, {
        severity: webhooks.some((webhook) => rule.severity(webhook) === "risk") ? "risk" : "notice",
        certainty: webhooks.every((webhook) => isCertain(rule, webhook, context)) ? "proven" : "likely",
        places: webhooks.map(({ place }) => place),
        why: `${nameList(webhooks.map(({ name }) => name))} of ${first.configuration} ${rule.says}.`,
        fix: rule.fix,
        sources: [DOCUMENT],
      }),
    ];
  });
}

/** A label that keeps requests of kube-system away may have been set by hand. */
function isCertain(
  { asksSelectors }: Rule,
  webhook: AdmissionWebhook,
  { repository }: ManifestContext,
): boolean {
  return asksSelectors !== true || reachesNamespace(webhook, "kube-system", repository) === true;
}

function isStrict({ failurePolicy }: AdmissionWebhook): boolean {
  return failurePolicy === "Fail";
}
