import type { Repository } from "../manifests/repository.ts";
import { selectorKeys, selectsLabels } from "./label-selection.ts";
import type { AdmissionWebhook, WebhookRule } from "./views/admission-webhooks.ts";
import { namespaces } from "./views/namespaces.ts";

/** True where the webhook is asked when a pod is created. */
export function interceptsPods({ rules }: AdmissionWebhook): boolean {
  return rules.some(
    ({ groups, resources, operations, scope }) =>
      scope !== "Cluster" &&
      hasAny(groups, ["", "*"]) &&
      hasAny(resources, ["pods", "*", "*/*"]) &&
      hasAny(operations, ["CREATE", "*"]),
  );
}

/** True where a rule catches every resource of every group. */
export function catchesAll({ groups, resources }: WebhookRule): boolean {
  return groups.includes("*") && hasAny(resources, ["*", "*/*"]);
}

/** The label that every namespace has with its own name (Kubernetes 1.21 and newer). */
const NAME_LABEL = "kubernetes.io/metadata.name";

/**
 * Whether the namespace selector lets requests in this namespace through. A namespace that no file shows has the label
 * of its name; undefined where another label would keep requests away, which somebody may have set by hand.
 */
export function reachesNamespace(
  { namespaces: selector }: AdmissionWebhook,
  namespace: string,
  repository: Repository,
): boolean | undefined {
  const shown = repository.of(namespaces).find(({ name }) => name === namespace);
  if (!selectsLabels(selector, { ...shown?.labels, [NAME_LABEL]: namespace })) return false;
  return shown === undefined && selectorKeys(selector).some((key) => key !== NAME_LABEL) ? undefined : true;
}

function hasAny(list: readonly string[], wanted: readonly string[]): boolean {
  return list.some((item) => wanted.includes(item));
}
