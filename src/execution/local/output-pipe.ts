import { closeSync, constants, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { makeNamedPipe } from "./bash.ts";
import { makeDirectory } from "./make-directory.ts";
import { within } from "./within.ts";

/** One command's output on its way here. */
export interface OutputPipe {
  /** What the command writes to. */
  readonly path: string;
  /** To be called when the command has ended: takes what is still in the pipe, and then no more. */
  readonly drain: () => Promise<void>;
}

/** As much as a pipe holds. */
const CHUNK = 64 * 1024;
/** Nothing came for so long: those who still hold the write end are silent. */
const QUIET_MILLISECONDS = 100;
/** One who writes for ever is not listened to for longer. */
const MOST_DRAIN_MILLISECONDS = 1000;

/**
 * The pipes of commands that run one after the other, in a folder of their own. Node.js's own "pipe" is a pair of
 * sockets: `echo problem > /dev/stderr` fails on one, and two of them lose the order of output and errors. A named
 * pipe is a real one, is made once, and is empty again when all who held it are gone.
 */
export class OutputPipes {
  private readonly folder: string;
  private readonly mkfifo: string;
  private readonly buffer = Buffer.allocUnsafeSlow(CHUNK);
  private count = 0;
  private reusable: string | undefined;

  constructor(folder: string, mkfifo: string) {
    this.folder = folder;
    this.mkfifo = mkfifo;
  }

  /** @throws where no pipe can be made: the disk has no room for its name, say */
  open(onOutput: (chunk: Uint8Array) => void): OutputPipe {
    const { path, readEnd } = this.openedAgain() ?? openedToRead(this.made());
    const reader = this.reader(readEnd, onOutput);
    // So that no end is seen before the command has opened it.
    const writeEnd = openSync(path, constants.O_WRONLY);
    const drain = async () => {
      closeSync(writeEnd);
      if (await reader.ends()) this.reusable = path;
      else rmSync(path, { force: true });
    };
    return { path, drain };
  }

  /** The pipe of the last command, where that is empty and still there. */
  private openedAgain(): ReadEnd | undefined {
    const path = this.reusable;
    this.reusable = undefined;
    if (path === undefined) return undefined;
    try {
      return openedToRead(path);
    } catch {
      return undefined;
    }
  }

  private made(): string {
    this.count += 1;
    // A command may have swept the folder away with all of the temporary files.
    makeDirectory(this.folder, 0o700);
    const path = join(this.folder, `output-${this.count}`);
    // Of a run that died and that this process cleans up after.
    rmSync(path, { force: true });
    if (!makeNamedPipe(this.mkfifo, path)) throw new Error(`no pipe could be made in ${this.folder}`);
    return path;
  }

  /** One buffer for all: 60 MB of output leave no garbage. */
  private reader(readEnd: number, onOutput: (chunk: Uint8Array) => void): Reader {
    const callback = (length: number, chunk: Uint8Array) => {
      reader.lastRead = performance.now();
      onOutput(chunk.subarray(0, length));
      return true;
    };
    const onread = { buffer: this.buffer, callback };
    const reader = new Reader(new Socket({ fd: readEnd, readable: true, writable: false, onread }));
    return reader;
  }
}

interface ReadEnd {
  readonly path: string;
  readonly readEnd: number;
}

function openedToRead(path: string): ReadEnd {
  return { path, readEnd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK) };
}

class Reader {
  lastRead = performance.now();
  private readonly socket: Socket;
  private readonly closed: Promise<void>;
  private isDestroyed = false;

  constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once("error", () => socket.destroy());
      socket.once("close", () => resolve());
    });
    socket.resume();
  }

  /** Whether the end came by itself, and not because somebody who holds the pipe is no longer listened to. */
  async ends(): Promise<boolean> {
    const begin = performance.now();
    this.lastRead = begin;
    while (!(await within(this.closed, this.remainingQuiet()))) {
      if (this.remainingQuiet() > 1 && performance.now() - begin < MOST_DRAIN_MILLISECONDS) continue;
      this.isDestroyed = true;
      this.socket.destroy();
    }
    return !this.isDestroyed;
  }

  private remainingQuiet(): number {
    return Math.max(1, QUIET_MILLISECONDS - (performance.now() - this.lastRead));
  }
}
