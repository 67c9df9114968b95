import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ApiRequest, violationsOf } from "./conformance.ts";
import { type EmulatedGitHub, startEmulator } from "./emulated-github.ts";
import { type Fault, FaultPlan } from "./faults.ts";
import { type AdapterState, gitHubRoutes, type RouteAnswer } from "./github-routes.ts";

/** A GitHub on the loopback: the emulator, what it lacks, faults on demand, and every request held against GitHub's description. */
export interface FakeGitHub {
  /** `127.0.0.1:port`, for `GHE_HOST`. */
  readonly host: string;
  readonly emulator: EmulatedGitHub;
  readonly state: AdapterState;
  readonly faults: FaultPlan;
  /** Every request of the program under test, in order; the archive's redirect is one with it. */
  readonly requests: ApiRequest[];
  /** What GitHub's description says against them. */
  readonly violations: string[];
  /** Throws where a request since the last call was not as GitHub describes it. */
  readonly assertConformance: () => void;
  readonly close: () => Promise<void>;
}

/** Starts emulator and adapter. */
export async function startFakeGitHub(): Promise<FakeGitHub> {
  const emulator = await startEmulator();
  const state: AdapterState = {
    reactions: new Map(),
    annotations: new Map(),
    forkHeads: new Map(),
    remarks: new Map(),
    dispatched: [],
    runners: new Map(),
    jobs: new Map(),
  };
  const faults = new FaultPlan();
  const requests: ApiRequest[] = [];
  const violations: string[] = [];
  const routes = gitHubRoutes(emulator, state);
  const server = createServer((incoming, response) => {
    serve({ incoming, response }, { emulator, faults, requests, violations, routes }).catch(
      (error: unknown) => {
        violations.push(`the adapter failed: ${String(error)}`);
        response.destroy();
      },
    );
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    emulator,
    state,
    faults,
    requests,
    violations,
    assertConformance: () => {
      const found = violations.splice(0);
      if (found.length > 0) throw new Error(found.join("\n"));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await emulator.close();
    },
  };
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

interface Parts {
  readonly emulator: EmulatedGitHub;
  readonly faults: FaultPlan;
  readonly requests: ApiRequest[];
  readonly violations: string[];
  readonly routes: ReturnType<typeof gitHubRoutes>;
}

async function serve({ incoming, response }: Exchange, parts: Parts): Promise<void> {
  const raw = await bytesOf(incoming);
  const request = requestOf(incoming, raw);
  if (request === undefined) return send(response, { status: 404, json: { message: "Not Found" } });
  const download = request.path.startsWith("/_codeload/");
  if (!download) {
    parts.requests.push(request);
    parts.violations.push(...violationsOf(request));
  }
  const fault = download ? undefined : parts.faults.take(`${request.method} ${request.path}`);
  if (fault !== undefined && fault.answer !== "done-but-lost") return fail(response, fault.answer);
  const answer = (await parts.routes.answer(request)) ?? (await forwarded({ incoming, raw, request }, parts));
  if (fault !== undefined) response.destroy();
  else await send(response, answer);
}

function requestOf(incoming: IncomingMessage, raw: Buffer): ApiRequest | undefined {
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const path = url.pathname.startsWith("/api/v3/") ? url.pathname.slice("/api/v3".length) : url.pathname;
  if (path === url.pathname && !path.startsWith("/_codeload/")) return undefined;
  const body: unknown = raw.length === 0 ? undefined : JSON.parse(raw.toString("utf8"));
  return { method: incoming.method ?? "GET", path, query: url.searchParams, body };
}

async function forwarded(
  { incoming, raw, request }: { incoming: IncomingMessage; raw: Buffer; request: ApiRequest },
  { emulator, routes }: Parts,
): Promise<RouteAnswer> {
  const query = request.query.size === 0 ? "" : `?${request.query.toString()}`;
  const answer = await fetch(`${emulator.url}${decodeURIComponent(request.path)}${query}`, {
    method: request.method,
    headers: {
      authorization: incoming.headers.authorization ?? "",
      accept: incoming.headers.accept ?? "application/json",
      ...(raw.length === 0 ? {} : { "content-type": "application/json" }),
    },
    ...(raw.length === 0 ? {} : { body: new Uint8Array(raw) }),
  });
  const text = await answer.text();
  const type = answer.headers.get("content-type") ?? "application/json";
  if (!type.includes("json") || text === "")
    return { status: answer.status, json: text, headers: { "content-type": type } };
  const json: unknown = JSON.parse(text);
  return { status: answer.status, json: answer.ok ? await routes.correct(request, json) : json };
}

function fail(response: ServerResponse, answer: Exclude<Fault["answer"], "done-but-lost">): void {
  if (answer === "reset") response.destroy();
  else if (answer !== "no-answer") {
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(JSON.stringify({ message: answer.message ?? "a fault of the test" }));
  }
}

async function send(response: ServerResponse, answer: RouteAnswer): Promise<void> {
  if ("stream" in answer) {
    response.writeHead(answer.status, { "content-type": "application/x-gzip" });
    answer.stream.pipe(response);
    return;
  }
  if (answer.status === 204) {
    response.writeHead(204);
    response.end();
    return;
  }
  response.writeHead(answer.status, { "content-type": "application/json; charset=utf-8", ...answer.headers });
  response.end(typeof answer.json === "string" ? answer.json : JSON.stringify(answer.json ?? {}));
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
