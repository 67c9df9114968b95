import { StringDecoder } from "node:string_decoder";
import type { CommandEnd, Executor } from "./executor.ts";
import type { SandboxCommand, SandboxEnd } from "./sandbox.ts";

/** What a failing tool says last is the reason. */
const MOST_LAST_WORDS = 600;

/** Runs a command of a sandbox; `what` begins the sentence: `The cluster could not be made`. */
export async function runSandboxCommand(
  executor: Executor,
  command: SandboxCommand,
  { what, signal = NEVER }: { readonly what: string; readonly signal?: AbortSignal },
): Promise<SandboxEnd> {
  const decoder = new StringDecoder("utf8");
  let output = "";
  const end = await executor.run({
    ...command,
    signal,
    onOutput: (chunk) => {
      output = (output + decoder.write(Buffer.from(chunk))).slice(-2 * MOST_LAST_WORDS);
    },
  });
  if (end.how === "exited" && end.exitCode === 0) return undefined;
  return `${what}: ${howItEnded(end, command)}${lastWords(output)}`;
}

const NEVER = new AbortController().signal;

function howItEnded(end: CommandEnd, { timeoutMilliseconds }: SandboxCommand): string {
  switch (end.how) {
    case "exited":
      return `exit code ${end.exitCode}`;
    case "timed-out":
      return `it took longer than ${timeoutMilliseconds / 1000} s`;
    case "cancelled":
      return "it was cancelled";
    case "not-started":
      return end.reason;
    default:
      return end satisfies never;
  }
}

function lastWords(output: string): string {
  const words = output.replaceAll(/\s+/g, " ").trim();
  if (words === "") return ".";
  return words.length <= MOST_LAST_WORDS ? `: ${words}` : `: … ${words.slice(-MOST_LAST_WORDS)}`;
}
