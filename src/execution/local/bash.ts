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
  /** The process that waits for the next command. */
  private next: number | undefined;
  /** The beginning of an answer. */
  private begun = "";
  private waiting: ((exitCode: number | undefined) => void) | undefined;
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
   * Starts a command; one at a time. Undefined where none could be started, and `killed` where what starts them was
   * ended: by a command before it, say.
   *
   * @param output path of the pipe that takes what it writes; its reader must be there, and a writer until it has ended
   */
  async start(text: string, output: string): Promise<BashProcess | "killed" | undefined> {
    if (this.next === undefined) await this.answer();
    const id = this.next;
    if (id === undefined) return (await this.killed) ? "killed" : undefined;
    this.next = undefined;
    this.process.stdin?.write(`${output}\0${text}\0`);
    return { id, exitCode: this.answer() };
  }

  /** Lets it go. */
  close(): void {
    this.process.stdin?.end();
  }

  /** The exit code of the last command, if there was one; then the next one can be started. */
  private answer(): Promise<number | undefined> {
    if (this.isOver) return Promise.resolve(undefined);
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

  /** An answer that nobody waits for is the first one, or says who waits now in place of one that was ended. */
  private take(line: string): void {
    const { waiting } = this;
    const [exitCode, next = 0] = line.split(" ").map(Number);
    this.next = next > 0 ? next : undefined;
    this.waiting = undefined;
    waiting?.(exitCode);
  }

  private end(): void {
    this.isOver = true;
    this.waiting?.(undefined);
    this.waiting = undefined;
  }
}

/**
 * Says the exit code of the last command and the id of the process that waits for the next one: a pipe's path and a
 * text, both ended by NUL, of which it becomes the command. A process that waits already costs one change of processes
 * less than one that is made when it is needed, which is most of a short command's time on a busy machine.
 *
 * Job control (`-m`) makes the group, and gives the command the signals that a background job would not get; while it
 * is waited for it is off, so that a command that is only stopped has not ended. A playbook may take away the directory
 * it runs in: as in any shell, what needs none still runs.
 */
const LAUNCHER = String.raw`
bash=$0 directory=$1 code=0
unset SHLVL
while :; do
  set -m
  {
    IFS= read -r -d '' output && IFS= read -r -d '' text || { kill "$$"; exit; }
    cd -- "$directory"
    unset OLDPWD
    exec 4>"$output"
    exec "$bash" --noprofile --norc -eo pipefail -c "$text" </dev/null >&4 2>&4 4>&-
  } &
  set +m
  printf '%s %s\n' "$code" "$!"
  wait "$!"
  code=$?
done
`;

/** Makes a named pipe that only this user may open; false where it could not. */
export function makeNamedPipe(program: string, path: string): boolean {
  return spawnSync(program, ["-m", "600", path], { stdio: "ignore" }).status === 0;
}
