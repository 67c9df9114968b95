import { createHmac, randomUUID } from "node:crypto";
import { APP } from "./emulated-github.ts";

/** How a delivery may differ from a good one. */
export interface DeliveryOptions {
  readonly id?: string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where webhooks go and how they are signed. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** Sends one webhook as GitHub does: JSON, signed, with a delivery id; every payload names the installation. */
export async function sendWebhook(
  target: WebhookTarget,
  event: { readonly name: string; readonly payload: object },
  options: DeliveryOptions = {},
): Promise<Response> {
  const body = JSON.stringify({ ...event.payload, installation: { id: APP.installation, node_id: "x" } });
  return fetch(target.url, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/044aadd",
      "x-github-event": event.name,
      "x-github-delivery": options.id ?? randomUUID(),
      "x-hub-signature-256": signatureOf(body, options.secret ?? target.secret),
      ...options.headers,
    },
  });
}

/** `X-Hub-Signature-256` of a body. */
export function signatureOf(body: string | Buffer, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
