import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { outputsOf } from "./run-bundle.ts";

/** A step of a job, as a runner keeps it: a workspace, the files that it gives, and the post step at the job's end. */
export class StepOfJob {
  readonly place = mkdtempSync(join(tmpdir(), "kubehop-step-"));
  private readonly environment: Readonly<Record<string, string>>;

  /** @param files of the workspace; `inputs` by name */
  constructor(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries({ ...files, "../home/.keep": "" })) {
      mkdirSync(dirname(join(this.workspace, path)), { recursive: true });
      writeFileSync(join(this.workspace, path), text);
    }
    this.environment = {
      PATH: process.env.PATH ?? "",
      HOME: join(this.place, "home"),
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: "workflow_dispatch",
      GITHUB_REPOSITORY: "octo/shop",
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_OUTPUT: join(this.place, "output"),
      GITHUB_STATE: join(this.place, "state"),
      GITHUB_STEP_SUMMARY: join(this.place, "summary"),
      RUNNER_TEMP: this.place,
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    };
  }

  get workspace(): string {
    return join(this.place, "workspace");
  }

  /** Starts the step itself. */
  start(more: Readonly<Record<string, string>> = {}): RunningStep {
    return new RunningStep("dist/action.js", { ...this.environment, ...more });
  }

  /** What the runner does at the end of the job, cancelled or not. */
  post(): RunningStep {
    const state = Object.entries(outputsOf(this.text("state"))).map(([name, value]) => [
      `STATE_${name}`,
      value,
    ]);
    return new RunningStep("dist/action-post.js", { ...this.environment, ...Object.fromEntries(state) });
  }

  get outputs(): Readonly<Record<string, string>> {
    return outputsOf(this.text("output"));
  }

  get summary(): string {
    return this.text("summary");
  }

  /** A file that the step writes into the workspace or beside it. */
  has(path: string): boolean {
    return existsSync(join(this.workspace, path));
  }

  remove(): void {
    rmSync(this.place, { recursive: true, force: true });
  }

  private text(name: string): string {
    const path = join(this.place, name);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  }
}

/** A process of a step. */
export class RunningStep {
  log = "";
  readonly exitCode: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(script: string, environment: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [script], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.log += text;
      });
    }
    this.child = child;
    this.exitCode = new Promise((resolve) => child.on("close", resolve));
  }

  kill(signal: "SIGINT" | "SIGTERM" | "SIGKILL"): void {
    this.child.kill(signal);
  }
}
