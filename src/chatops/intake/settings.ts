import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { KubehopError } from "../../source/kubehop-error.ts";

/** The environment as a process has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the server runs with. */
export interface ServerSettings {
  readonly appId: number;
  /** PKCS#8 PEM, which every JWT library takes. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Of the REST API: `https://api.github.com`, or a GitHub Enterprise Server's `/api/v3`. */
  readonly apiUrl: string;
  /** Of the web pages. */
  readonly serverUrl: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * Reads Probot's own variables.
 *
 * @throws KubehopError `missing-setting` or `invalid-setting`, naming the variable; no value is repeated
 */
export function readSettings(environment: Environment): ServerSettings {
  return {
    appId: readAppId(environment),
    privateKey: readPrivateKey(environment),
    webhookSecret: readSecret(environment),
    ...readAddresses(environment),
    host: setting(environment, "HOST") ?? "127.0.0.1",
    port: readPort(environment),
    logLevel: readLogLevel(environment),
  };
}

function setting(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === undefined || value === "" ? undefined : value;
}

function readAppId(environment: Environment): number {
  const text = setting(environment, "APP_ID");
  if (text === undefined) throw missing("APP_ID", "the number on the app's settings page");
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw invalid("APP_ID", "is not a number", "Copy the number of the app's settings page.");
  return Number(text);
}

/** Words that stand in tutorials and templates; `development` is what Probot falls back to by itself. */
const WELL_KNOWN = new Set(
  "development,production,changeme,change-me,change_me,password,webhook-secret,webhooksecret,webhook_secret,your-webhook-secret,your-secret,mysecret,supersecret,super-secret,12345678,123456789,1234567890".split(
    ",",
  ),
);
const SHORTEST_SECRET = 8;

function readSecret(environment: Environment): string {
  const secret = environment.WEBHOOK_SECRET;
  const advice = "Make one with `openssl rand -hex 32` and set it here and on the app's settings page.";
  if (secret === undefined || secret.trim() === "")
    throw missing("WEBHOOK_SECRET", "the app's webhook secret", advice);
  if (WELL_KNOWN.has(secret.trim().toLowerCase())) {
    throw invalid("WEBHOOK_SECRET", "is a well-known word: anybody could sign webhooks with it", advice);
  }
  if (secret.trim().length < SHORTEST_SECRET) {
    throw invalid("WEBHOOK_SECRET", `is shorter than ${SHORTEST_SECRET} characters`, advice);
  }
  return secret;
}

function readPrivateKey(environment: Environment): string {
  const inline = setting(environment, "PRIVATE_KEY");
  const path = setting(environment, "PRIVATE_KEY_PATH");
  if (inline === undefined && path === undefined) {
    throw missing(
      "PRIVATE_KEY",
      "the app's private key (PEM), or PRIVATE_KEY_PATH with the path of its file",
    );
  }
  const name = inline === undefined ? "PRIVATE_KEY_PATH" : "PRIVATE_KEY";
  const text = inline ?? fileContent(path ?? "");
  const key = privateKeyOf(text, name);
  if (key.asymmetricKeyType !== "rsa") throw invalid(name, "is not an RSA key", NEW_KEY);
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

const NEW_KEY = "Generate a private key on the app's settings page and use the downloaded .pem file.";

function fileContent(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw invalid("PRIVATE_KEY_PATH", "names a file that cannot be read", NEW_KEY);
  }
}

/** A PEM may come with `\n` written out, or in base64, because environments dislike line breaks. */
function privateKeyOf(text: string, name: string): KeyObject {
  const pem = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
  try {
    return createPrivateKey(pem.replaceAll("\\n", "\n"));
  } catch {
    // Without the cause: its message may quote the key.
    throw invalid(name, "holds no usable private key", NEW_KEY);
  }
}

function readAddresses(environment: Environment): Pick<ServerSettings, "apiUrl" | "serverUrl"> {
  const host = setting(environment, "GHE_HOST");
  if (host === undefined) return { apiUrl: "https://api.github.com", serverUrl: "https://github.com" };
  const protocol = setting(environment, "GHE_PROTOCOL") ?? "https";
  if (protocol !== "https" && protocol !== "http") {
    throw invalid("GHE_PROTOCOL", "is neither http nor https", "Leave it out, or set it to https.");
  }
  const serverUrl = `${protocol}://${host}`;
  if (!URL.canParse(serverUrl) || new URL(serverUrl).host !== host.toLowerCase()) {
    throw invalid("GHE_HOST", "is not a host name", "Set it to the host alone, such as github.example.com.");
  }
  return { apiUrl: `${serverUrl}/api/v3`, serverUrl };
}

function readPort(environment: Environment): number {
  const text = setting(environment, "PORT") ?? "3000";
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw invalid("PORT", "is not a port number", "Set it to a number from 0 to 65535.");
}

function readLogLevel(environment: Environment): LogLevel {
  const text = setting(environment, "LOG_LEVEL")?.toLowerCase() ?? "info";
  const level = logLevels.find((known) => known === text);
  if (level !== undefined) return level;
  throw invalid("LOG_LEVEL", "is not a level", `Set it to one of ${logLevels.join(", ")}.`);
}

function missing(name: string, what: string, advice?: string): KubehopError {
  return new KubehopError({
    code: "missing-setting",
    message: `The environment variable ${name} is not set.`,
    remedy: advice ?? `Set ${name}: ${what}.`,
  });
}

function invalid(name: string, problem: string, remedy: string): KubehopError {
  return new KubehopError({
    code: "invalid-setting",
    message: `The environment variable ${name} ${problem}.`,
    remedy,
  });
}
