import { createServer } from "node:net";
import { createEmulator, type Emulator } from "emulate";

/** The app under test, as the emulator knows it. */
export const APP = { id: 4242, slug: "kubehop", installation: 99 } as const;

/** Accounts: `octo` owns the repositories; the others get the role they are given in each of them. */
export const PEOPLE = ["octo", "ada", "grace", "linus", "eve"] as const;
export type Person = (typeof PEOPLE)[number];

/** An emulator that runs, with the means to act as a person or to ask as an administrator. */
export interface EmulatedGitHub {
  readonly url: string;
  readonly privateKey: string;
  readonly as: (person: Person) => Caller;
  readonly close: () => Promise<void>;
}

/** One REST call; throws on everything but 2xx, because a scenario that cannot be played is a broken test. */
export type Caller = <Answer = unknown>(method: string, path: string, body?: unknown) => Promise<Answer>;

/** Starts the emulator on a free port of the loopback. */
export async function startEmulator(): Promise<EmulatedGitHub> {
  const emulator = await createEmulator({ service: "github", port: await freePort(), seed: seed() });
  const url = emulator.url.replace("localhost", "127.0.0.1");
  return {
    url,
    privateKey: keyOf(emulator),
    as: (person) => callerOf(url, tokenOf(person)),
    close: () => emulator.close(),
  };
}

function tokenOf(person: Person): string {
  return `token-of-${person}`;
}

function seed(): Record<string, unknown> & { tokens: Record<string, { login: string; scopes: string[] }> } {
  const tokens = PEOPLE.map((login) => [tokenOf(login), { login, scopes: ["repo", "user"] }]);
  const permissions = {
    metadata: "read",
    contents: "read",
    issues: "read",
    pull_requests: "write",
    checks: "write",
    actions: "write",
  };
  const events = ["issue_comment", "pull_request", "workflow_job", "workflow_run"];
  const installations = [{ installation_id: APP.installation, account: "octo", repository_selection: "all" }];
  return {
    tokens: Object.fromEntries(tokens),
    github: {
      users: PEOPLE.map((login) => ({ login })),
      apps: [{ app_id: APP.id, slug: APP.slug, name: "Kubehop", permissions, events, installations }],
    },
  };
}

function keyOf(emulator: Emulator): string {
  const secret = emulator.generatedSecrets.find(({ kind }) => kind === "github.app_private_key");
  if (secret === undefined) throw new Error("the emulator made no key for the app");
  return secret.value;
}

function callerOf(url: string, token: string): Caller {
  return async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  };
}

/** The emulator takes a fixed port only; the gap until it listens is as good as none on a loopback. */
async function freePort(): Promise<number> {
  const probe = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  probe.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
