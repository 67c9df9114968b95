import type { SourceFile, Unread } from "../source/finding.ts";
import { objectsOf } from "./kubernetes-objects.ts";
import type { Reader, RepositoryFile } from "./reader.ts";

/** Objects of tools that make clusters and that no reader knows: their group, their kind, and what people call them. */
const TOOLS: readonly (readonly [group: string, kind: string, called: string])[] = [
  ["kubeone.k8c.io/", "KubeOneCluster", "KubeOne"],
  ["kubeone.io/", "KubeOneCluster", "KubeOne"],
  ["kubekey.kubesphere.io/", "Cluster", "KubeKey"],
  ["apps.sealos.io/", "Cluster", "sealos"],
  ["core.gardener.cloud/", "Shoot", "Gardener"],
];
/** RKE, the predecessor of RKE2, has a file without apiVersion; only its versions are marked. */
const RKE_VERSION = /^["']?kubernetes_version["']?:[ \t]*["']?v1\.\d+\.\d+-rancher/m;

/** Whether an `apiVersion` is that of such a tool. */
export function isOfOtherTool(apiVersion: string): boolean {
  return TOOLS.some(([group]) => apiVersion.startsWith(group));
}

/** Tells which files describe a cluster that another tool makes and Kubehop does not read; it gives no clusters. */
export const otherToolsReader: Reader = {
  name: "other-tools",
  wants: ({ text }) => text.includes("-rancher") && RKE_VERSION.test(text),
  wantsObjects: ({ text }) => TOOLS.some(([group]) => text.includes(group)),
  misses: () => false,
  read: (files) => ({ observations: [], findings: [], unread: files.flatMap(unreadIn) }),
};

function unreadIn(file: RepositoryFile): readonly Unread[] {
  const found = objectsOf(file).flatMap(({ apiVersion, kind, value }) => {
    const tool = TOOLS.find(([group, wanted]) => apiVersion.startsWith(group) && kind === wanted);
    return tool === undefined ? [] : [told(file, tool[2], (value.get("kind") ?? value).position().line)];
  });
  const rke = RKE_VERSION.exec(file.text);
  return rke === null ? found : [...found, told(file, "RKE", lineAt(file, rke.index))];
}

function told({ path }: SourceFile, called: string, line: number): Unread {
  const reason = `a cluster of ${called}, whose files Kubehop does not read: add a snapshot of its nodes beside it (kubectl get nodes -o json > nodes.json)`;
  return { path, line, reason };
}

function lineAt({ text }: SourceFile, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
