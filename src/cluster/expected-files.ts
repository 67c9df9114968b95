import type { KubehopConfiguration } from "../config/configuration.ts";
import { claimants } from "./select-files.ts";

/**
 * What a file is expected to hold, because of its name or because somebody named it; each includes those
 * before it, and what does not hold is told.
 */
export const EXPECTED = {
  nothing: 0,
  /** Not empty, not binary: every ordinary manifest. */
  text: 1,
  /** YAML or JSON without flaws: what the configuration covers with a directory or a glob. */
  structure: 2,
  /** At least one object: files whose name speaks of a cluster. */
  objects: 3,
  /** The same, whatever the text calls itself: standard input. */
  input: 4,
  /** A cluster: files that the configuration names one by one. */
  cluster: 5,
} as const;

/** One of the numbers of {@link EXPECTED}. */
export type Expectation = (typeof EXPECTED)[keyof typeof EXPECTED];

/** Gives what is expected of a file; `named` are the paths that the caller was given by hand. */
export function expectationOf(
  path: string,
  { configuration, named }: { configuration: KubehopConfiguration; named: readonly string[] },
): Expectation {
  const claims = claimants(path, configuration).flatMap(({ sources = [] }) => sources);
  if (claims.some((source) => isSamePath(source, path))) return EXPECTED.cluster;
  if (named.includes(path)) return EXPECTED.input;
  if (speaksOfCluster(path)) return EXPECTED.objects;
  if (claims.length > 0) return EXPECTED.structure;
  return isOrdinary(path) ? EXPECTED.text : EXPECTED.nothing;
}

/** Names that somebody gives to a cluster's file: `kubeadm.yaml`, `prod-nodes.json`, `kind-config.yml`. */
const TELLING_NAME =
  /(?:^|[^a-z])(?:kube(?:adm|let|spray)|kubernetes|k8s|clusters?|(?:control-?plane|worker)?nodes?|pods?|machines?|kind|inventory|hosts)(?:[^a-z]|$)/i;
/** Folders that hold nothing else. */
const TELLING_FOLDER = /(?:^|\/)(?:kubeadm|kubespray|kind|clusters?|nodes|inventory)\/[^/]*$/i;
/** kubeadm's own ending, and what Ansible's inventories are called. */
const OTHER_SOURCE = /\.(?:conf|ini)$|(?:^|\/)(?:hosts|inventory)$/i;

/** True for the names that files of YAML and JSON have. */
export function isManifestPath(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path);
}

function speaksOfCluster(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (OTHER_SOURCE.test(path)) return TELLING_NAME.test(name);
  return (TELLING_NAME.test(name) || TELLING_FOLDER.test(path)) && isOrdinary(path);
}

/**
 * Manifests apart from what is often there without content, or in a dialect of its own: Ansible's variables
 * and tasks, charts' values, requirements and templates, secrets, settings of editors (`.devcontainer/`).
 */
const UNLIKELY = [
  /(?:^|\/)(?:group_vars|host_vars|vars|defaults|tasks|handlers|meta|templates)\//,
  /(?:^|[-_./])(?:values|requirements)(?:[-_./]|$)/,
  /secret[^/]*$/i,
  /(?:^|\/)\./,
];

function isOrdinary(path: string): boolean {
  return isManifestPath(path) && !UNLIKELY.some((place) => place.test(path));
}

function isSamePath(source: string, path: string): boolean {
  return source.replace(/^\.\//, "") === path;
}
