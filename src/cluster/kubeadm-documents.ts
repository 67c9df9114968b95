import { readEmbedded } from "../source/embedded.ts";
import type { Unread } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import { nestedDocuments } from "./kubeadm-nested.ts";
import {
  isTakenFromCluster,
  type KubernetesObject,
  nameOf,
  namespaceOf,
  objectsOf,
} from "./kubernetes-objects.ts";
import type { Observation, RepositoryFile } from "./reader.ts";

/** One document that kubeadm reads or writes, from a file of its own or out of a ConfigMap. */
export interface KubeadmSource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly value: SourceValue;
  readonly nature: Observation["nature"];
}

export interface KubeadmSources {
  readonly sources: readonly KubeadmSource[];
  /** Documents inside ConfigMaps that could not be read. */
  readonly unread: readonly Unread[];
}

const GROUPS = ["kubeadm.k8s.io/", "kubelet.config.k8s.io/", "kubeproxy.config.k8s.io/"];
/** kubeadm's own ConfigMaps; up to 1.23 the kubelet's name ended in the minor (`kubelet-config-1.22`). */
const CONFIG_MAPS = /^(?:kubeadm-config|kubelet-config(?:-1\.\d+)?|kube-proxy)$/;

/** The kubeadm, kubelet and kube-proxy documents of a file in file order. */
export function kubeadmSourcesOf(file: RepositoryFile): KubeadmSources {
  const parts = objectsOf(file).map((object) =>
    isConfigMap(object)
      ? embeddedSources(object)
      : { sources: sourceFrom(object, "declaration"), unread: [] },
  );
  const all = [...parts, nestedSources(file)];
  const sources = all.flatMap((part) => part.sources);
  const refused = new Map(sources.map((source) => [source, whyNotRead(source)]));
  return {
    sources: sources.filter((source) => refused.get(source) === undefined),
    unread: [
      ...all.flatMap(({ unread }) => unread),
      ...[...refused].flatMap(([source, reason]) =>
        reason === undefined ? [] : [unreadSource(source, reason)],
      ),
    ],
  };
}

function whyNotRead({ apiVersion, kind, value }: KubeadmSource): string | undefined {
  if (kind === "MasterConfiguration")
    return `${apiVersion.slice(0, 60)} MasterConfiguration is what kubeadm read up to 1.12: rewrite it with kubeadm config migrate`;
  return holdsMoreThan(value, MOST_VALUES)
    ? `the ${kind.slice(0, 60)} holds more than ${MOST_VALUES} values, which no kubeadm configuration does`
    : undefined;
}

/** Every value is kept as plain data; real documents have a few hundred, and aliases may expand to millions. */
const MOST_VALUES = 50_000;

function holdsMoreThan(document: SourceValue, most: number): boolean {
  const waiting = [document];
  for (let seen = 0; seen + waiting.length <= most; seen += 1) {
    const value = waiting.pop();
    if (value === undefined) return false;
    for (const item of value.items()) waiting.push(item);
    for (const [, entry] of value.entries()) waiting.push(entry);
  }
  return true;
}

function unreadSource({ value }: KubeadmSource, reason: string): Unread {
  const { path, line } = value.place();
  return { path, line, reason };
}

/** What cloud-init and Ansible write onto a machine; Kubernetes objects have their own readers. */
function nestedSources(file: RepositoryFile): KubeadmSources {
  const others = file.documents().documents.filter(({ root }) => !isObject(root.items()[0] ?? root));
  const nested = others.map(({ root }) => nestedDocuments(root));
  return {
    sources: nested
      .flatMap(({ roots }) => roots)
      .flatMap((root) => sourceFrom(objectOf(root), "declaration")),
    unread: nested.flatMap(({ unread }) => unread),
  };
}

/** An object or a list of objects; a bare array of objects is known by its first one. */
function isObject(value: SourceValue): boolean {
  return value.has("kind") && (value.has("apiVersion") || value.has("items"));
}

function isConfigMap(object: KubernetesObject): boolean {
  if (object.kind !== "ConfigMap" || object.apiVersion !== "v1") return false;
  return CONFIG_MAPS.test(nameOf(object) ?? "") && (namespaceOf(object) ?? "kube-system") === "kube-system";
}

function embeddedSources(object: KubernetesObject): KubeadmSources {
  const nature = isTakenFromCluster(object) ? "snapshot" : "declaration";
  const read = (object.value.get("data")?.entries() ?? []).map(([, text]) => readEmbedded(text));
  const roots = read.flatMap(({ documents }) => documents.map(({ root }) => root));
  return {
    sources: roots.flatMap((root) => sourceFrom(objectOf(root), nature)),
    unread: read.flatMap(({ unread }) => unread),
  };
}

function objectOf(value: SourceValue): Pick<KubernetesObject, "apiVersion" | "kind" | "value"> {
  return { apiVersion: value.textAt("apiVersion") ?? "", kind: value.textAt("kind") ?? "", value };
}

function sourceFrom(
  { apiVersion, kind, value }: Pick<KubernetesObject, "apiVersion" | "kind" | "value">,
  nature: KubeadmSource["nature"],
): readonly KubeadmSource[] {
  return GROUPS.some((group) => apiVersion.startsWith(group)) ? [{ apiVersion, kind, value, nature }] : [];
}
