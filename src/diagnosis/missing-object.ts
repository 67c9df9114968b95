import { kubectl } from "./kubectl.ts";

/** A ConfigMap or Secret, or a key of one, that a pod asks for and that is not there. */
export interface MissingObject {
  readonly root: string;
  /** To stand inside a sentence. */
  readonly cause: string;
  readonly next: string;
}

/** What is missing by a message of the kubelet; undefined where it is about something else. */
export function missingObject(message: string, namespace: string): MissingObject | undefined {
  const object = /\b(configmap|secret) "([^"]+)" not found/i.exec(message);
  if (object !== null) {
    const [, kind = "", name = ""] = object;
    return missing(kind, `${namespace}/${name.split("/").at(-1)}`);
  }
  const key = /couldn't find key (\S+) in (ConfigMap|Secret) (\S+)/.exec(message);
  if (key !== null) {
    const [, name = "", kind = "", place = ""] = key;
    return missing(kind, place, name);
  }
  const [, kind, lost] = /references non-existent (config|secret) key: (\S+)/.exec(message) ?? [];
  if (kind === undefined || lost === undefined) return undefined;
  const word = kind === "config" ? "ConfigMap" : "Secret";
  return {
    root: `${namespace} ${word} key ${lost}`,
    cause: `the ${word} that it names has no key ${lost}`,
    next: kubectl("--namespace", namespace, "describe", word.toLowerCase()),
  };
}

const WORDS: Readonly<Record<string, string>> = { configmap: "ConfigMap", secret: "Secret" };

function missing(kind: string, place: string, key?: string): MissingObject {
  const word = WORDS[kind.toLowerCase()] ?? kind;
  const [namespace = "", name = ""] = place.split("/");
  return {
    root: `${word} ${place} ${key ?? ""}`,
    cause: key === undefined ? `${word} ${place} does not exist` : `${word} ${place} has no key ${key}`,
    next:
      key === undefined
        ? kubectl("--namespace", namespace, "get", `${word.toLowerCase()}s`)
        : kubectl("--namespace", namespace, "describe", `${word.toLowerCase()}/${name}`),
  };
}
