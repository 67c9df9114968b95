import type { IncomingMessage, ServerResponse } from "node:http";
import { type BodyRefusal, readBody } from "./read-body.ts";
import { isSignature, isSigned } from "./signature.ts";

export const WEBHOOK_PATH = "/api/github/webhooks";

/** A webhook whose signature was right. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
}

/** What becomes of a delivery: taken or known (2xx), or refused because too much waits. */
export type Reception = "accepted" | "duplicate" | "ignored" | "full";

/**
 * One request of the server: answers before any work is done. Everything is checked in the order of its
 * price: path, headers, size while reading, signature, and only then the JSON.
 */
export async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  ports: { readonly secret: string; readonly take: (delivery: Delivery) => Reception },
): Promise<void> {
  const refused = refusedByHeaders(request);
  if (refused !== undefined) return end(request, response, refused);
  const body = await readBody(request);
  if (typeof body === "string") return end(request, response, refusedBody[body]);
  const signature = header(request, "x-hub-signature-256");
  if (!isSignature(signature) || !isSigned(body, signature, ports.secret)) {
    return end(request, response, UNSIGNED);
  }
  const payload = parsed(body);
  if (payload === undefined)
    return end(request, response, { status: 400, says: "the body is no JSON object" });
  const reception = ports.take({
    id: header(request, "x-github-delivery") ?? "",
    event: header(request, "x-github-event") ?? "",
    payload,
  });
  return end(request, response, reception === "full" ? FULL : { status: 202, says: reception });
}

const LINGER_MS = 1_000;

interface Verdict {
  readonly status: number;
  readonly says: string;
}

const UNSIGNED: Verdict = { status: 401, says: "the signature is missing or wrong" };
const FULL: Verdict = { status: 503, says: "too much is waiting; deliver this again later" };
const refusedBody: Readonly<Record<BodyRefusal, Verdict>> = {
  "too-large": { status: 413, says: "the body is larger than 25 MB" },
  "cut-off": { status: 400, says: "the body was not complete" },
  busy: FULL,
};

function refusedByHeaders(request: IncomingMessage): Verdict | undefined {
  if (request.url?.split("?", 1)[0] !== WEBHOOK_PATH) return { status: 404, says: "nothing is here" };
  if (request.method !== "POST") return { status: 405, says: "webhooks are posted" };
  const type = header(request, "content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") return { status: 415, says: "the content type must be application/json" };
  if (!isSignature(header(request, "x-hub-signature-256"))) return UNSIGNED;
  const named = /^[\w.:-]{1,128}$/.test(header(request, "x-github-delivery") ?? "");
  if (!named || !/^\w{1,64}$/.test(header(request, "x-github-event") ?? "")) {
    return { status: 400, says: "the headers of a delivery are missing" };
  }
  return undefined;
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function parsed(body: readonly Buffer[]): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.concat(body).toString("utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function end(request: IncomingMessage, response: ServerResponse, { status, says }: Verdict): void {
  const unread = !request.readableEnded;
  response.writeHead(status, {
    "content-type": "application/json",
    ...(status === 405 ? { allow: "POST" } : {}),
    // What was not read is not read later either: the connection ends with the answer.
    ...(unread ? { connection: "close" } : {}),
  });
  response.end(`${JSON.stringify({ message: says })}\n`);
  if (!unread) return;
  // What still arrives is thrown away for a moment: a connection that is cut at once can lose the answer.
  request.resume();
  setTimeout(() => request.destroy(), LINGER_MS).unref();
}
