import { accessSync, constants, existsSync, readFileSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { findProgram } from "../execution/find-program.ts";
import { stateDirectories } from "../execution/local/state-directory.ts";
import { systemLimits } from "../kubernetes/playbook-tools.ts";
import { askProgram, type ProgramAnswer } from "./ask-program.ts";
import type { FoundEngine, FoundFolder, FoundTool, Machine } from "./machine.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface Search {
  /** Of Kubehop itself: tools are asked as the user would ask them. */
  readonly environment: Environment;
  /** Absolute path of a program on PATH. */
  readonly findTool: (name: string) => string | undefined;
}

/** How each tool is asked for its version. */
const TOOLS: ReadonlyMap<string, readonly string[]> = new Map([
  ["kind", ["version"]],
  ["kubectl", ["version", "--client"]],
  ["helm", ["version", "--short"]],
  ["kustomize", ["version"]],
  ["minikube", ["version", "--short"]],
]);

/** What runs every command; also found where PATH does not lead, as runs find it. */
const SHELL: readonly string[] = ["bash", "mkfifo"];

/** How each engine is asked for the version of what runs the containers. */
const ENGINES: ReadonlyMap<string, readonly string[]> = new Map([
  ["docker", ["version", "--format", "{{.Server.Version}}"]],
  ["podman", ["info", "--format", "{{.Version.Version}}"]],
  ["nerdctl", ["info", "--format", "{{.ServerVersion}}"]],
]);

/** Looks at this machine. Programs are only asked for versions, all at the same time; nothing is changed. */
export async function findMachine(search: Search): Promise<Machine> {
  const shell = { ...search, findTool: (name: string) => findProgram(name, search.environment.PATH) };
  const [tools, engines, images] = await Promise.all([
    Promise.all([
      ...Array.from(TOOLS, ([name, words]) => findTool(name, words, search)),
      ...SHELL.map((name) => findTool(name, ["--version"], shell)),
    ]),
    Promise.all(Array.from(ENGINES, ([name, words]) => findEngine(name, words, search))),
    imageFolder(search),
  ]);
  const cgroup = cgroupVersion();
  return {
    tools,
    engines,
    ...(cgroup === undefined ? {} : { cgroup }),
    settings: new Map(systemLimits().flatMap(({ name }) => setting(name))),
    folders: [
      folder("temporary files", tmpdir()),
      folder("notes of runs", nearest(stateDirectories(search.environment)[0] ?? tmpdir())),
      ...images,
    ],
  };
}

async function findTool(name: string, words: readonly string[], search: Search): Promise<FoundTool> {
  const path = search.findTool(name);
  if (path === undefined) return { name };
  return { name, path, ...versionIn(await askProgram(path, words, search.environment)) };
}

async function findEngine(name: string, words: readonly string[], search: Search): Promise<FoundEngine> {
  const tool = await findTool(name, ["--version"], search);
  if (tool.path === undefined) return tool;
  const answer = await askProgram(tool.path, words, search.environment);
  if ("refusal" in answer) return { ...tool, refusal: answer.refusal };
  const { version } = versionIn(answer);
  return version === undefined ? { ...tool, refusal: "it told no version" } : { ...tool, server: version };
}

function versionIn(answer: ProgramAnswer): Pick<FoundTool, "version" | "flaw"> {
  if ("refusal" in answer) return { flaw: answer.refusal };
  const [, version] = /\bv?(\d+\.\d+(?:\.\d+)?)/.exec(answer.text) ?? [];
  return version === undefined ? { flaw: "it told no version" } : { version };
}

/** Where the engine keeps images, if that is on this machine. */
async function imageFolder({ findTool: find, environment }: Search): Promise<readonly FoundFolder[]> {
  const docker = find("docker");
  if (docker === undefined) return [];
  const answer = await askProgram(docker, ["info", "--format", "{{.DockerRootDir}}"], environment);
  const path = "text" in answer ? answer.text.trim() : "";
  return path !== "" && existsSync(path) ? [{ ...folder("images of docker", path), isWritable: true }] : [];
}

function cgroupVersion(): 1 | 2 | undefined {
  if (existsSync("/sys/fs/cgroup/cgroup.controllers")) return 2;
  return existsSync("/sys/fs/cgroup/memory") || existsSync("/sys/fs/cgroup/systemd") ? 1 : undefined;
}

function setting(name: string): readonly (readonly [name: string, value: number])[] {
  try {
    return [[name, Number(readFileSync(`/proc/sys/${name.replaceAll(".", "/")}`, "utf8"))]];
  } catch {
    // Another system, which has no such setting.
    return [];
  }
}

function folder(purpose: string, path: string): FoundFolder {
  try {
    const { bavail, bsize } = statfsSync(path);
    return { purpose, path, freeBytes: bavail * bsize, isWritable: mayWrite(path) };
  } catch {
    return { purpose, path, isWritable: false };
  }
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folder itself, or the one above it that is there and in which it would be made. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}
