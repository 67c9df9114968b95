import { Probot, ProbotOctokit } from "probot";
import { timedFetchUntil } from "../../github/timed-fetch.ts";
import type { ServerSettings } from "./settings.ts";

/** Probot with our own retries instead of its plugins': those repeat a POST without looking first. */
const PlainOctokit = ProbotOctokit.defaults((options: { throttle?: object }) => ({
  ...options,
  retry: { enabled: false },
  throttle: { ...options.throttle, enabled: false },
}));

/** Probot for the app's own calls and for events; its server stays off. Calls end when `ending` aborts. */
export function createProbot(settings: ServerSettings, ending: AbortSignal): Probot {
  return new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.apiUrl,
    logLevel: settings.logLevel,
    logFormat: "json",
    Octokit: PlainOctokit,
    request: { fetch: timedFetchUntil(ending) },
  });
}
