import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { FakeGitHub } from "../e2e/github-adapter/github-adapter.ts";

/** A workflow of a consumer's repository, and the event that starts it. */
export interface WorkflowRun {
  readonly gitHub: FakeGitHub;
  readonly repository: string;
  readonly workflow: string;
  readonly event: string;
  readonly payload: object;
  /** Files that actions/checkout would put into the workspace; the workflow's own file is always there. */
  readonly files?: Readonly<Record<string, string>>;
  readonly token?: string;
}

export interface WorkflowResult {
  readonly exitCode: number | null;
  readonly log: string;
}

/** `act`, where the machine has it or `.ci/run` put it; undefined where it has neither. */
export const act = [...(process.env.PATH ?? "").split(delimiter), join(homedir(), ".cache/kubehop-tools")]
  .map((directory) => join(directory, "act"))
  .find((path) => spawnSync(path, ["--version"]).status === 0);

/**
 * Runs a workflow with `act` on this machine. `kubehop/kubehop@v1` and `acme/kubehop@v1` are what a release
 * holds: action.yml, the committed bundle, the reusable workflow.
 */
export async function runWorkflow(run: WorkflowRun): Promise<WorkflowResult> {
  const place = mkdtempSync(join(tmpdir(), "kubehop-act-"));
  try {
    const consumer = join(place, "consumer");
    writeAll(consumer, {
      ...run.files,
      ".github/workflows/upgrade.yml": run.workflow,
      "../event.json": JSON.stringify(run.payload),
    });
    execFileSync("git", ["init", "-q", "-b", "main"], { cwd: consumer });
    execFileSync("git", ["remote", "add", "origin", `https://github.com/${run.repository}.git`], {
      cwd: consumer,
    });
    execFileSync("git", ["add", "-A"], { cwd: consumer });
    execFileSync("git", [...IDENTITY, "commit", "-qm", "x"], { cwd: consumer });
    return await actIn(consumer, release(place), run);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const IDENTITY = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];

/** What a consumer gets from the tag. */
function release(place: string): string {
  const directory = join(place, "release");
  mkdirSync(directory);
  for (const name of ["action.yml", "package.json", "dist", ".github"]) {
    cpSync(name, join(directory, name), { recursive: true });
  }
  return directory;
}

async function actIn(consumer: string, released: string, run: WorkflowRun): Promise<WorkflowResult> {
  const { gitHub, event, token = "token-of-octo" } = run;
  const words = [event, "-e", "../event.json", "-P", "ubuntu-latest=-self-hosted", "--pull=false"];
  const github = ["-s", `GITHUB_TOKEN=${token}`, "--env", `GITHUB_API_URL=http://${gitHub.host}/api/v3`];
  const repositories = ["kubehop", "acme"].flatMap((owner) => [
    "--local-repository",
    `${owner}/kubehop@v1=${released}`,
  ]);
  const child = spawn(act ?? "act", [...words, ...github, ...repositories], {
    cwd: consumer,
    env: {
      ...process.env,
      // act takes the `node` of PATH for node24 actions.
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
      XDG_CACHE_HOME: join(consumer, "../cache"),
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  }
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, log };
}

function writeAll(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}
