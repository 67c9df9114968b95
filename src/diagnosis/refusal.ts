import type { ObjectName } from "./cluster-object.ts";
import type { DiagnosisClass } from "./diagnosis-classes.ts";
import { quoted } from "./judgement.ts";
import { describe, kubectl, kubectlIn } from "./kubectl.ts";
import type { Situation } from "./situation.ts";
import { tlsFailure } from "./tls-failure.ts";
import { webhookBackend } from "./webhook-backend.ts";

/** Why the API server did not take an object that a controller wanted to create. */
export interface Refusal {
  readonly class: DiagnosisClass;
  /** What refuses; undefined: what is refused itself. */
  readonly root?: string;
  readonly cause: string;
  readonly evidence?: readonly string[];
  readonly next: string;
}

/** What the API server's answer to a controller says. */
export function refusalOf(message: string, creator: ObjectName, situation: Situation): Refusal {
  const said = message.replace(/^Error creating: /, "");
  return (
    unreachableWebhook(said, situation) ??
    denied(said) ??
    exceededQuota(said, creator) ??
    missingAccount(said, creator) ?? {
      class: "create-refused",
      cause: `The API server does not create what ${creator.kind} ${creator.name} asks for: ${quoted(said)}.`,
      next: describe(creator),
    }
  );
}

function unreachableWebhook(said: string, situation: Situation): Refusal | undefined {
  const [, webhook, reason = ""] = /failed calling webhook "([^"]+)": (.*)$/s.exec(said) ?? [];
  if (webhook === undefined) return undefined;
  const why = quoted(reason.replace(/^failed to call webhook: /, ""));
  const tls = tlsFailure(reason);
  const backend = webhookBackend(webhook, situation);
  const broken = backend?.broken === undefined ? "" : ` (${backend.broken})`;
  return {
    class: tls?.class ?? "webhook-unreachable",
    root: `webhook ${webhook}`,
    cause:
      tls === undefined
        ? `The webhook ${webhook} must be asked and cannot be${broken}: ${why}.`
        : `The API server cannot reach the webhook ${webhook} by TLS: ${tls.says}.`,
    evidence: backend?.evidence ?? [],
    next: backend?.next ?? kubectl("get", "validatingwebhookconfigurations,mutatingwebhookconfigurations"),
  };
}

function denied(said: string): Refusal | undefined {
  const [, webhook, reason = ""] =
    /admission webhook "([^"]+)" denied the request(?:: (.*))?/s.exec(said) ?? [];
  if (webhook !== undefined) {
    return {
      class: "webhook-denied",
      root: `webhook ${webhook} ${quoted(reason)}`,
      cause: `The webhook ${webhook} refuses what is to be created: ${quoted(reason) || "it gives no reason"}.`,
      next: kubectl("get", "validatingwebhookconfigurations,mutatingwebhookconfigurations"),
    };
  }
  const [, policy, text = ""] =
    /(?:ValidatingAdmissionPolicy|policy) ['"]([^'"]+)['"] (?:with binding '[^']+' )?denied request: (.*)$/s.exec(
      said,
    ) ?? [];
  if (policy !== undefined) {
    return {
      class: "policy-denied",
      root: `policy ${policy} ${quoted(text)}`,
      cause: `The admission policy ${policy} refuses what is to be created: ${quoted(text)}.`,
      next: kubectl("get", `validatingadmissionpolicy/${policy}`, "-o", "yaml"),
    };
  }
  const [, level, violations = ""] = /violates PodSecurity "([^"]+)": (.*)$/s.exec(said) ?? [];
  if (level === undefined) return undefined;
  return {
    class: "pod-security-denied",
    cause: `The pod breaks the pod security level ${level} of its namespace: ${quoted(violations)}.`,
    next: kubectl("get", "namespaces", "-L", "pod-security.kubernetes.io/enforce"),
  };
}

function exceededQuota(said: string, creator: ObjectName): Refusal | undefined {
  const [, quota, numbers = ""] = /(?:exceeded|failed) quota: ([^,:]+)[,:] (.*)$/s.exec(said) ?? [];
  if (quota === undefined) return undefined;
  return {
    class: "quota-exceeded",
    root: `quota ${creator.namespace ?? ""}/${quota}`,
    cause: `The quota ${quota} of namespace ${creator.namespace ?? ""} allows no more: ${quoted(numbers)}.`,
    next: kubectlIn(creator, "describe", `resourcequota/${quota}`),
  };
}

function missingAccount(said: string, creator: ObjectName): Refusal | undefined {
  const account = /serviceaccount "([^"]+)" not found/i.exec(said)?.[1];
  if (account === undefined) return undefined;
  return {
    class: "service-account-missing",
    root: `service account ${creator.namespace ?? ""}/${account}`,
    cause: `The service account ${account} that the pods are to run as does not exist in namespace ${creator.namespace ?? ""}.`,
    next: kubectlIn(creator, "get", "serviceaccounts"),
  };
}
