import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FakeGitHub } from "../e2e/github-adapter/github-adapter.ts";

export interface BundleResult {
  readonly exitCode: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs the committed bundle as a runner does, in an empty workspace, with exactly this environment. */
export async function runBundle(
  gitHub: Pick<FakeGitHub, "host">,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<BundleResult> {
  const place = mkdtempSync(join(tmpdir(), "kubehop-run-"));
  const [output, summary] = [join(place, "output"), join(place, "summary")];
  const child = spawn(process.execPath, ["dist/action.js"], {
    env: {
      GITHUB_API_URL: `http://${gitHub.host}/api/v3`,
      "INPUT_GITHUB-TOKEN": "token-of-octo",
      GITHUB_WORKSPACE: join(place, "workspace"),
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: place,
      ...environment,
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  }
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const result = { exitCode, log, summary: textOf(summary), outputs: outputsOf(textOf(output)) };
  rmSync(place, { recursive: true });
  return result;
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** `name<<END`, the value, `END`, as the runner reads it. */
export function outputsOf(text: string): Record<string, string> {
  const found = text.matchAll(/^([\w-]+)<<(.+)\n([\s\S]*?)\n\2\n/gm);
  return Object.fromEntries([...found].map(([, name = "", , value = ""]) => [name, value]));
}
