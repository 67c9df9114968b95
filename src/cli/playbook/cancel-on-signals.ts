import type { Outlet } from "../terminal.ts";

/** The wish to stop, as signals say it. */
export interface Cancellation {
  readonly signal: AbortSignal;
  /** From now on signals do again what they always do. */
  readonly dispose: () => void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Makes SIGINT (Ctrl-C), SIGTERM (a cancelled job) and SIGHUP (a closed terminal) end the running command and nothing
 * else. Every further one is answered with a sentence: the teardown is never cut short.
 */
export function cancelOnSignals(error: Outlet): Cancellation {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    error.write(controller.signal.aborted ? PATIENCE : `${name}: the run is cancelled; ${TEARDOWN}\n`);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  const dispose = () => {
    for (const name of SIGNALS) process.off(name, onSignal);
  };
  return { signal: controller.signal, dispose };
}

const TEARDOWN = "its teardown runs to the end, each command for 60 s at most.";
const PATIENCE = `The run is cancelled already; ${TEARDOWN}
`;
