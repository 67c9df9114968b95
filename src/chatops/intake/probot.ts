import pino from "pino";
import { Probot, ProbotOctokit } from "probot";
import { timedFetchUntil } from "../../github/timed-fetch.ts";
import type { ServerSettings } from "./settings.ts";

/** Probot with our own retries instead of its plugins': those repeat a POST without looking first. */
const PlainOctokit = ProbotOctokit.defaults((options: { throttle?: object }) => ({
  ...options,
  retry: { enabled: false },
  throttle: { ...options.throttle, enabled: false },
}));

/** What Probot needs beyond its settings. */
export interface ProbotPorts {
  /** Calls end when it aborts. */
  readonly ending: AbortSignal;
  /** The last step of every line of the log. */
  readonly redact: (text: string) => string;
}

/** Probot for the app's own calls and for events; its server stays off, and its log is JSON without secrets. */
export function createProbot(settings: ServerSettings, { ending, redact }: ProbotPorts): Probot {
  return new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.apiUrl,
    log: pino({ level: settings.logLevel }, { write: (line) => process.stdout.write(redact(line)) }),
    Octokit: PlainOctokit,
    request: { fetch: timedFetchUntil(ending) },
  });
}
