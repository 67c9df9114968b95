import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Why files below a directory are no part of what its commits hold, by their paths: they belong to a repository
 * inside it (a submodule), or git ignores them. Where the directory itself is ignored, its user means what is in
 * it; and where git is not there, or knows no repository, nothing is ignored.
 */
export function othersFiles(
  directory: string,
  paths: readonly string[],
  environment: Environment,
): ReadonlyMap<string, string> {
  const nested = innerRepositories(directory);
  const inside = paths.flatMap((path) => {
    const inner = nested(path);
    return inner === undefined ? [] : [[path, `it belongs to another git repository (${inner})`] as const];
  });
  const reasons = new Map<string, string>(inside);
  const own = paths.filter((path) => !reasons.has(path));
  for (const path of ignored(directory, own, environment)) reasons.set(path, "git ignores the file");
  return reasons;
}

/** Finds the folder below the directory that a file's own `.git` makes another repository. */
function innerRepositories(directory: string): (path: string) => string | undefined {
  const known = new Map<string, boolean>();
  const isRepository = (folder: string) => {
    const is = known.get(folder) ?? existsSync(join(directory, folder, ".git"));
    known.set(folder, is);
    return is;
  };
  return (path) => {
    const folders = path.split("/").slice(0, -1);
    return folders.map((_, index) => folders.slice(0, index + 1).join("/")).find(isRepository);
  };
}

function ignored(directory: string, paths: readonly string[], environment: Environment): readonly string[] {
  if (paths.length === 0 || askGit(directory, ".", environment) !== "") return [];
  return askGit(directory, paths.join("\0"), environment)
    .split("\0")
    .filter((path) => path !== "");
}

const MOST_MILLISECONDS = 10_000;

/**
 * What of these paths git ignores. Tracked files are never ignored, so it looks into the index; the program that
 * `core.fsmonitor` of a repository names is not run for that.
 */
function askGit(
  directory: string,
  paths: string,
  { PATH, HOME, XDG_CONFIG_HOME, SystemRoot }: Environment,
): string {
  const words = ["-c", "core.fsmonitor=false", "check-ignore", "-z", "--stdin"];
  const { stdout, status } = spawnSync("git", words, {
    cwd: directory,
    env: { PATH, HOME, XDG_CONFIG_HOME, SystemRoot, LC_ALL: "C" },
    input: paths,
    encoding: "utf8",
    timeout: MOST_MILLISECONDS,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  });
  return status === 0 ? stdout : "";
}
