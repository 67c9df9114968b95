import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A module version on this disk. */
export interface GoModule {
  readonly path: string;
  readonly version: string;
  readonly directory: string;
}

/** Why a module version could not be read; a fact about it stays unknown then. */
export interface NotDownloadable {
  readonly path: string;
  readonly version: string;
  readonly reason: string;
}

/** Downloads one module version through the Go command, which verifies its checksum. */
export function downloadModule(path: string, version: string): GoModule | NotDownloadable {
  const answer = goJson(["mod", "download", "-json", `${path}@${version}`]);
  const [directory, error] = [answer["Dir"], answer["Error"]];
  return typeof directory === "string"
    ? { path, version, directory }
    : { path, version, reason: String(error ?? "no directory in the answer") };
}

/** Every tag of a module that the proxy lists, and the day of one of them. */
export function moduleVersionDay(path: string, version: string): string | undefined {
  const answer = goJson(["list", "-m", "-json", `${path}@${version}`]);
  return typeof answer["Time"] === "string" ? answer["Time"].slice(0, 10) : undefined;
}

export function isDownloaded(module: GoModule | NotDownloadable): module is GoModule {
  return "directory" in module;
}

export function readModuleFile(module: GoModule, path: string): string {
  return readFileSync(join(module.directory, path), "utf8");
}

function goJson(args: readonly string[]): Readonly<Record<string, unknown>> {
  return JSON.parse(goOutput(args)) as Readonly<Record<string, unknown>>;
}

/** The Go command prints its JSON on success and on failure; only a missing answer is a failure here. */
function goOutput(args: readonly string[]): string {
  try {
    return execFileSync("go", args, {
      encoding: "utf8",
      cwd: "/",
      env: goEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const output = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    if (output.startsWith("{")) return output;
    throw error;
  }
}

function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GOFLAGS: "-mod=mod", GO111MODULE: "on" };
}
