import { request } from "node:https";
import { setTimeout as wait } from "node:timers/promises";
import { KubeConfig } from "@kubernetes/client-node";
import { collectDiagnoses } from "../../../src/diagnosis/collect-diagnoses.ts";
import type { Diagnosis } from "../../../src/diagnosis/diagnosis.ts";
import { clusterPort } from "../../../src/live/cluster-port.ts";

const kubeconfig = process.env.KUBEHOP_E2E_KUBECONFIG;
const context = process.env.KUBEHOP_E2E_CONTEXT;

/** An image with busybox that the cluster's nodes can get. */
export const IMAGE = process.env.KUBEHOP_E2E_IMAGE ?? "docker.io/library/busybox:1.37";

/** Why nothing can be provoked here; undefined where a cluster is given. */
export const whyNot =
  kubeconfig === undefined
    ? "KUBEHOP_E2E_KUBECONFIG is not set: it names the kubeconfig of a cluster that may be broken (docs/diagnosis.md)"
    : undefined;

/** A Kubernetes object that a test makes. */
export interface Made {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What the API server answered. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** One request to the API server of the cluster under test; a body of PATCH is a JSON merge patch. */
export async function ask(method: Method, path: string, body?: object): Promise<Answer> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig ?? "");
  if (context !== undefined) config.setCurrentContext(context);
  const url = new URL(path, config.getCurrentCluster()?.server);
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  const options = { method, headers: { "content-type": type, accept: "application/json" } };
  await config.applyToHTTPSOptions(options);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request(url, options, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () =>
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) }),
    );
  });
  sent.on("error", reject);
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}

/** The API path of an object, or of the list that it is made in. */
export function pathOf({ apiVersion, kind, metadata }: Made, isList = false): string {
  const api = apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}`;
  const place = metadata.namespace === undefined ? "" : `/namespaces/${metadata.namespace}`;
  const resource = `${kind.toLowerCase().replace(/y$/, "ie").replace(/ss$/, "sse")}s`;
  return `${api}${place}/${resource}${isList ? "" : `/${metadata.name}`}`;
}

/** Makes an object; one that a controller must prepare first (a namespace's service account) is tried again. */
export async function make(object: Made): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, body } = await ask("POST", pathOf(object, true), object);
    if (status === 201 || status === 409) return;
    if (attempt === 20) throw new Error(`${object.kind} ${object.metadata.name}: ${JSON.stringify(body)}`);
    await wait(500);
  }
}

/** Asks for its deletion, at once where nothing holds it. */
export async function remove(object: Made): Promise<void> {
  await ask("DELETE", pathOf(object));
}

/** What Kubehop says of the cluster, through the same door as `kubehop diagnose`. */
export async function diagnoses(): Promise<readonly Diagnosis[]> {
  const port = await clusterPort({
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  });
  return collectDiagnoses(port, { takenAt: new Date().toISOString() });
}
