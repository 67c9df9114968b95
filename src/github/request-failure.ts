import { KubehopError } from "../source/kubehop-error.ts";

/** What a failed request was answered with; `status` is undefined where GitHub did not answer at all. */
export interface RequestFailure {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly message: string;
}

/** A connection that was cut, or went silent, in the middle of an answer. */
export class LostAnswer extends Error {
  override readonly name = "LostAnswer";
}

/** Reads Octokit's error, whose `response` is missing where the network failed (it says status 500 then). */
export function requestFailure(error: unknown): RequestFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isCutOff(error)) return { status: undefined, headers: {}, message: error.message };
  if (!("status" in error) || typeof error.status !== "number") return undefined;
  const response = "response" in error ? error.response : undefined;
  if (typeof response !== "object" || response === null) {
    return { status: undefined, headers: {}, message: error.message };
  }
  const headers = "headers" in response ? textsOf(response.headers) : {};
  return { status: error.status, headers, message: error.message };
}

function textsOf(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** What fetch throws while it reads a body, which Octokit hands on as it is. */
function isCutOff(error: Error): boolean {
  if (error instanceof LostAnswer || error.name === "AbortError" || error.name === "TimeoutError")
    return true;
  return error instanceof TypeError && error.message === "terminated";
}

/** The status that GitHub answered with, through the {@link KubehopError} that the failure became. */
export function statusOf(error: unknown): number | undefined {
  return requestFailure(error instanceof KubehopError ? error.cause : error)?.status;
}

/** The sentence a user reads when GitHub refused `purpose` ("read the files of 3f1c9ab") for good. */
export function asKubehopError(error: unknown, purpose: string): unknown {
  const failure = requestFailure(error);
  if (failure === undefined) return error;
  return new KubehopError({ ...describe(failure, purpose), cause: error });
}

function describe(
  failure: RequestFailure,
  purpose: string,
): { code: string; message: string; remedy: string } {
  const { status } = failure;
  if (status === undefined) {
    return {
      code: "github-unavailable",
      message: `GitHub did not answer when Kubehop wanted to ${purpose}.`,
      remedy: "Try again in a few minutes: nothing was changed.",
    };
  }
  const message = `GitHub answered ${status} when Kubehop wanted to ${purpose}.`;
  if (status >= 500) {
    return {
      code: "github-unavailable",
      message,
      remedy: "Try again in a few minutes: nothing was changed.",
    };
  }
  if (isRateLimit(failure)) {
    return { code: "github-rate-limited", message, remedy: "The rate limit is used up: try again later." };
  }
  return { code: codeOf(status), message, remedy: remedyOf(status) };
}

/** 429, and the 403 that says it is one: no requests left, a `retry-after`, or the words themselves. */
export function isRateLimit(failure: RequestFailure): boolean {
  if (failure.status === 429) return true;
  if (failure.status !== 403) return false;
  return (
    failure.headers["retry-after"] !== undefined ||
    failure.headers["x-ratelimit-remaining"] === "0" ||
    /\b(?:secondary )?rate limit\b/i.test(failure.message)
  );
}

function codeOf(status: number): string {
  if (status === 401 || status === 403) return "github-forbidden";
  return status === 404 ? "github-not-found" : "github-refused";
}

function remedyOf(status: number): string {
  if (status === 401) return "Check that the app's key is valid and the app is installed on this repository.";
  if (status === 403) {
    return "Check the permissions of the app's installation (contents read, pull requests and checks write) or of the workflow's job (contents: read, pull-requests: write).";
  }
  if (status === 404) {
    return "Check that the repository, branch or commit still exists and the app is installed on it.";
  }
  return "Look at the app's log for GitHub's own words; if it goes on, report it as a defect of Kubehop.";
}
