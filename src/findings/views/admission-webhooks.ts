import type { Manifest } from "../../manifests/manifest.ts";
import type { ManifestView } from "../../manifests/view.ts";
import { detached } from "../../source/detached.ts";
import type { Place } from "../../source/finding.ts";
import type { SourceValue } from "../../source/value.ts";
import { type AuthorityBundle, isBundleInjected, readAuthorityBundle } from "./authority-bundle.ts";
import { type LabelSelector, readLabelSelector } from "./label-selector.ts";
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
  /** `namespaceSelector` and `objectSelector`; the empty selector where they are left out. */
  readonly namespaces: LabelSelector;
  readonly objects: LabelSelector;
  /** `matchConditions` let only some requests through. */
  readonly isConditional: boolean;
}

export interface WebhookRule {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly string[];
  /** `Cluster`, `Namespaced` or `*`, which is the default. */
  readonly scope: string;
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
      scope: detached(rule.textAt("scope") ?? "*"),
    })),
    ...(service === undefined ? {} : { service }),
    authority: readAuthorityBundle(client?.get("caBundle")),
    isInjected: isBundleInjected(root),
    namespaces: readLabelSelector(webhook.get("namespaceSelector")),
    objects: readLabelSelector(webhook.get("objectSelector")),
    isConditional: (webhook.get("matchConditions")?.items().length ?? 0) > 0,
  };
}

function defaultPolicy({ apiVersion }: Manifest): string {
  return apiVersion.endsWith("/v1beta1") ? "Ignore" : "Fail";
}
