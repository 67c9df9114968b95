import { type ChildProcess, spawn, spawnSync } from "node:child_process";

/** Where commands run, and all that they see: nothing is inherited. */
export interface BashPlace {
  /** Absolute path of bash. */
  readonly program: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A command of its own, which runs. */
export interface BashProcess {
  /** Also the id of its process group. */
  readonly id: number;
  /** Its exit code, 128 + the number of the signal that ended it; undefined where its launcher went with it. */
  readonly exitCode: Promise<number | undefined>;
}

/**
 * Starts commands, each `bash --noprofile --norc -eo pipefail -c TEXT` as GitHub Actions does, in a process group of
 * its own, without input and without a terminal. The texts go to it as data and become one argument of the program.
 *
 * The commands are children of a bash and not of this process: the system copies the page tables of the process
 * that starts another one, which for Node.js with a large playbook takes longer than the command itself.
 */
export class BashLauncher {
  private readonly process: ChildProcess;
  /** Answers that nobody has asked for yet, and the beginning of the next one. */
  private readonly lines: string[] = [];
  private begun = "";
  private waiting: ((line: string | undefined) => void) | undefined;
  private isOver = false;
  /** Whether a signal ended it; settles when it is gone. */
  private readonly killed: Promise<boolean>;

  constructor({ program, directory, environment }: BashPlace) {
    this.process = spawn(program, ["--noprofile", "--norc", "-c", LAUNCHER, program, directory], {
      env: environment,
      stdio: ["pipe", "pipe", "ignore"],
      detached: true,
    });
    const { stdin, stdout } = this.process;
    stdout?.setEncoding("latin1").on("data", (text: string) => this.takeLines(text));
    for (const emitter of [this.process, stdin, stdout]) emitter?.on("error", () => this.end());
    this.killed = new Promise((resolve) => {
      this.process.once("error", () => resolve(false));
      this.process.once("close", (_, signal) => resolve(signal !== null));
    });
    void this.killed.then(() => this.end());
  }

  /** Whether it can start no more commands: a command may have ended it. */
  get isGone(): boolean {
    return this.isOver;
  }

  /**
   * Starts a command; one at a time. Undefined where none could be started, and `killed` where it began by ending
   * what started it.
   *
   * @param output path of the pipe that takes what it writes; its reader must be there
   */
  async start(text: string, output: string): Promise<BashProcess | "killed" | undefined> {
    this.process.stdin?.write(`${output}\0${text}\0`);
    const id = Number(await this.line());
    if (!Number.isInteger(id) || id < 1) return (await this.killed) ? "killed" : undefined;
    return { id, exitCode: this.line().then((line) => (line === undefined ? undefined : Number(line))) };
  }

  /** Lets it go. */
  close(): void {
    this.process.stdin?.end();
  }

  private line(): Promise<string | undefined> {
    const line = this.lines.shift();
    if (line !== undefined || this.isOver) return Promise.resolve(line);
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }

  private takeLines(text: string): void {
    const [first = "", ...others] = text.split("\n");
    const lines = [this.begun + first, ...others];
    this.begun = lines.pop() ?? "";
    for (const line of lines) this.take(line);
  }

  private take(line: string): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting === undefined) this.lines.push(line);
    else waiting(line);
  }

  private end(): void {
    this.isOver = true;
    this.waiting?.(undefined);
    this.waiting = undefined;
  }
}

/**
 * Reads a pipe's path and a text, both ended by NUL; answers with the process id and, when it has ended, with its exit
 * code. Job control (`-m`) makes the group, and gives the command the signals that a background job would not get;
 * while it is waited for it is off, so that a command that is only stopped has not ended. A playbook may take away the
 * directory it runs in: as in any shell, what needs none still runs.
 */
const LAUNCHER = String.raw`
bash=$0 directory=$1
unset SHLVL
while IFS= read -r -d '' output && IFS= read -r -d '' text; do
  cd -- "$directory"
  unset OLDPWD
  exec 4>"$output"
  set -m
  "$bash" --noprofile --norc -eo pipefail -c "$text" </dev/null >&4 2>&4 4>&- &
  set +m
  exec 4>&-
  printf '%s\n' "$!"
  wait "$!"
  printf '%s\n' "$?"
done
`;

/** Makes a named pipe that only this user may open; false where it could not. */
export function makeNamedPipe(program: string, path: string): boolean {
  return spawnSync(program, ["-m", "600", path], { stdio: "ignore" }).status === 0;
}
