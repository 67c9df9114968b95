import { writeSync } from "node:fs";
import type { Outlet, Terminal } from "./terminal.ts";

/** The terminal of this very process. A reader that goes away (`kubehop plan | head`) ends it quietly. */
export function processTerminal(): Terminal {
  let isLossAllowed = false;
  const outlet = (stream: NodeJS.WriteStream): Outlet => {
    stream.on("error", (error) => {
      if (!isLossAllowed) endOn(error, stream.isTTY);
    });
    return {
      write: (text) => void stream.write(text),
      isTerminal: stream.isTTY,
      get columns() {
        return stream.columns;
      },
    };
  };
  return {
    environment: process.env,
    workingDirectory: process.cwd(),
    today: today(process.env.SOURCE_DATE_EPOCH),
    out: outlet(process.stdout),
    error: outlet(process.stderr),
    readInput: () => readAll(process.stdin),
    async toTheEnd(work, exitCodeOf) {
      isLossAllowed = true;
      try {
        const result = await work();
        process.exitCode = exitCodeOf(result);
        return result;
      } finally {
        isLossAllowed = false;
      }
    },
  };
}

function endOn(error: NodeJS.ErrnoException, isTerminal: boolean): never {
  // A closed terminal says EIO.
  if (error.code === "EPIPE" || (error.code === "EIO" && isTerminal)) process.exit();
  try {
    writeSync(2, `kubehop: the output could not be written (${error.code}).\n`);
  } finally {
    // Standard error may be what cannot be written.
    process.exit(3);
  }
}

async function readAll(stream: NodeJS.ReadStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** SOURCE_DATE_EPOCH (seconds) stands for today where a reproducible report is wanted. */
function today(epoch: string | undefined): string {
  const date = epoch !== undefined && /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();
  return date.toISOString().slice(0, 10);
}
