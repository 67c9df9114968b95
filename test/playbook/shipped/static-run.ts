import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { kubehop } from "../../cli/command-line.ts";
import { temporaryFolder } from "../../execution/local-run.ts";
import { type Files, writeFiles } from "./repository.ts";

/** How a run of a shipped playbook ended: its result, and its first step's status and output. */
export interface StaticRun {
  readonly result: string;
  readonly path: number | null;
  readonly status: string;
  readonly output: string;
}

/** Runs a shipped playbook at path 0 on a repository of these files, with this source's own `kubehop` on PATH. */
export async function staticRun(name: string, files: Files, inputs = ""): Promise<StaticRun> {
  const directory = temporaryFolder();
  writeFiles(join(directory, "repository"), files);
  return staticRunIn(directory, name, inputs);
}

/** As {@link staticRun}, on what lies in `repository` of the directory. */
export async function staticRunIn(directory: string, name: string, inputs = ""): Promise<StaticRun> {
  const given = inputs.split(" ").filter((input) => input !== "");
  const words = given.map((input) => `--input ${input}`).join(" ");
  const playbook = resolve("playbooks", `${name}.yaml`);
  const { out, error } = await kubehop(`playbook run --path 0 --format json ${words} ${playbook}`, {
    directory: join(directory, "repository"),
    environment: { PATH: pathWithKubehop(directory), HOME: directory, XDG_STATE_HOME: directory },
  });
  if (out === "") throw new Error(error);
  const { result, path, steps } = JSON.parse(out);
  return { result, path, status: steps[0].status, output: steps[0].outputExcerpt };
}

function pathWithKubehop(directory: string): string {
  const bin = join(directory, "bin");
  mkdirSync(bin, { recursive: true });
  const program = `#!/bin/sh\nexec "${process.execPath}" "${resolve("src/cli.ts")}" "$@"\n`;
  writeFileSync(join(bin, "kubehop"), program, { mode: 0o755 });
  return [bin, process.env.PATH].join(delimiter);
}
