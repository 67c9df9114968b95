import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rendering } from "../manifests/rendering/renderer.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ToolRun {
  /** Absolute path. */
  readonly program: string;
  /** What the tool is called in reasons: `helm template`. */
  readonly name: string;
  readonly given: readonly string[];
  readonly environment: Environment;
  readonly milliseconds: number;
}

/** Bytes of output; the largest charts write some hundred kilobytes. */
const MOST_OUTPUT = 32 * 1024 * 1024;

/**
 * Runs a tool that reads files and writes YAML: no shell, an empty home, nothing of this environment but what
 * programs need to start, and no way to the network. It is ended when it takes too long or writes too much.
 */
export function runTool({ program, name, given, environment, milliseconds }: ToolRun): Rendering {
  const home = mkdtempSync(join(tmpdir(), "kubehop-"));
  try {
    const { status, stdout, stderr, error } = spawnSync(program, given, {
      cwd: home,
      env: strippedEnvironment(environment, home),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: milliseconds,
      killSignal: "SIGKILL",
      maxBuffer: MOST_OUTPUT,
      windowsHide: true,
    });
    if (error !== undefined) return { reason: `${name} ${whyEnded(error, milliseconds)}` };
    if (status === 0) return { text: stdout };
    return { reason: `${name} failed: ${lastWords(stderr)}` };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A port that nobody listens on: what wants to fetch something fails at once. */
const NO_PROXY_THERE = "http://127.0.0.1:9";

function strippedEnvironment({ PATH, SystemRoot }: Environment, home: string): Record<string, string> {
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    TEMP: home,
    KUBECONFIG: join(home, "none"),
    HELM_CACHE_HOME: home,
    HELM_CONFIG_HOME: home,
    HELM_DATA_HOME: home,
    GIT_ALLOW_PROTOCOL: "none",
    HTTP_PROXY: NO_PROXY_THERE,
    HTTPS_PROXY: NO_PROXY_THERE,
    LC_ALL: "C",
  };
}

function whyEnded(error: Error, milliseconds: number): string {
  const code = "code" in error ? String(error.code) : error.message;
  if (code === "ETIMEDOUT") return `took longer than ${milliseconds / 1000} s`;
  if (code === "ENOBUFS") return `wrote more than ${MOST_OUTPUT / 1024 / 1024} MiB`;
  return `could not be run (${code})`;
}

/** The tool's own reason, from where it says that this is one: its beginning, and its end, which says the most. */
function lastWords(stderr: string): string {
  const begin = stderr.search(/\berror: |\berr="/i);
  const words = stderr
    .slice(Math.max(begin, 0))
    .replace(/^(?:error: |err=)/i, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (words === "") return "it gave no reason";
  return words.length <= 300 ? words : `${words.slice(0, 150)} … ${words.slice(-140)}`;
}
