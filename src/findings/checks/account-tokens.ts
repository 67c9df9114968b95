import type { Finding, Severity } from "../../source/finding.ts";
import type { FindingDescription, HopRange, ManifestCheck, ManifestContext } from "../check.ts";
import { hopEntering } from "../hops.ts";
import { makeFinding } from "../make-finding.ts";
import { mayRunIn } from "../may-run-in.ts";
import { namesThat } from "../name-list.ts";
import { nameOf, sameNamespace } from "../protected-workloads.ts";
import {
  type ServiceAccount,
  serviceAccounts,
  type TokenSecret,
  tokenSecrets,
} from "../views/account-tokens.ts";
import { type Workload, workloads } from "../views/workloads.ts";

const LEGACY: FindingDescription = {
  id: "legacy-token-secret",
  title: "Tokens of service accounts in Secrets",
  meaning: "They never end; of those that a cluster made by itself, 1.29 removes what nobody used for long.",
};
const INVALID: FindingDescription = {
  id: "legacy-token-invalid",
  title: "A service account's token was marked invalid",
  meaning: "The clean-up of unused tokens removes it soon; whoever still uses it is refused already.",
};
const DEFAULT: FindingDescription = {
  id: "default-service-account",
  title: "Pods that run as the default service account and get its token",
  meaning: "Whatever is granted to one of them is granted to every pod of the namespace.",
};
const AUDIENCE: FindingDescription = {
  id: "token-without-audience",
  title: "A projected token without an audience",
  meaning: "It is good for the API server, whoever it was meant for.",
};

/** The minor from which unused tokens are cleaned up by default. */
const CLEAN_UP = "1.29";
const KEP = "kubernetes/enhancements KEP-2799: reduction of Secret-based service account tokens";

/** Service accounts' tokens, and who gets them. */
export const accountTokensCheck: ManifestCheck = {
  name: "account-tokens",
  reads: [
    "Secrets of type kubernetes.io/service-account-token; ServiceAccounts; pods' accounts and projected tokens",
  ],
  findings: [LEGACY, INVALID, DEFAULT, AUDIENCE],
  views: [tokenSecrets, serviceAccounts, workloads],
  judge: (context) => [
    ...legacy(context),
    ...invalid(context),
    ...onDefaultAccount(context),
    ...withoutAudience(context),
  ],
};

/** The clean-up knows only the tokens that an account lists: those that old clusters made by themselves. */
function legacy(context: ManifestContext): readonly Finding[] {
  const accounts = context.repository.of(serviceAccounts);
  const secrets = context.repository
    .of(tokenSecrets)
    .filter(({ invalidSince }) => invalidSince === undefined);
  const [listed = [], byHand = []] = [true, false].map((wanted) =>
    secrets.filter((secret) => isListed(secret, accounts) === wanted),
  );
  const hop = hopEntering(context, CLEAN_UP);
  return [
    ...tokens(
      listed,
      {
        severity: hop === undefined ? "notice" : "risk",
        hop,
        fate: `from ${CLEAN_UP} on the controller manager marks those invalid that nobody used for a year and no pod mounts, and removes them a year later`,
      },
      context,
    ),
    ...tokens(
      byHand,
      {
        severity: "notice",
        hop: undefined,
        fate: `no account lists ${byHand.length === 1 ? "it" : "them"}, so the clean-up of ${CLEAN_UP} leaves ${byHand.length === 1 ? "it" : "them"} alone`,
      },
      context,
    ),
  ];
}

function isListed({ account, name, namespace }: TokenSecret, accounts: readonly ServiceAccount[]): boolean {
  return accounts.some(
    (one) => one.name === account && sameNamespace(one.namespace, namespace) && one.secrets.includes(name),
  );
}

interface Fate {
  readonly severity: Severity;
  readonly hop: HopRange | undefined;
  readonly fate: string;
}

function tokens(
  secrets: readonly TokenSecret[],
  { severity, hop, fate }: Fate,
  context: ManifestContext,
): readonly Finding[] {
  if (secrets.length === 0) return [];
  return [
    makeFinding(LEGACY, context, {
      severity,
      certainty: "likely",
      hop,
      places: secrets.map(({ place }) => place),
      why: `${namesThat(secrets.map(secretName), "holds a token that never ends", "hold tokens that never end")}; ${fate}.`,
      fix: "See who uses each (label kubernetes.io/legacy-token-last-used, from 1.26 on), and give them tokens that end: a projected volume in a pod, kubectl create token elsewhere.",
      sources: [KEP],
    }),
  ];
}

function invalid(context: ManifestContext): readonly Finding[] {
  const secrets = context.repository
    .of(tokenSecrets)
    .filter(({ invalidSince }) => invalidSince !== undefined);
  if (secrets.length === 0) return [];
  const told = secrets.map((secret) => `${secretName(secret)} (since ${secret.invalidSince})`);
  return [
    makeFinding(INVALID, context, {
      severity: "risk",
      certainty: "proven",
      places: secrets.map(({ place }) => place),
      why: `${namesThat(told, "was", "were")} marked invalid, because nobody had used ${told.length === 1 ? "it" : "them"} for a year: whoever does so now is refused, and ${told.length === 1 ? "it" : "they"} will be removed.`,
      fix: "Ask the owners of the account. Where one is still needed, take the label kubernetes.io/legacy-token-invalid-since away and move its user to tokens that end.",
      sources: [KEP],
    }),
  ];
}

function secretName({ namespace, name, account }: TokenSecret): string {
  return `${namespace === undefined ? name : `${namespace}/${name}`} of ${account || "an unnamed account"}`;
}

function onDefaultAccount(context: ManifestContext): readonly Finding[] {
  const accounts = context.repository.of(serviceAccounts);
  const found = context.repository
    .of(workloads)
    .filter(mayRunIn(context.cluster))
    .filter((workload) => getsDefaultToken(workload, accounts));
  if (found.length === 0) return [];
  return [
    makeFinding(DEFAULT, context, {
      severity: "notice",
      certainty: "proven",
      places: found.map(({ place }) => place),
      why: `${namesThat(found.map(nameOf), "runs", "run")} as the namespace's default service account, whose token is mounted.`,
      fix: "Set automountServiceAccountToken: false where the API server is not needed, and give each of the others an account of its own.",
      sources: ["kubernetes.io/docs/concepts/security/service-accounts"],
    }),
  ];
}

function getsDefaultToken(
  { pod, namespace, ownerKind }: Workload,
  accounts: readonly ServiceAccount[],
): boolean {
  if (ownerKind !== undefined || (pod.serviceAccountName ?? "default") !== "default") return false;
  if (pod.automountServiceAccountToken !== undefined) return pod.automountServiceAccountToken;
  return !accounts.some(
    (account) =>
      account.name === "default" &&
      sameNamespace(account.namespace, namespace) &&
      account.automount === false,
  );
}

function withoutAudience(context: ManifestContext): readonly Finding[] {
  const found = context.repository
    .of(workloads)
    .filter(mayRunIn(context.cluster))
    .filter(
      ({ pod, ownerKind }) => ownerKind === undefined && pod.volumes.some(({ hasOpenToken }) => hasOpenToken),
    );
  if (found.length === 0) return [];
  return [
    makeFinding(AUDIENCE, context, {
      severity: "notice",
      certainty: "proven",
      places: found.map(({ place }) => place),
      why: `${namesThat(found.map(nameOf), "mounts", "mount")} a projected service account token without an audience, so that it is good for the API server itself.`,
      fix: "Name the audience that the receiver expects: audience: vault, sts.amazonaws.com and the like.",
      sources: [
        "kubernetes.io/docs/tasks/configure-pod-container/configure-service-account: token volume projection",
      ],
    }),
  ];
}
