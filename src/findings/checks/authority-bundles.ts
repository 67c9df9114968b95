import type { Finding, Place, Severity } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { admissionWebhooks } from "../views/admission-webhooks.ts";
import type { AuthorityBundle } from "../views/authority-bundle.ts";
import { calledServices } from "../views/called-services.ts";

const ENDED: FindingDescription = {
  id: "ca-bundle-ended",
  title: "The certificates that a webhook is trusted by end",
  meaning: "The API server trusts the webhook no longer, and treats it as one that does not answer.",
};
const MISSING: FindingDescription = {
  id: "ca-bundle-missing",
  title: "Nothing says whom to trust as a webhook",
  meaning: "Without a caBundle only certificates of publicly known authorities are accepted.",
};

/** An upgrade window, and the days that something may be late. */
const MARGIN_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** The `caBundle` of webhooks, conversion webhooks and aggregated APIs. */
export const authorityBundlesCheck: ManifestCheck = {
  name: "authority-bundles",
  reads: ["caBundle of webhook configurations, CustomResourceDefinitions and APIServices; the day"],
  findings: [ENDED, MISSING],
  views: [admissionWebhooks, calledServices],
  judge: (context) => trusting(context).flatMap((one) => judge(one, context)),
};

/** Something that an API server calls, and whom it trusts to be it. */
interface Trusting {
  readonly name: string;
  readonly place: Place;
  readonly authority: AuthorityBundle;
  readonly isInjected: boolean;
  /** Requests are refused when it cannot be trusted. */
  readonly isStrict: boolean;
}

function trusting({ repository }: ManifestContext): readonly Trusting[] {
  const admission = repository.of(admissionWebhooks).filter(({ service }) => service !== undefined);
  return [
    ...admission.map((one) => ({ ...one, isStrict: one.failurePolicy === "Fail" })),
    ...repository.of(calledServices).map((one) => ({ ...one, isStrict: true })),
  ];
}

function judge(one: Trusting, context: ManifestContext): readonly Finding[] {
  if (one.isInjected) return [];
  switch (one.authority.state) {
    case "missing":
      return [untold(one, "has no caBundle", context)];
    case "unreadable":
      return [untold(one, "has a caBundle that holds no certificate", context)];
    case "read":
      return ended(one, one.authority.ends, context);
    default:
      return one.authority satisfies never;
  }
}

function ended(one: Trusting, ends: string, context: ManifestContext): readonly Finding[] {
  if (context.today === undefined) return [];
  const days = Math.floor((Date.parse(ends) - Date.parse(context.today)) / DAY);
  if (days > MARGIN_DAYS) return [];
  const [day = ends] = ends.split("T");
  const severity: Severity = days < 0 && one.isStrict ? "blocker" : "risk";
  return [
    makeFinding(ENDED, context, {
      severity,
      certainty: "proven",
      places: [one.place],
      why: `The certificates that ${one.name} is trusted by ${days < 0 ? `ended on ${day}` : `end on ${day}, within ${MARGIN_DAYS} days`}.`,
      fix: "Issue a new certificate for the webhook and its authority, and write the authority into caBundle (cert-manager's cainjector does both).",
      sources: ["kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers: caBundle"],
    }),
  ];
}

function untold(one: Trusting, what: string, context: ManifestContext): Finding {
  return makeFinding(MISSING, context, {
    severity: "notice",
    certainty: "unknown",
    places: [one.place],
    why: `${one.name} ${what} in the repository: what is applied later, by whom, is not to be seen here.`,
    fix: "Look at the running object (kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations -o yaml), or let cert-manager inject it.",
    sources: ["kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers: caBundle"],
  });
}
