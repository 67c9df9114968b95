import { visibleBlock } from "../report/visible.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import type { ExitCode } from "./command.ts";

/** What an error says on standard error, and the exit code that goes with it. */
export interface Failure {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** Codes of {@link KubehopError} that no change of input or configuration would cure. */
const COULD_NOT_RUN: ReadonlySet<string> = new Set([
  "address-unusable",
  "cluster-forbidden",
  "cluster-unreachable",
  "installation-incomplete",
  "output-not-written",
  "playbook-not-runnable",
]);

/**
 * Puts anything that was thrown into words: bad input with its place and remedy (exit 2), everything else
 * as a defect of Kubehop (exit 3), with the stack where KUBEHOP_DEBUG is set.
 */
export function failureOf(thrown: unknown, debug: boolean): Failure {
  if (thrown instanceof KubehopError) {
    return { text: knownText(thrown), exitCode: COULD_NOT_RUN.has(thrown.code) ? 3 : 2 };
  }
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const text = `kubehop: this is a defect of Kubehop, not of your input: ${visibleBlock(message)}
  what to do: please report it with the command line${debug ? "" : "; KUBEHOP_DEBUG=1 adds the stack trace"}.
${debug ? `${visibleBlock(stack)}\n` : ""}`;
  return { text, exitCode: 3 };
}

function knownText(error: KubehopError): string {
  const { where } = error;
  const place =
    where === undefined
      ? ""
      : `\n  at ${[where.path, where.line, where.column].filter((part) => part !== undefined).join(":")}`;
  return `kubehop: ${visibleBlock(error.message)}${visibleBlock(place)}\n  what to do: ${visibleBlock(error.remedy)}\n`;
}
