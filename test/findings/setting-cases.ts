import { clusterWithSettings, findingsOf } from "./sample-cluster.ts";

/** A kubeadm file, a way, and what must be told about it. */
export interface SettingCase {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly id: string;
  /** `severity certainty hop-target line` of the finding; undefined where there must be none. */
  readonly found: string | undefined;
}

export const HEAD = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n";
export const OLD_HEAD = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n";
export const KUBELET = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";
export const PROXY = "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n";
export const INIT = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n";

/** What is told of a case's finding, in the words of `found`. */
export function told({ text, from, to, id }: SettingCase): string | undefined {
  const finding = findingsOf(clusterWithSettings(from, text), to).find((one) => one.id === id);
  if (finding === undefined) return undefined;
  const { severity, certainty, appliesTo, places } = finding;
  const line = places[0]?.line;
  return [severity, certainty, appliesTo.to, ...(line === undefined ? [] : [line])].join(" ");
}
