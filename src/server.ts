import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Probot } from "probot";
import { kubehopApp } from "./app.ts";
import { ownApp } from "./chatops/intake/own-app.ts";
import { createProbot } from "./chatops/intake/probot.ts";
import { receive, WEBHOOK_PATH } from "./chatops/intake/receive.ts";
import { type Environment, readSettings } from "./chatops/intake/settings.ts";
import { takeDeliveries } from "./chatops/intake/take-deliveries.ts";
import type { Clock } from "./github/connection.ts";
import { systemClock } from "./github/system-clock.ts";
import { Ledger } from "./jobs/ledger.ts";
import { WorkQueue } from "./jobs/work-queue.ts";
import { WriteJournal } from "./jobs/write-journal.ts";
import { KubehopError } from "./source/kubehop-error.ts";
import { redaction } from "./source/redaction.ts";

/** What a test replaces. */
export interface ServerPorts {
  readonly clock?: Clock;
}

/** A server that listens. */
export interface RunningServer {
  /** Where GitHub sends webhooks. */
  readonly url: string;
  /** Takes nothing more, lets running work finish for `milliseconds` (default 25 s), and ends; true where all was done. */
  readonly close: (milliseconds?: number) => Promise<boolean>;
}

const LIMITS = { running: 4, waiting: 2_000, waitingPerKey: 200 };
const GRACE_MS = 25_000;
const FIRST_LOOK_MS = 3_000;

/**
 * Starts the webhook server of the GitHub App: Probot gives tokens, Octokit and events, the HTTP in front of
 * it is our own (size, signature, once per delivery, answered at once).
 *
 * @throws KubehopError `missing-setting`, `invalid-setting` or `address-unusable`; nothing listens then
 */
export async function startServer(environment: Environment, ports: ServerPorts = {}): Promise<RunningServer> {
  const settings = readSettings(environment);
  const clock = ports.clock ?? systemClock;
  const ending = new AbortController();
  const redact = redaction([settings.webhookSecret, settings.privateKey]);
  const probot = createProbot(settings, { ending: ending.signal, redact });
  await probot.ready();
  const app = ownApp(settings.appId, async () => (await probot.auth()).request("GET /app"));
  const journal = journalOf(settings.appId, { now: clock.now(), probot });
  await probot.load(kubehopApp({ ...settings, clock, signal: ending.signal, app, journal, redact }));
  // Asked for before the first comment needs it; a GitHub that does not answer yet must not stop the start.
  await Promise.race([app.account(), sleep(FIRST_LOOK_MS, undefined, { ref: false })]);
  const queue = new WorkQueue(LIMITS, (error) => probot.log.error({ err: error }, "a job failed"));
  const take = takeDeliveries({ appId: settings.appId, probot, queue, ledger: new Ledger() });
  const server = httpServer(probot, { secret: settings.webhookSecret, take });
  await listen(server, settings);
  return {
    url: addressOf(server, settings.host),
    close: (grace = GRACE_MS) => shutDown({ server, queue, ending }, grace),
  };
}

/** Where a process that follows this one finds what it left under way; the account's own, because others could write there. */
function journalOf(appId: number, { now, probot }: { now: number; probot: Probot }): WriteJournal {
  const directory = join(tmpdir(), `kubehop-${process.getuid?.() ?? "user"}-${appId}`);
  const onFailure = (error: unknown) =>
    probot.log.warn({ err: error }, "no journal: a kill while a check is published may publish it twice");
  return new WriteJournal(directory, { now, onFailure });
}

function httpServer(probot: Probot, ports: Parameters<typeof receive>[2]): Server {
  // A sender that trickles is cut off: GitHub itself gives up after 10 s.
  const times = { requestTimeout: 12_000, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 };
  return createServer(times, (request, response) => {
    receive(request, response, ports).catch((error: unknown) => {
      probot.log.error({ err: error }, "a request failed");
      response.destroy();
    });
  });
}

async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, host, resolve);
  try {
    await promise;
  } catch (error) {
    throw new KubehopError({
      code: "address-unusable",
      message: `The server cannot listen on ${host}, port ${port}.`,
      remedy: "Set HOST and PORT to an address of this machine that nothing else uses.",
      cause: error,
    });
  }
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}${WEBHOOK_PATH}`;
}

interface Parts {
  readonly server: Server;
  readonly queue: WorkQueue;
  readonly ending: AbortController;
}

async function shutDown({ server, queue, ending }: Parts, grace: number): Promise<boolean> {
  const closed = Promise.withResolvers<void>();
  server.close(() => closed.resolve());
  server.closeIdleConnections();
  const finished = await queue.drain(grace);
  queue.clear();
  ending.abort();
  server.closeAllConnections();
  await closed.promise;
  return finished;
}
