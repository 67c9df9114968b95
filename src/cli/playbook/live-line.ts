import { duration } from "../../report/playbook/run-words.ts";
import { shortenColumns } from "../../report/shorten.ts";
import type { Outlet } from "../terminal.ts";
import type { Display } from "./progress.ts";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MILLISECONDS = 100;
/** To the line's beginning, and clear it. */
const CLEAR = "\r\u001b[2K";
const DEFAULT_COLUMNS = 80;

interface Busy {
  readonly what: string;
  readonly since: number;
}

/** The last line of a terminal moves: a spinner, what goes on, and for how long. Everything else stands above it. */
export function liveLine(error: Outlet): Display {
  const runs = new Map<symbol, Busy>();
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;
  const draw = () => error.write(`${CLEAR}${line([...runs.values()], frame, error.columns)}`);
  const above = (text: string) => {
    error.write(runs.size === 0 ? text : CLEAR + text);
    if (runs.size > 0) draw();
  };
  const turn = () => {
    frame += 1;
    draw();
  };
  return {
    print: (text) => above(`${text}\n`),
    busy(run, what) {
      runs.set(run, { what, since: performance.now() });
      timer ??= setInterval(turn, FRAME_MILLISECONDS).unref();
      draw();
    },
    idle(run) {
      runs.delete(run);
      if (runs.size > 0) return;
      clearInterval(timer);
      timer = undefined;
      error.write(CLEAR);
    },
    error: { ...error, write: above },
  };
}

/** One column stays free, or some terminals begin the next line; one that does not know its width says 0. */
function line(runs: readonly Busy[], frame: number, columns = 0): string {
  const width = (columns === 0 ? DEFAULT_COLUMNS : columns) - 1;
  const turning = `${FRAMES[frame % FRAMES.length]} `;
  const shown = runs.slice(0, Math.max(1, Math.floor(width / LEAST_COLUMNS)));
  const rest = shown.length === runs.length ? "" : `${BETWEEN}+${runs.length - shown.length}`;
  const room = width - turning.length - rest.length - BETWEEN.length * (shown.length - 1);
  const parts = shown.map((busy) => part(busy, Math.floor(room / shown.length)));
  return shortenColumns(turning + parts.join(BETWEEN) + rest, width);
}

const BETWEEN = " · ";
/** What a run needs to be told from another. */
const LEAST_COLUMNS = 25;

/** How long it takes is never cut off. */
function part({ what, since }: Busy, room: number): string {
  const time = duration(Math.floor((performance.now() - since) / 1000) * 1000);
  return `${shortenColumns(what, room - time.length - 1)} ${time}`;
}
