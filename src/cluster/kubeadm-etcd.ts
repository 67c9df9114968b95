import type { SourceValue } from "../source/value.ts";
import type { Etcd } from "./cluster.ts";
import { optional } from "./optional-member.ts";
import type { ObservedEtcd } from "./reader.ts";

/**
 * The etcd of a ClusterConfiguration. Without `etcd:`, or with an empty one, kubeadm runs a stacked member
 * on each control-plane node (cmd/kubeadm/app/apis/kubeadm/v1beta4/defaults.go).
 */
export function etcdOf(cluster: SourceValue): ObservedEtcd {
  const origin = (cluster.get("etcd", "external") ?? cluster.get("etcd") ?? cluster).origin();
  const external = cluster.get("etcd", "external");
  if (external !== undefined && external.kind === "mapping") {
    const endpoints = external.get("endpoints")?.items() ?? [];
    return {
      topology: "external",
      origin,
      endpoints: endpoints.flatMap((endpoint) => endpoint.text() ?? []),
    };
  }
  return { topology: "stacked", origin, ...optional("pinnedImageTag", pinnedImageTag(cluster)) };
}

function pinnedImageTag(cluster: SourceValue): Etcd["pinnedImageTag"] {
  const tag = cluster.get("etcd", "local", "imageTag");
  const value = tag?.text();
  return tag === undefined || value === undefined ? undefined : { value, origin: tag.origin() };
}
