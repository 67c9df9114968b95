import type { Finding, Place, Severity } from "../../source/finding.ts";
import type { FindingDescription, ManifestCheck, ManifestContext } from "../check.ts";
import { makeFinding } from "../make-finding.ts";
import { namesThat } from "../name-list.ts";
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
  judge: (context) => {
    const alike = Map.groupBy(trusting(context), (one) => causeOf(one, context));
    return [...alike.values()].flatMap((several) => judge(several, context));
  },
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

/** What is told together; empty where there is nothing to tell. */
function causeOf({ authority, isInjected, isStrict }: Trusting, context: ManifestContext): string {
  if (isInjected) return "";
  if (authority.state !== "read") return authority.state;
  const days = daysUntil(authority.ends, context);
  return days === undefined || days > MARGIN_DAYS ? "" : `${authority.ends} ${isStrict}`;
}

/** Undefined where no day is judged. */
function daysUntil(ends: string, { today }: ManifestContext): number | undefined {
  return today === undefined ? undefined : Math.floor((Date.parse(ends) - Date.parse(today)) / DAY);
}

function judge(alike: readonly Trusting[], context: ManifestContext): readonly Finding[] {
  const [one] = alike;
  if (one === undefined || causeOf(one, context) === "") return [];
  switch (one.authority.state) {
    case "missing":
      return [untold(alike, "no caBundle", context)];
    case "unreadable":
      return [untold(alike, "a caBundle that holds no certificate", context)];
    case "read":
      return [ended(alike, { ends: one.authority.ends, isStrict: one.isStrict }, context)];
    default:
      return one.authority satisfies never;
  }
}

function ended(
  alike: readonly Trusting[],
  { ends, isStrict }: { readonly ends: string; readonly isStrict: boolean },
  context: ManifestContext,
): Finding {
  const days = daysUntil(ends, context) ?? 0;
  const hasEnded = days < 0;
  const isLongAgo = days < -MARGIN_DAYS;
  const [day = ends] = ends.split("T");
  const severity: Severity = hasEnded && isStrict && !isLongAgo ? "blocker" : "risk";
  const who = namesThat(
    alike.map(({ name }) => name),
    "is",
    "are",
  );
  return makeFinding(ENDED, context, {
    severity,
    certainty: isLongAgo ? "likely" : "proven",
    places: alike.map(({ place }) => place),
    why: `The certificates that ${who} trusted by ${hasEnded ? `ended on ${day}` : `end on ${day}, within ${MARGIN_DAYS} days`}${isLongAgo ? ": unless a controller writes another caBundle when it starts, as some do, the webhook has been refused since then" : ""}.`,
    fix: "Issue a new certificate for the webhook and its authority, and write the authority into caBundle (cert-manager's cainjector does both).",
    sources: ["kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers: caBundle"],
  });
}

function untold(alike: readonly Trusting[], what: string, context: ManifestContext): Finding {
  return makeFinding(MISSING, context, {
    severity: "notice",
    certainty: "unknown",
    places: alike.map(({ place }) => place),
    why: `${namesThat(
      alike.map(({ name }) => name),
      "has",
      "have",
    )} ${what} in the repository: what is applied later, by whom, is not to be seen here.`,
    fix: "Look at the running object (kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations -o yaml), or let cert-manager inject it.",
    sources: ["kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers: caBundle"],
  });
}
