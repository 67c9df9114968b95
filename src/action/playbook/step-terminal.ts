import type { Outlet, Terminal } from "../../cli/terminal.ts";
import type { Run } from "../run.ts";

/** The terminal of the step: its log, in plain lines. */
export function stepTerminal(
  { environment, log }: Pick<Run, "environment" | "log">,
  workingDirectory: string,
): Terminal {
  const outlet: Outlet = { write: log, isTerminal: false };
  return {
    environment,
    workingDirectory,
    today: new Date().toISOString().slice(0, 10),
    out: outlet,
    error: outlet,
    readInput: async () => new Uint8Array(),
    toTheEnd: (work) => work(),
  };
}
