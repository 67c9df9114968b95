import { request as httpRequest } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import type { KubeConfig } from "@kubernetes/client-node";
import { errorWords } from "../source/error-words.ts";
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
  return async (path) => {
    const url = addressOf(path, config);
    const body = await answered(url, config);
    return body === undefined ? undefined : parsed(url, body);
  };
}

/** {@link apiServer} for paths that are answered with plain text, as logs are. */
export function apiText(config: KubeConfig): (path: string) => Promise<string | undefined> {
  return async (path) => answered(addressOf(path, config), config);
}

function addressOf(path: string, config: KubeConfig): URL {
  const server = config.getCurrentCluster()?.server ?? "";
  const url = URL.parse(`${server.replace(/\/+$/, "")}${path}`);
  if (url === null) throw unreachable(server, "the kubeconfig's address of it is no URL");
  return url;
}

async function answered(url: URL, config: KubeConfig): Promise<string | undefined> {
  const { status, body } = await send(url, config);
  if (status === 404) return undefined;
  if (status !== 200) throw refused(url, status);
  return body;
}

function parsed(url: URL, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw unreachable(url.origin, "what answers there is no Kubernetes API (its answer is no JSON)", cause);
  }
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
    throw unreachable(url.origin, errorWords(cause), cause);
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

function unreachable(address: string, reason: string, cause?: unknown): KubehopError {
  return new KubehopError({
    code: "cluster-unreachable",
    message: `The API server at ${address} cannot be asked: ${reason}.`,
    remedy:
      "Try `kubectl get nodes` with the same kubeconfig and context, or pipe its JSON into `kubehop plan -`.",
    cause,
  });
}

function refused(url: URL, status: number): KubehopError {
  if (status !== 401 && status !== 403) {
    return unreachable(url.origin, `it answered ${status} to GET ${url.pathname}`);
  }
  return new KubehopError({
    code: "cluster-forbidden",
    message: `The API server answered ${status} to GET ${url.pathname}.`,
    remedy:
      status === 403
        ? "Give this user the read-only role of docs/reference/live-cluster.md."
        : "The credentials of this context are missing, wrong or expired: log in again, or name another --context.",
  });
}
