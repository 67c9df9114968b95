import type { AdmissionWebhook, WebhookRule } from "./views/admission-webhooks.ts";

/** True where the webhook is asked when a pod is created. */
export function interceptsPods({ rules }: AdmissionWebhook): boolean {
  return rules.some(
    ({ groups, resources, operations }) =>
      hasAny(groups, ["", "*"]) &&
      hasAny(resources, ["pods", "*", "*/*"]) &&
      hasAny(operations, ["CREATE", "*"]),
  );
}

/** True where a rule catches every resource of every group. */
export function catchesAll({ groups, resources }: WebhookRule): boolean {
  return groups.includes("*") && hasAny(resources, ["*", "*/*"]);
}

/** True where the namespace selector certainly keeps requests in this namespace away. */
export function leavesOut({ namespaces }: AdmissionWebhook, namespace: string): boolean {
  return namespaces.leavesOut.includes(namespace);
}

function hasAny(list: readonly string[], wanted: readonly string[]): boolean {
  return list.some((item) => wanted.includes(item));
}
