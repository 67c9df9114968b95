import { request as httpRequest } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import type { KubeConfig } from "@kubernetes/client-node";
import { KubehopError } from "../source/kubehop-error.ts";

/** What the API server answered: its JSON, or undefined where the object is not there (404). */
export type Get = (path: string) => Promise<unknown>;

const SILENCE_MS = 20_000;

/**
 * GET requests to the cluster of a kubeconfig, with its credentials. Nothing else is ever sent.
 *
 * @throws KubehopError `cluster-unreachable`, `cluster-forbidden`
 */
export function apiServer(config: KubeConfig): Get {
  const server = config.getCurrentCluster()?.server ?? "";
  return async (path) => {
    const url = new URL(`${server.replace(/\/+$/, "")}${path}`);
    const { status, body } = await send(url, config);
    if (status === 200) return JSON.parse(body);
    if (status === 404) return undefined;
    throw refused(url, status);
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function send(url: URL, config: KubeConfig): Promise<Answer> {
  try {
    const options: RequestOptions = { method: "GET", headers: { accept: "application/json" } };
    // Credential plugins run in here, so this too may fail.
    await config.applyToHTTPSOptions(options);
    return await exchange(url, options);
  } catch (cause) {
    throw unreachable(url, cause);
  }
}

function exchange(url: URL, options: RequestOptions): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = url.protocol === "http:" ? httpRequest : httpsRequest;
  const sent = request(url, { ...options, timeout: SILENCE_MS }, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("error", reject);
    response.on("end", () =>
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
    );
  });
  sent.on("timeout", () => sent.destroy(new Error(`no answer within ${SILENCE_MS / 1000} s`)));
  sent.on("error", reject);
  sent.end();
  return promise;
}

function unreachable(url: URL, cause: unknown): KubehopError {
  return new KubehopError({
    code: "cluster-unreachable",
    message: `The API server at ${url.origin} cannot be asked: ${cause instanceof Error ? cause.message : String(cause)}.`,
    remedy:
      "Try `kubectl get nodes` with the same kubeconfig and context, or pipe its JSON into `kubehop plan -`.",
    cause,
  });
}

function refused(url: URL, status: number): KubehopError {
  return new KubehopError({
    code: "cluster-forbidden",
    message: `The API server answered ${status} to GET ${url.pathname}.`,
    remedy: "Give this user the read-only role of docs/reference/live-cluster.md.",
  });
}
