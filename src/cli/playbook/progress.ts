import type { RunEvent } from "../../playbook/run/ports.ts";
import { duration, statusSign, statusWord, stepReason } from "../../report/playbook/run-words.ts";
import { terminalText } from "../../report/terminal-text.ts";
import type { Outlet, Terminal } from "../terminal.ts";
import { liveLine } from "./live-line.ts";
import { plainLines } from "./plain-lines.ts";

/** Shows what runs now, and keeps a line of what is over. */
export interface Display {
  /** A line that stays. */
  readonly print: (line: string) => void;
  /** `run` is at something from now on, until it is at something else or idle. */
  readonly busy: (run: symbol, what: string) => void;
  readonly idle: (run: symbol) => void;
  /** Standard error for whoever else writes meanwhile. */
  readonly error: Outlet;
}

/** A run that is shown. */
export interface Shown {
  /** Said in each line; missing where no other one runs. */
  readonly name?: string;
  readonly steps: number;
  /** Takes out what nobody should see. */
  readonly redact: (text: string) => string;
}

/**
 * On standard error: a line that moves where a person looks, plain lines otherwise. Programs that want JSON get
 * nothing, because many read both outlets as one.
 */
export function displayOn(
  { error, environment }: Pick<Terminal, "error" | "environment">,
  isJson: boolean,
): Display {
  if (error.isTerminal && environment.TERM !== "dumb") return liveLine(error);
  return plainLines(error, isJson);
}

/** Follows one run. */
export function follow(display: Display, { name, steps, redact }: Shown): (event: RunEvent) => void {
  const run = Symbol(name);
  const before = name === undefined ? "" : `${name}: `;
  let ended = 0;
  const said = (text: string) => before + terminalText(redact(text));
  return (event) => {
    if (event.kind === "step-ended") ended += 1;
    const what = busyWith(event, `${ended + 1}/${steps}`);
    if (what === undefined) display.idle(run);
    else display.busy(run, said(what));
    const line = lineOf(event);
    if (line !== undefined) display.print(said(line));
  };
}

function busyWith(event: RunEvent, place: string): string | undefined {
  switch (event.kind) {
    case "step-started":
      return `${place} ${event.step}`;
    case "diagnosis-started":
      return `looking why ${event.step} failed`;
    case "teardown-started":
      return `teardown of ${event.command.step}: ${event.command.text}`;
    case "step-ended":
    case "teardown-ended":
      return undefined;
    default:
      return event satisfies never;
  }
}

function lineOf(event: RunEvent): string | undefined {
  if (event.kind === "teardown-ended") {
    const { step, command, status } = event.teardown;
    return `${statusSign(status)} teardown of ${step} ${statusWord(status)}: ${command}`;
  }
  if (event.kind !== "step-ended") return undefined;
  const { name, status, durationMs } = event.step;
  const reason = stepReason(event.step);
  return `${statusSign(status)} ${name} ${statusWord(status)} (${duration(durationMs)})${reason === "" ? "" : `: ${reason}`}`;
}
