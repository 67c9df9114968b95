import type { ClusterPort } from "../diagnosis/collect-snapshot.ts";
import { apiServer, apiText } from "./api-server.ts";
import { kubeConfigOf, type LiveCluster } from "./kube-config.ts";

/** Enough to tell why a container ended. */
const LOG_LINES = 40;
const LOG_BYTES = 64 * 1024;

/**
 * A running cluster as the diagnosis asks it: GET requests with the kubeconfig's credentials.
 *
 * @throws KubehopError `kubeconfig-not-readable`, `unknown-context`
 */
export async function clusterPort(live: LiveCluster): Promise<ClusterPort> {
  const config = await kubeConfigOf(live);
  const text = apiText(config);
  return {
    get: apiServer(config),
    logs: async ({ namespace, pod, container, previous }) => {
      const [place, name] = [namespace, pod].map(encodeURIComponent);
      const query = new URLSearchParams({
        container,
        previous: String(previous),
        tailLines: String(LOG_LINES),
        limitBytes: String(LOG_BYTES),
      });
      return (await text(`/api/v1/namespaces/${place}/pods/${name}/log?${query.toString()}`)) ?? "";
    },
  };
}
