import { quote, requiredVariable } from "../source/shell.ts";
import type { ExternalEtcd } from "./kubeadm-settings.ts";
import type { Command } from "./plan.ts";
import { onNode, onWorkstation } from "./step-draft.ts";
import type { ControlPlaneNode, Terrain } from "./terrain.ts";

/** Runs `etcdctl` against the cluster's etcd: inside its own pod where it is stacked, else on a node's host. */
export function etcdctl(terrain: Terrain, node: ControlPlaneNode, words: string): Command {
  const { externalEtcd } = terrain.paths;
  if (externalEtcd === undefined)
    return onWorkstation(`${insideEtcd(node)} etcdctl ${stackedAccess(terrain)} ${words}`);
  return onNode(node, `sudo ETCDCTL_API=3 etcdctl ${externalAccess(externalEtcd)} ${words}`);
}

/** A command inside the etcd pod of a node; its image holds etcd, etcdctl and etcdutl and no shell. */
export function insideEtcd(node: ControlPlaneNode): string {
  return `kubectl -n kube-system exec etcd-${node.word} --`;
}

function stackedAccess(terrain: Terrain): string {
  const directory = `${terrain.paths.certificates}/etcd`;
  const pair = (name: string) => quote(`${directory}/${name}`);
  return `--endpoints=https://127.0.0.1:2379 --cacert=${pair("ca.crt")} --cert=${pair("server.crt")} --key=${pair("server.key")}`;
}

function externalAccess({ endpoints, caFile, certFile, keyFile }: ExternalEtcd): string {
  const addresses =
    endpoints.length > 0
      ? quote(endpoints.join(","))
      : requiredVariable(
          "ETCD_ENDPOINTS",
          "set to the https addresses of every etcd member, joined by commas",
        );
  const ca = file(caFile, "ETCD_CACERT", "the CA certificate of etcd");
  const certificate = file(certFile, "ETCD_CERT", "a client certificate of etcd");
  const key = file(keyFile, "ETCD_KEY", "the key of that client certificate");
  return `--endpoints=${addresses} --cacert=${ca} --cert=${certificate} --key=${key}`;
}

function file(path: string | undefined, variable: string, what: string): string {
  return path === undefined ? requiredVariable(variable, `set to the path of ${what}`) : quote(path);
}
