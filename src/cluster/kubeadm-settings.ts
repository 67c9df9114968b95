import { isMapping } from "../source/mapping.ts";
import type { SourceValue } from "../source/value.ts";
import type { KubeadmDocument, KubeadmSettings } from "./cluster.ts";
import type { KubeadmSource } from "./kubeadm-documents.ts";
import { optional } from "./optional-member.ts";

/** The kubeadm documents of one place as plain data; argument lists and maps stay as they are written. */
export function kubeadmSettings(sources: readonly KubeadmSource[]): KubeadmSettings {
  return settingsOf(sources.map(documentFrom));
}

/** The settings of several places that describe one cluster; the first of each kind counts. */
export function mergedSettings(all: readonly KubeadmSettings[]): KubeadmSettings | undefined {
  return all.length === 0 ? undefined : settingsOf(all.flatMap(({ documents }) => documents));
}

function settingsOf(documents: readonly KubeadmDocument[]): KubeadmSettings {
  const content = (kind: string) => documents.find((document) => document.kind === kind)?.content;
  return {
    apiVersion: apiVersionOf(documents),
    ...optional("clusterConfiguration", content("ClusterConfiguration")),
    ...optional("kubeletConfiguration", content("KubeletConfiguration")),
    ...optional("kubeProxyConfiguration", content("KubeProxyConfiguration")),
    documents,
  };
}

/** The ClusterConfiguration's, else that of any kubeadm document, else of what is there. */
function apiVersionOf(documents: readonly KubeadmDocument[]): string {
  const best =
    documents.find(({ kind }) => kind === "ClusterConfiguration") ??
    documents.find(({ apiVersion }) => apiVersion.startsWith("kubeadm.k8s.io/")) ??
    documents[0];
  return best?.apiVersion ?? "";
}

function documentFrom({ apiVersion, kind, value }: KubeadmSource): KubeadmDocument {
  const plain = value.plain();
  return {
    kind,
    apiVersion,
    content: isMapping(plain) ? plain : {},
    origin: (value.get("apiVersion") ?? value).origin(),
    places: Object.fromEntries(scalarsOf(value).map((scalar) => [below(value, scalar), scalar.position()])),
  };
}

/** Real documents have a few hundred scalars; aliases may expand a hostile one to millions. */
const MOST_PLACES = 10_000;

function scalarsOf(document: SourceValue): readonly SourceValue[] {
  const found: SourceValue[] = [];
  const waiting = [document];
  while (found.length < MOST_PLACES) {
    const value = waiting.pop();
    if (value === undefined) break;
    if (value.kind === "scalar") found.push(value);
    for (const item of value.items()) waiting.push(item);
    for (const [, entry] of value.entries()) waiting.push(entry);
  }
  return found;
}

/** The path of a value below its document, which may itself lie inside another one. */
function below(document: SourceValue, value: SourceValue): string {
  return value.field.slice(document.field.length).replace(/^\./, "");
}
