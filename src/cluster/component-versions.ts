import type { ComponentVersions, VersionedComponent } from "../kubernetes/skew.ts";
import { tryParseVersion } from "../kubernetes/version.ts";
import type { Cluster, ComponentInstance } from "./cluster.ts";
import { optional } from "./optional-member.ts";

/**
 * What runs in a cluster, as the skew policy wants to know it. A pool of which only the replicas are known is
 * one entry under the pool's name, whatever its `count`; versions that are not known are left out.
 */
export function componentVersions(cluster: Cluster): ComponentVersions {
  const { apiServers, controllerManagers, schedulers, cloudControllerManagers } = cluster.controlPlane;
  const kubelets = cluster.nodes.map(({ name, kubeletVersion }) => ({ node: name, version: kubeletVersion }));
  const kubeProxies = cluster.nodes.flatMap(({ name, kubeProxyVersion }) =>
    kubeProxyVersion === undefined ? [] : [{ node: name, version: kubeProxyVersion }],
  );
  return {
    apiServers: known(apiServers),
    controllerManagers: known(controllerManagers),
    schedulers: known(schedulers),
    cloudControllerManagers: known(cloudControllerManagers),
    kubelets: known(kubelets),
    kubeProxies: known(kubeProxies),
    ...optional("kubectl", known(cluster.kubectl === undefined ? [] : [cluster.kubectl])[0]?.version),
  };
}

function known(
  instances: readonly Pick<ComponentInstance, "node" | "version">[],
): readonly VersionedComponent[] {
  return instances.flatMap(({ node, version }) =>
    tryParseVersion(version) === undefined ? [] : [{ ...optional("node", node), version }],
  );
}
