import { type RunningServer, type ServerPorts, startServer } from "../../src/server.ts";
import { APP } from "./github-adapter/emulated-github.ts";
import { type FakeGitHub, startFakeGitHub } from "./github-adapter/github-adapter.ts";
import type { WebhookTarget } from "./github-adapter/webhook-sender.ts";

/** The real server against the emulated GitHub. */
export interface AppUnderTest {
  readonly gitHub: FakeGitHub;
  readonly server: RunningServer;
  readonly target: WebhookTarget;
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export const SECRET = "a-secret-of-the-tests-only";

/** A minute of pauses passes in a moment (`times` faster): the clock jumps over them, and the order stays. */
export function hurriedClock(times = 200): NonNullable<ServerPorts["clock"]> {
  let skipped = 0;
  return {
    now: () => Date.now() + skipped,
    sleep: async (milliseconds) => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds / times));
      skipped += milliseconds;
    },
  };
}

export async function startAppUnderTest(): Promise<AppUnderTest> {
  const gitHub = await startFakeGitHub();
  const environment = environmentOf(gitHub);
  const server = await startServer(environment, { clock: hurriedClock() });
  return {
    gitHub,
    server,
    target: { url: server.url, secret: SECRET },
    environment,
    close: async () => {
      await server.close(2_000);
      await gitHub.close();
    },
  };
}

/** Probot's own variables for the emulated GitHub. */
export function environmentOf(gitHub: FakeGitHub): Readonly<Record<string, string>> {
  return {
    APP_ID: String(APP.id),
    PRIVATE_KEY: gitHub.emulator.privateKey,
    WEBHOOK_SECRET: SECRET,
    GHE_HOST: gitHub.host,
    GHE_PROTOCOL: "http",
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: process.env.E2E_LOG_LEVEL ?? "fatal",
  };
}
