import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { type AuthorityBundle, isBundleInjected, readAuthorityBundle } from "./authority-bundle.ts";
import { optionalText } from "./optional-text.ts";
import { placeOf } from "./place-of.ts";
import { readServiceReference, type ServiceReference } from "./service-reference.ts";
import { textsOf } from "./texts-of.ts";

/** One webhook of a ValidatingWebhookConfiguration or MutatingWebhookConfiguration. */
export interface AdmissionWebhook {
  readonly name: string;
  /** `ValidatingWebhookConfiguration policy`. */
  readonly configuration: string;
  /** Of the webhook's list item. */
  readonly place: Place;
  /** With the default of its API version: `Fail` in v1, `Ignore` in v1beta1. */
  readonly failurePolicy: string;
  readonly timeoutSeconds?: number;
  readonly sideEffects?: string;
  readonly reviewVersions: readonly string[];
  readonly rules: readonly WebhookRule[];
  readonly service?: ServiceReference;
  readonly authority: AuthorityBundle;
  /** Something writes the bundle once the object is applied: cert-manager, an operator. */
  readonly isInjected: boolean;
  readonly namespaces: NamespaceSelector;
  /** An `objectSelector` or `matchConditions` lets only some objects through. */
  readonly isNarrowed: boolean;
}

export interface WebhookRule {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly string[];
}

/** What `namespaceSelector` says; `leavesOut` are namespaces that it certainly keeps away. */
export interface NamespaceSelector {
  readonly isSet: boolean;
  readonly leavesOut: readonly string[];
  /** It asks for a label, so that only namespaces that somebody labelled are concerned. */
  readonly isOptIn: boolean;
}

export const admissionWebhooks: ManifestView<AdmissionWebhook> = {
  kind: "manifests",
  name: "admission-webhooks",
  inSamples: false,
  mentions: isConfiguration,
  read: (manifest) => {
    const { kind, apiVersion, value } = manifest;
    if (value === undefined || !isConfiguration(kind) || !apiVersion.startsWith(GROUP)) return [];
    return (value.get("webhooks")?.items() ?? []).map((webhook) => readWebhook(webhook, manifest, value));
  },
};

const GROUP = "admissionregistration.k8s.io/";

function isConfiguration(word: string): boolean {
  return word === "ValidatingWebhookConfiguration" || word === "MutatingWebhookConfiguration";
}

function readWebhook(webhook: SourceValue, manifest: Manifest, root: SourceValue): AdmissionWebhook {
  const client = webhook.get("clientConfig");
  const service = readServiceReference(client?.get("service"));
  const timeout = webhook.get("timeoutSeconds")?.number();
  return {
    name: detached(webhook.textAt("name") ?? ""),
    configuration: detached(`${manifest.kind} ${manifest.name ?? ""}`.trim()),
    place: placeOf(manifest, webhook.position()),
    failurePolicy: detached(webhook.textAt("failurePolicy") ?? defaultPolicy(manifest)),
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
    ...optionalText("sideEffects", webhook.textAt("sideEffects")),
    reviewVersions: textsOf(webhook.get("admissionReviewVersions")),
    rules: (webhook.get("rules")?.items() ?? []).map((rule) => ({
      groups: textsOf(rule.get("apiGroups")),
      resources: textsOf(rule.get("resources")),
      operations: textsOf(rule.get("operations")),
    })),
    ...(service === undefined ? {} : { service }),
    authority: readAuthorityBundle(client?.get("caBundle")),
    isInjected: isBundleInjected(root),
    namespaces: readNamespaceSelector(webhook.get("namespaceSelector")),
    isNarrowed:
      (webhook.get("objectSelector")?.entries().length ?? 0) > 0 ||
      (webhook.get("matchConditions")?.items().length ?? 0) > 0,
  };
}

function defaultPolicy({ apiVersion }: Manifest): string {
  return apiVersion.endsWith("/v1beta1") ? "Ignore" : "Fail";
}

/** The label that every namespace has with its own name (Kubernetes 1.21 and newer). */
const NAME_LABELS: ReadonlySet<string> = new Set(["kubernetes.io/metadata.name", "name"]);

function readNamespaceSelector(selector: SourceValue | undefined): NamespaceSelector {
  const expressions = selector?.get("matchExpressions")?.items() ?? [];
  const labels = selector?.get("matchLabels")?.entries() ?? [];
  const operators = expressions.map((one) => one.textAt("operator"));
  return {
    isSet: expressions.length + labels.length > 0,
    leavesOut: expressions
      .filter((one) => one.textAt("operator") === "NotIn" && NAME_LABELS.has(one.textAt("key") ?? ""))
      .flatMap((one) => textsOf(one.get("values"))),
    isOptIn: labels.length > 0 || operators.some((operator) => operator === "In" || operator === "Exists"),
  };
}
