import { dirname, resolve } from "node:path";
import { dump, load } from "js-yaml";
import { KubehopError } from "../../source/kubehop-error.ts";

/** A file of the KUBECONFIG list. */
export interface KubeconfigFile {
  readonly path: string;
  readonly text: string;
}

/** Reads a file that a kubeconfig names; undefined where it is not there. */
export type ReadBytes = (path: string) => Uint8Array | undefined;

interface Named {
  readonly name?: string;
}
interface Context extends Named {
  readonly context?: { readonly cluster?: string; readonly user?: string; readonly namespace?: string };
}
interface Cluster extends Named {
  readonly cluster?: Readonly<Record<string, unknown>>;
}
interface User extends Named {
  readonly user?: Readonly<Record<string, unknown>>;
}
interface Kubeconfig {
  readonly contexts?: readonly Context[];
  readonly clusters?: readonly Cluster[];
  readonly users?: readonly User[];
}

/** The keys whose value is a file, and the key that holds the same as base64. */
const FILES: ReadonlyMap<string, string> = new Map([
  ["certificate-authority", "certificate-authority-data"],
  ["client-certificate", "client-certificate-data"],
  ["client-key", "client-key-data"],
]);

/**
 * The kubeconfig of exactly one context, which is the current one in it: one cluster, one user, no other name. Files
 * that it names are put into it. As kubectl does it, the first of several files that holds a name counts.
 *
 * @throws {KubehopError} `unusable-context` where the context is not there, is not whole, or needs a program
 */
export function cutKubeconfig(files: readonly KubeconfigFile[], name: string, read: ReadBytes): string {
  const context = found(files, (config) => config.contexts, name)?.entry.context;
  if (context === undefined) throw unusable(`There is no context ${quoted(name)}`, contextHint(files));
  const { clusters, users } = partsOf(files, context, read);
  if (clusters.length === 0)
    throw unusable(`The context ${quoted(name)} names no cluster that is there`, WHOLE);
  if (users.some(({ user }) => "exec" in user)) throw needsProgram(name);
  return written({ "current-context": name, contexts: [{ name, context }], clusters, users });
}

/**
 * The kubeconfig of these contexts without a current one: a command must say which it means. What is not whole is
 * left out.
 */
export function uncurrentKubeconfig(
  files: readonly KubeconfigFile[],
  isAllowed: (context: string) => boolean,
  read: ReadBytes,
): string {
  const names = new Set(contextNames(files).filter(isAllowed));
  const contexts = [...names].flatMap((name) => {
    const context = found(files, (config) => config.contexts, name)?.entry.context;
    return context === undefined ? [] : [{ name, context }];
  });
  const parts = contexts.map(({ context }) =>
    partsOf(files, context, (path) => read(path) ?? new Uint8Array()),
  );
  const clusters = onceEach(parts.flatMap((part) => part.clusters));
  return written({ contexts, clusters, users: onceEach(parts.flatMap((part) => part.users)) });
}

interface Parts {
  readonly clusters: readonly { readonly name: string; readonly cluster: object }[];
  readonly users: readonly { readonly name: string; readonly user: object }[];
}

/** The cluster and the user of a context, each where it is there. */
function partsOf(
  files: readonly KubeconfigFile[],
  { cluster = "", user = "" }: NonNullable<Context["context"]>,
  read: ReadBytes,
): Parts {
  const place = found(files, (config) => config.clusters, cluster);
  const account = found(files, (config) => config.users, user);
  const address = place?.entry.cluster;
  return {
    clusters:
      place === undefined || address === undefined
        ? []
        : [{ name: cluster, cluster: whole(address, place.path, read) }],
    users:
      account === undefined
        ? []
        : [{ name: user, user: whole(account.entry.user ?? {}, account.path, read) }],
  };
}

function onceEach<Entry extends { readonly name: string }>(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
}

function written(config: object): string {
  return dump({ apiVersion: "v1", kind: "Config", ...config }, { lineWidth: -1, noRefs: true });
}

function found<Entry extends Named>(
  files: readonly KubeconfigFile[],
  list: (config: Kubeconfig) => readonly Entry[] | undefined,
  name: string,
): { readonly entry: Entry; readonly path: string } | undefined {
  for (const { path, text } of files) {
    const entry = list(parsed(path, text))?.find((each) => each.name === name);
    if (entry !== undefined) return { entry, path };
  }
  return undefined;
}

function parsed(path: string, text: string): Kubeconfig {
  try {
    const value: unknown = load(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch (error) {
    const message = "The kubeconfig is not valid YAML.";
    throw new KubehopError({
      code: "unusable-context",
      message,
      remedy: "Mend it.",
      where: { path },
      cause: error,
    });
  }
}

/** Paths are relative to the file that they stand in. */
function whole(entry: Readonly<Record<string, unknown>>, path: string, read: ReadBytes): object {
  const inlined = Object.entries(entry).flatMap(([key, value]): (readonly [string, unknown])[] => {
    if (typeof value !== "string") return [[key, value]];
    const file = resolve(dirname(path), value);
    const data = FILES.get(key);
    if (data !== undefined) return [[data, Buffer.from(bytesOf(file, read)).toString("base64")]];
    if (key === "tokenFile") return [["token", Buffer.from(bytesOf(file, read)).toString("utf8").trim()]];
    return [[key, value]];
  });
  return Object.fromEntries(inlined);
}

function bytesOf(file: string, read: ReadBytes): Uint8Array {
  const bytes = read(file);
  if (bytes !== undefined) return bytes;
  throw unusable(`The kubeconfig names ${file}, which cannot be read`, WHOLE);
}

const WHOLE = "`kubectl config view` shows what the kubeconfig holds.";

function contextHint(files: readonly KubeconfigFile[]): string {
  const names = contextNames(files);
  return names.length === 0 ? "The kubeconfig holds no context." : `It is one of ${names.join(", ")}.`;
}

function contextNames(files: readonly KubeconfigFile[]): readonly string[] {
  return files.flatMap(
    ({ path, text }) => parsed(path, text).contexts?.flatMap(({ name }) => name ?? []) ?? [],
  );
}

/** A program that logs in needs the home and the credentials of who runs Kubehop, and commands see neither. */
function needsProgram(name: string): KubehopError {
  return unusable(
    `The user of context ${quoted(name)} logs in by a program, which commands of a playbook cannot run`,
    "Make a context with a token of its own: `kubectl create token` gives one for a service account.",
  );
}

function unusable(message: string, remedy: string): KubehopError {
  return new KubehopError({ code: "unusable-context", message: `${message}.`, remedy });
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
