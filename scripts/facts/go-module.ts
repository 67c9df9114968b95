import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A module version on this disk; its checksum was verified by the Go command. */
export interface GoModule {
  readonly path: string;
  readonly version: string;
  readonly directory: string;
}

/** Why a module version could not be read; facts about it stay unknown then. */
export interface NotDownloadable {
  readonly path: string;
  readonly version: string;
  readonly reason: string;
}

/** Downloads one module version through the Go command, which verifies its checksum. */
export function downloadModule(path: string, version: string): GoModule | NotDownloadable {
  const { Dir, Error: reason } = goJson(["mod", "download", "-json", `${path}@${version}`]);
  return Dir === undefined
    ? { path, version, reason: reason ?? "no directory" }
    : { path, version, directory: Dir };
}

export function isDownloaded(module: GoModule | NotDownloadable): module is GoModule {
  return "directory" in module;
}

/** The kubernetes module of a release, or an error: for generators that cannot go on without it. */
export function kubernetesModule(version: string): GoModule {
  const module = downloadModule("k8s.io/kubernetes", `v${version}`);
  if (isDownloaded(module)) return module;
  throw new Error(`k8s.io/kubernetes@v${version} cannot be read: ${module.reason}`);
}

/** The day (ISO, UTC) on which a module version was tagged; undefined where the proxy does not know it. */
export function taggedOn(path: string, version: string): string | undefined {
  return goJson(["list", "-m", "-json", `${path}@${version}`]).Time?.slice(0, 10);
}

export function readModuleFile(module: GoModule, path: string): string {
  return readFileSync(join(module.directory, path), "utf8");
}

/** The `.0` of a minor in one of Kubernetes' modules: `v1.36.0` of kubernetes itself, `v0.36.0` of the others. */
export function moduleOf(path: string, minor: string): GoModule {
  const version = path === "k8s.io/kubernetes" ? `v${minor}.0` : `v0${minor.slice(1)}.0`;
  const module = downloadModule(path, version);
  if (isDownloaded(module)) return module;
  throw new Error(`${path}@${version} cannot be read: ${module.reason}`);
}

/** The texts of the Go files in a folder and below it, without tests. */
export function goFiles(module: GoModule, folder: string): readonly string[] {
  const paths = globSync("**/*.go", { cwd: join(module.directory, folder) }).toSorted();
  return paths
    .filter((path) => !path.endsWith("_test.go"))
    .map((path) => readModuleFile(module, join(folder, path)));
}

const GoAnswer = z.object({
  Dir: z.string().optional(),
  Time: z.string().optional(),
  Error: z.union([z.string(), z.object({ Err: z.string() }).transform(({ Err }) => Err)]).optional(),
});

function goJson(args: readonly string[]): z.infer<typeof GoAnswer> {
  return GoAnswer.parse(JSON.parse(goOutput(args)));
}

/** The Go command prints its JSON on success and on failure; `list` fails without one for an unknown version. */
function goOutput(args: readonly string[]): string {
  try {
    return execFileSync("go", args, { encoding: "utf8", cwd: "/", env: goEnvironment(), stdio: "pipe" });
  } catch (error) {
    const [stdout, stderr] = [streamOf(error, "stdout"), streamOf(error, "stderr")];
    if (stdout.startsWith("{")) return stdout;
    return JSON.stringify({ Error: stderr.trim() });
  }
}

function streamOf(error: unknown, name: "stdout" | "stderr"): string {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : "";
}

function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GOFLAGS: "-mod=mod", GO111MODULE: "on" };
}
