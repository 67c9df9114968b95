import { readEmbedded } from "../source/embedded.ts";
import type { Unread } from "../source/finding.ts";
import type { SourceValue } from "../source/value.ts";
import { isPlaceholder } from "./version-reading.ts";

/** kubeadm documents that stand inside another tool's file. */
export interface NestedDocuments {
  readonly roots: readonly SourceValue[];
  readonly unread: readonly Unread[];
}

/** Values that are looked at in one document; real cloud-init and Ansible files have a few hundred. */
const MOST_VALUES = 10_000;
/** A carriage return belongs to the line's end only: were it in the comment too, each line would double the ways to read it. */
const BEGINS_LIKE_OBJECT = /^(?:[ \t]*(?:#[^\r\n]*|---[^\r\n]*)?\r?\n)*["']?(?:apiVersion|kind)["']?[ \t]*:/;

/**
 * The kubeadm documents inside cloud-init (`write_files[].content`), Ansible (`copy: {content: …}`, variables)
 * and the like, as texts or as mappings. They count where one of them is a ClusterConfiguration whose version
 * is written out; where it is a placeholder, its line is listed, because another tool has the version. So is the
 * line that cannot be read, which mostly is a template's.
 */
export function nestedDocuments(document: SourceValue): NestedDocuments {
  const read = valuesOf(document).map(documentsIn);
  const found = read.flatMap(({ roots }) => roots);
  const unread = read.flatMap((nested) => nested.unread);
  const version = found
    .find((root) => root.textAt("kind") === "ClusterConfiguration")
    ?.get("kubernetesVersion");
  const text = version?.text();
  if (version === undefined || text === undefined) return { roots: [], unread };
  return isPlaceholder(text) ? { roots: [], unread: [filledInLater(version)] } : { roots: found, unread };
}

const NOTHING: NestedDocuments = { roots: [], unread: [] };
const CLUSTER = /^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?ClusterConfiguration\b/m;

function documentsIn(value: SourceValue): NestedDocuments {
  if (value.kind === "mapping") return isKubeadm(value) ? { roots: [value], unread: [] } : NOTHING;
  const text = value.kind === "scalar" ? (value.text() ?? "") : "";
  if (!text.includes("kubeadm.k8s.io/") || !BEGINS_LIKE_OBJECT.test(text)) return NOTHING;
  const { documents, unread } = readEmbedded(value);
  const roots = documents.map(({ root }) => root);
  return {
    roots: roots.some(isKubeadm) ? roots : [],
    unread: CLUSTER.test(text) ? unread.slice(0, 1) : [],
  };
}

function isKubeadm(value: SourceValue): boolean {
  return value.textAt("apiVersion")?.startsWith("kubeadm.k8s.io/") === true && value.has("kind");
}

/** The values of a document in file order, without those inside a kubeadm document. */
function valuesOf(document: SourceValue): readonly SourceValue[] {
  const found: SourceValue[] = [];
  const waiting = [document];
  while (found.length < MOST_VALUES) {
    const value = waiting.pop();
    if (value === undefined) break;
    found.push(value);
    if (isKubeadm(value)) continue;
    const inner = [...value.items(), ...value.entries().map(([, entry]) => entry)];
    for (const one of inner.toReversed()) waiting.push(one);
  }
  return found;
}

function filledInLater(version: SourceValue): Unread {
  const { path, line } = version.place();
  const reason =
    "a kubeadm configuration whose version another tool fills in: name the place where the version is kept with versionFrom in .github/kubehop.yml, or add a snapshot";
  return { path, line, reason };
}
