import { duration } from "../../report/playbook/run-words.ts";
import type { Outlet } from "../terminal.ts";
import type { Display } from "./progress.ts";

/** A log in which nothing comes for long looks like one of a program that hangs. */
const STILL_MILLISECONDS = 30_000;

/** A line of its own for everything, as logs have them; `isSilent` keeps it all to itself. */
export function plainLines(error: Outlet, isSilent: boolean): Display {
  const timers = new Map<symbol, NodeJS.Timeout>();
  const print = (line: string) => {
    if (!isSilent) error.write(`${line}\n`);
  };
  const idle = (run: symbol) => {
    clearInterval(timers.get(run));
    timers.delete(run);
  };
  return {
    print,
    busy(run, what) {
      idle(run);
      let waited = 0;
      const say = () => {
        waited += STILL_MILLISECONDS;
        print(`… ${what} (${duration(waited)})`);
      };
      timers.set(run, setInterval(say, STILL_MILLISECONDS).unref());
    },
    idle,
    error,
  };
}
