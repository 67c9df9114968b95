import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer } from "../src/server.ts";
import {
  type AppUnderTest,
  environmentOf,
  hurriedClock,
  SECRET,
  startAppUnderTest,
} from "./e2e/app-under-test.ts";
import { kubeadmConfig } from "./e2e/fixtures.ts";
import { until } from "./e2e/github-adapter/until.ts";
import { sendWebhook, signatureOf } from "./e2e/github-adapter/webhook-sender.ts";
import { World } from "./e2e/github-adapter/world.ts";

let app: AppUnderTest;
beforeAll(async () => {
  app = await startAppUnderTest();
});
afterAll(() => app.close());

const LIMIT = 25 * 1024 * 1024;
const PING = JSON.stringify({ zen: "Speak like a human." });

function headersFor(body: string | Buffer, secret = SECRET): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-github-event": "ping",
    "x-github-delivery": "2c1a9a1e-0000-4000-8000-000000000001",
    "x-hub-signature-256": signatureOf(body, secret),
  };
}

function post(body: string | Buffer, headers: Record<string, string>): Promise<Response> {
  return fetch(app.server.url, {
    method: "POST",
    body: typeof body === "string" ? body : new Uint8Array(body),
    headers,
  });
}

describe("a server that must not start", () => {
  test.each([
    ["no webhook secret", { WEBHOOK_SECRET: undefined }, "WEBHOOK_SECRET"],
    ["an empty one", { WEBHOOK_SECRET: "  " }, "WEBHOOK_SECRET"],
    ["a short one", { WEBHOOK_SECRET: "abc1234" }, "WEBHOOK_SECRET"],
    ["the well-known one", { WEBHOOK_SECRET: "development" }, "WEBHOOK_SECRET"],
    ["no app", { APP_ID: undefined }, "APP_ID"],
    ["an app that is no number", { APP_ID: "kubehop" }, "APP_ID"],
    ["no key", { PRIVATE_KEY: undefined }, "PRIVATE_KEY"],
    [
      "a key that is none",
      { PRIVATE_KEY: "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----" },
      "PRIVATE_KEY",
    ],
    [
      "a key file that is not there",
      { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: "/nowhere.pem" },
      "PRIVATE_KEY_PATH",
    ],
    ["a port that is none", { PORT: "http" }, "PORT"],
    ["a host with a path", { GHE_HOST: "github.example.com/api" }, "GHE_HOST"],
    ["another protocol", { GHE_PROTOCOL: "ftp" }, "GHE_PROTOCOL"],
    ["an unknown log level", { LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  ])("%s: it names the variable and repeats no value", async (_what, change, variable) => {
    const started = startServer({ ...app.environment, ...change });
    await expect(started).rejects.toMatchObject({
      name: "KubehopError",
      message: expect.stringContaining(variable),
    });
    await expect(started).rejects.not.toMatchObject({ message: expect.stringContaining("development") });
  });

  test("an address in use is an error of its own", async () => {
    const PORT = new URL(app.server.url).port;
    await expect(startServer({ ...app.environment, PORT })).rejects.toMatchObject({
      code: "address-unusable",
    });
  });
});

describe("a key as environments hold it", () => {
  test.each([
    ["with written line breaks", (pem: string) => pem.replaceAll("\n", "\\n")],
    ["in base64", (pem: string) => Buffer.from(pem).toString("base64")],
  ])("%s works", async (_what, written) => {
    const PRIVATE_KEY = written(app.gitHub.emulator.privateKey);
    const server = await startServer(
      { ...environmentOf(app.gitHub), PRIVATE_KEY },
      { clock: hurriedClock() },
    );
    expect(await server.close()).toBe(true);
  });
});

describe("a webhook", () => {
  test("with a good signature is answered 202", async () => {
    expect((await post(PING, headersFor(PING))).status).toBe(202);
  });

  test.each([
    ["missing", undefined],
    ["of another secret", signatureOf(PING, "another secret")],
    ["of SHA-1 only", `sha1=${"a".repeat(40)}`],
    ["cut", signatureOf(PING, SECRET).slice(0, -1)],
    ["in upper case", signatureOf(PING, SECRET).toUpperCase()],
    ["not hexadecimal", `sha256=${"z".repeat(64)}`],
  ])("with a signature %s is answered 401", async (_what, signature) => {
    const { "x-hub-signature-256": _good, ...headers } = headersFor(PING);
    const all = signature === undefined ? headers : { ...headers, "x-hub-signature-256": signature };
    expect((await post(PING, all)).status).toBe(401);
  });

  test("altered by one byte is answered 401", async () => {
    expect((await post(PING.replace("S", "s"), headersFor(PING))).status).toBe(401);
  });

  test.each([
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["no event", { "x-github-event": "" }, 400],
    ["no delivery", { "x-github-delivery": "" }, 400],
  ])("with %s in its headers is refused", async (_what, headers, status) => {
    expect((await post(PING, { ...headersFor(PING), ...headers })).status).toBe(status);
  });

  test.each(["{", "", "null", '"text"', "[".repeat(100_000)])(
    "signed, but no JSON object: 400 (%#)",
    async (body) => {
      expect((await post(body, headersFor(body))).status).toBe(400);
    },
  );

  test.each([
    '{"__proto__":{"action":"created"}}',
    '{"action":"created","action":"deleted"}',
    "[]",
    `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
    `{"comment":${'{"body":'.repeat(100_000)}"/skew-check"${"}".repeat(100_000)}}`,
  ])("that is signed and odd is taken and is nothing for us (%#)", async (body) => {
    expect((await post(body, { ...headersFor(body), "x-github-event": "issue_comment" })).status).toBe(202);
  });

  test("elsewhere, or not posted, is refused", async () => {
    expect((await fetch(app.server.url)).status).toBe(405);
    expect((await fetch(new URL("/probot", app.server.url))).status).toBe(404);
    expect((await fetch(new URL("/probot/import", app.server.url), { method: "POST" })).status).toBe(404);
  });

  test.each(["/", "/metrics", "/debug", "/stats", "/ping", "/api/github/webhooks/"])(
    "to %s tells nothing of the app",
    async (path) => {
      const answer = await fetch(new URL(path, app.server.url));
      expect([answer.status, await answer.text()]).toEqual([404, '{"message":"nothing is here"}\n']);
    },
  );
});

describe("a body over 25 MB", () => {
  test("is refused by its announced length before it is read", async () => {
    const outcome = await sent({ "content-length": String(LIMIT + 1) }, []);
    expect(outcome).toBe(413);
  });

  test("is cut while it is read where no length is announced", async () => {
    const chunks = Array.from({ length: 26 }, () => randomBytes(1024 * 1024));
    expect([413, "closed"]).toContain(await sent({}, chunks));
  });

  test("may be 25 MB exactly", async () => {
    const body = Buffer.alloc(LIMIT, " ");
    body.write("{}");
    expect((await post(body, headersFor(body))).status).toBe(202);
  });
});

/** Posts chunks and gives the status, or that the connection was closed before one came. */
function sent(headers: Record<string, string>, chunks: readonly Buffer[]): Promise<number | "closed"> {
  const { promise, resolve } = Promise.withResolvers<number | "closed">();
  const outgoing = httpRequest(app.server.url, {
    method: "POST",
    headers: { ...headersFor("x"), ...headers },
  });
  outgoing.on("response", (response) => resolve(response.statusCode ?? 0));
  outgoing.on("error", () => resolve("closed"));
  outgoing.flushHeaders();
  for (const chunk of chunks) outgoing.write(chunk);
  if (chunks.length > 0) outgoing.end();
  return promise;
}

describe("a sender that trickles", () => {
  test("is cut off", async () => {
    const { hostname, port } = new URL(app.server.url);
    const socket = connect(Number(port), hostname);
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.on("error", () => undefined);
    socket.resume();
    const lines = Object.entries(headersFor("x")).map(([name, value]) => `${name}: ${value}`);
    socket.write(
      `POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n${lines.join("\r\n")}\r\n\r\n`,
    );
    const trickle = setInterval(() => socket.write(" "), 500);
    await expect(closed).resolves.toBeDefined();
    clearInterval(trickle);
  }, 30_000);
});

describe("the end of the process", () => {
  test("finishes what runs, takes nothing more, and then is closed", async () => {
    const server = await startServer(app.environment, { clock: hurriedClock() });
    const target = { url: server.url, secret: SECRET };
    const world = await World.create(app.gitHub, {
      name: "ending",
      files: { "k.yaml": kubeadmConfig("1.35.2") },
      target,
    });
    await world.open("topic", { "README.md": "x" });
    expect(await server.close()).toBe(true);
    expect(await world.checks(await world.headOf("topic"))).toHaveLength(1);
    await expect(sendWebhook(target, { name: "ping", payload: {} })).rejects.toThrow("fetch failed");
  });

  test("leaves what does not end in time for the redelivery", async () => {
    const server = await startServer(app.environment, { clock: hurriedClock() });
    const target = { url: server.url, secret: SECRET };
    const world = await World.create(app.gitHub, {
      name: "stuck",
      files: { "k.yaml": kubeadmConfig("1.35.2") },
      target,
    });
    app.gitHub.faults.add({ on: /tarball/, answer: "no-answer", times: 2 });
    const pull = await world.open("topic", { "README.md": "x" });
    await until("the stuck request", () =>
      app.gitHub.requests.some(({ path }) => path.includes("/stuck/tarball")),
    );
    expect(await server.close(100)).toBe(false);
    const again = await world.pullPayload(pull.number, "opened");
    await sendWebhook(app.target, { name: "pull_request", payload: again });
    await until("the check", async () => (await world.checks(await world.headOf("topic"))).length === 1);
  });
});
