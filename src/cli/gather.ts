import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { RepositorySnapshot } from "../assessment/assessment.ts";
import { archiveLimits } from "../github/archive-policy.ts";
import type { Renderer } from "../manifests/rendering/renderer.ts";
import { counted } from "../source/counted.ts";
import { decodeText } from "../source/decode-text.ts";
import { KubehopError } from "../source/kubehop-error.ts";
import { countRead } from "../workspace/engine-settings.ts";
import { readDirectory } from "../workspace/read-directory.ts";
import type { Invocation } from "./command.ts";
import { RENDER } from "./options.ts";
import { insteadOfArgument } from "./suggestions.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The files that a command is about: of a live cluster (`--kubeconfig`, `--context`), of standard input
 * (`-`), or of a directory, the current one by default.
 */
export async function gather(invocation: Invocation, terminal: Terminal): Promise<RepositorySnapshot> {
  const { command, positional, options } = invocation;
  const kubeconfig = options.get("kubeconfig");
  const context = options.get("context");
  if (kubeconfig !== undefined || context !== undefined) {
    if (positional !== undefined) throw twoSources(positional);
    const { readLiveCluster } = await import("../live/read-live-cluster.ts");
    progress(terminal, "Reading the cluster (read-only) …");
    const answers = await readLiveCluster({
      ...(kubeconfig === undefined ? {} : { kubeconfig: resolve(terminal.workingDirectory, kubeconfig) }),
      ...(context === undefined ? {} : { context }),
    });
    for (const file of answers.files) if ("text" in file) countRead(file.text.length);
    return answers;
  }
  if (positional === "-") return standardInput(terminal);
  const directory = resolve(terminal.workingDirectory, positional ?? ".");
  const meant = insteadOfArgument(command, positional ?? "");
  if (meant !== "" && !existsSync(directory)) throw noDirectory(positional, meant);
  const snapshot = readDirectory(directory);
  const { length } = snapshot.files;
  if (length >= MANY_FILES) progress(terminal, `Reading ${counted(length, "file")} …`);
  if (!mayRender(invocation)) return snapshot;
  return { ...snapshot, renderer: await rendererOf(directory, invocation, terminal) };
}

/** So many files take long enough for a person to wonder. */
const MANY_FILES = 1_000;

/** Only commands that judge manifests render them. */
function mayRender({ command, options }: Invocation): boolean {
  return command.options.includes(RENDER) && options.get("render") !== "never";
}

async function rendererOf(directory: string, { options }: Invocation, terminal: Terminal): Promise<Renderer> {
  const { allRendering, localRenderer, someRendering } = await import("../rendering/local-renderer.ts");
  const to = options.get("to");
  return localRenderer({
    directory,
    environment: terminal.environment,
    limits: options.get("render") === "always" ? allRendering : someRendering,
    ...(to === undefined ? {} : { kubeVersion: to }),
  });
}

function noDirectory(word: string | undefined, meant: string): KubehopError {
  return new KubehopError({
    code: "usage",
    message: `There is no directory ${JSON.stringify(word)}: ${meant}`,
    remedy: "Or name the directory that holds the cluster's files.",
  });
}

/** The error of a command line that asks for a running cluster and for files. */
export function twoSources(positional: string): KubehopError {
  return new KubehopError({
    code: "usage",
    message: `A running cluster (--kubeconfig, --context) and ${JSON.stringify(positional)} cannot both be read at once`,
    remedy: "Leave one of them out.",
  });
}

/** Says on standard error what takes time; only to a person. */
export function progress(terminal: Terminal, text: string): void {
  if (terminal.error.isTerminal) terminal.error.write(`${text}\n`);
}

const TOO_LARGE = `the file has more than ${archiveLimits.file / 1024 / 1024} MiB (of a node list, leave out .status.images)`;

async function standardInput(terminal: Terminal): Promise<RepositorySnapshot> {
  progress(terminal, "Reading standard input …");
  const bytes = await terminal.readInput();
  countRead(bytes.length);
  // JSON by its first character: readers tell the two apart by the name of the file.
  const isJson = /^(?:\xef\xbb\xbf)?\s*[{[]/.test(Buffer.from(bytes.subarray(0, 1000)).toString("latin1"));
  const path = isJson ? "stdin.json" : "stdin.yaml";
  if (bytes.length > archiveLimits.file) return { files: [], unread: [{ path, reason: TOO_LARGE }] };
  const decoded = decodeText(bytes);
  return "text" in decoded
    ? { files: [{ path, ...decoded }], unread: [], named: [path] }
    : { files: [], unread: [{ path, ...decoded }] };
}
